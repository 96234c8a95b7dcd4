"""Where readers speak: a vote, a report, and a page that thanks.

No cookie, no script and no account is needed. What was typed is given back with every
refusal. May import `alsinfo.accounts` for its limits.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from alsinfo.accounts import limits
from alsinfo.accounts.visitors import address_of

from . import inbox, origin, received, tallies
from .about import About, find
from .forms import FORMS, LONGEST, MissingForm, ReportForm, visible
from .models import Report

REPORTS, VOTES = 5, 30  # that one network address may send within five minutes
REPORTS_A_DAY = 50  # that it may send in a day: far fewer than the inbox takes
ANSWERS = {"yes": True, "no": False}
HOUR, DAY = 3_600, 86_400  # seconds
View = Callable[[HttpRequest], HttpResponse]


class SeeOther(HttpResponseRedirect):
    """Look there, with GET: sending a form twice by reloading is not possible."""

    status_code = 303


def open_to_readers(view: View) -> View:
    """For a form without a token: GET, and POST from our own pages."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and not origin.is_ours(request):
            return _unkept(render(request, "feedback/foreign.html", status=403))
        return view(request)

    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(guarded))


@open_to_readers
def report(request: HttpRequest) -> HttpResponse:
    """The form, empty or with what is wrong; a report that can be taken is kept."""
    try:
        given = received.given_in(request)
    except received.TooLongError:
        return _unkept(render(request, "feedback/too_long.html", status=413))
    about = _about(request, given)
    form_class = FORMS.get(given.get("kind", ""), ReportForm)
    if request.method == "POST":
        return _sent(request, about, form_class(given, hide_page=bool(about.path)))
    return _form(request, about, _begun(form_class, about))


def _sent(request: HttpRequest, about: About, form: ReportForm) -> HttpResponse:
    """Keep the report, or give the form back with the reason."""
    if not form.is_valid():
        return _form(request, about, form)
    try:
        _let_in(address_of(request))
        inbox.take_in(_report_of(form, about, request.at))
    except limits.TooMany as limit:
        return _form(request, about, form, _too_many(limit.seconds), limit.seconds)
    except inbox.FullError:
        return _form(request, about, form, _full(), HOUR)
    return SeeOther(_way(reverse("feedback:thanks"), page=about.path))


def _let_in(address: str) -> None:
    """Count a report of a network address, or raise `limits.TooMany`."""
    limits.begin("report", address=address, most=REPORTS)
    limits.begin("report-day", address=address, most=REPORTS_A_DAY, window=DAY)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """That a report has come in, and the way back to its page."""
    context = {"about": _about(request, request.GET)}
    return render(request, "feedback/thanks.html", context)


@open_to_readers
def helpful(request: HttpRequest) -> HttpResponse:
    """A vote about a page; then thanks, and the way back."""
    given = request.POST if request.method == "POST" else request.GET
    about, answer = _about(request, given), given.get("answer", "")
    answer = answer if about.takes_votes and answer in ANSWERS else ""
    if request.method != "POST":
        return _asked(request, about, 200, answer=answer)
    if answer:
        return _vote(request, about, answer)
    return _asked(request, about, 400 if about.takes_votes else 404)


def _vote(request: HttpRequest, about: About, answer: str) -> HttpResponse:
    """Count it. The answer's address says all, so that it can be reloaded."""
    try:
        limits.begin("helpful", address=address_of(request), most=VOTES)
    except limits.TooMany as limit:
        response = _asked(request, about, 429, refusal=_too_many(limit.seconds))
        response["Retry-After"] = str(limit.seconds)
        return response
    tallies.count_for(about, timezone.localdate(request.at), helpful=ANSWERS[answer])
    here = reverse("feedback:helpful")
    return SeeOther(_way(here, page=about.path, shown=about.shown, answer=answer))


def _asked(
    request: HttpRequest, about: About, status: int, **said: Any
) -> HttpResponse:
    """The page of the votes; after a “no” with room for what was missing."""
    form = _begun(MissingForm, about) if said.get("answer") == "no" else None
    context = {
        "about": about,
        "form": form,
        "kind": MissingForm.kind,
        "status": status,
        **said,
    }
    return _unkept(render(request, "feedback/helpful.html", context, status=status))


def _form(
    request: HttpRequest,
    about: About,
    form: ReportForm,
    refusal: str = "",
    seconds: int = 0,
) -> HttpResponse:
    """The form; with a refusal it is 429, and nothing of the words is lost."""
    context = {"about": about, "form": form, "kind": form.kind, "refusal": refusal}
    status = 429 if refusal else 200
    response = _unkept(render(request, "feedback/report.html", context, status=status))
    if seconds:
        response["Retry-After"] = str(seconds)
    return response


def _begun(form_class: type[ReportForm], about: About) -> ReportForm:
    """An empty form that knows its page, and which version was on show there."""
    initial = {"page": about.path or about.address, "shown": about.shown}
    return form_class(initial=initial, hide_page=bool(about.path))


def _about(request: HttpRequest, given: Any) -> About:
    shown = _field(given, "shown")
    return find(_field(given, "page"), shown, request.at)


def _field(given: Any, name: str) -> str:
    """One line of what the address or the form says; what is too long is cut."""
    return " ".join(visible(given.get(name, "")[: LONGEST[name]]).split())


def _report_of(form: ReportForm, about: About, at: Any) -> Report:
    typed = form.cleaned_data
    return Report(
        at=at,
        kind=form.kind,
        page=about.path or typed["page"],
        is_ours=bool(about.path),
        entry_kind=about.entry.kind if about.entry else "",
        entry_id=about.entry.pk if about.entry else None,
        number=about.number,
        public_number=about.version,
        words=typed.get("words", ""),
        wrong=typed["wrong"],
        email=typed["email"],
    )


def _way(address: str, **query: str) -> str:
    given = {name: value for name, value in query.items() if value}
    return f"{address}?{urlencode(given)}" if given else address


def _too_many(seconds: int) -> str:
    if seconds > HOUR:
        return _too_many_today(-(-seconds // HOUR))
    minutes = -(-seconds // 60)
    return ngettext(
        "Much has come from your connection in a short time, so nothing was sent. "
        "Please try again in a minute.",
        "Much has come from your connection in a short time, so nothing was sent. "
        "Please try again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}


def _too_many_today(hours: int) -> str:
    return ngettext(
        "We have taken as many reports from your connection as we take in a day, so "
        "nothing was sent. Please try again in an hour.",
        "We have taken as many reports from your connection as we take in a day, so "
        "nothing was sent. Please try again in %(hours)d hours.",
        hours,
    ) % {"hours": hours}


def _full() -> str:
    return _(
        "So many reports have come in today that we cannot take more. Nothing was "
        "sent. Please try again tomorrow."
    )


def _unkept(response: HttpResponse) -> HttpResponse:
    """What somebody typed may stand in it: nobody keeps a copy."""
    response["Cache-Control"] = "no-store"
    return response
