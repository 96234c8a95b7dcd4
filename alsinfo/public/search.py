"""The search page, and suggestions while somebody types.

Whatever is typed, the answer is a page. A filter that no result has is left out, and
the page says so: an old link still finds, and a hidden topic shows no otherwise than
one that never was.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from alsinfo.search import finding
from articles import paging

from . import found, topics
from .found import Asked

# A suggestion may be shown so long after its text ended; no shared cache keeps it.
KEPT = "private, max-age=60"
MOST_SAID = 6
LONGEST_SAID = 3  # words: a question among the synonyms is for us, not to be read


# Exempt, so that a post meets the sentence of a wrong method and not of a lost cookie.
@csrf_exempt
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What was found, or the ways on."""
    asked = asked_of(request)
    context = _results(request, asked) if asked.query else _nothing_asked(request)
    response = render(request, "public/search.html", {"asked": asked, **context})
    response["X-Robots-Tag"] = "noindex"
    return response


@csrf_exempt
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Live entries that a name begins for, as JSON: name, kind in words, address."""
    live = found.live(request.at)
    suggestions = finding.suggest(asked_of(request).query, live=live)
    addresses = found.addresses(suggestions, request.at)
    lines = [
        {
            "name": one.title,
            "kind": str(found.KINDS[one.kind]),
            "url": addresses[one.kind, one.revision_id],
        }
        for one in suggestions
        if (one.kind, one.revision_id) in addresses
    ]
    headers = {"Cache-Control": KEPT, "X-Robots-Tag": "noindex"}
    return JsonResponse({"suggestions": lines}, headers=headers)


def asked_of(request: HttpRequest) -> Asked:
    """What the address asks for; of a repeated parameter the last one counts."""
    given = request.GET.get
    words = given("q", "")[: finding.LONGEST_QUERY + 1]  # is_cut sees the one more
    return Asked(
        query=" ".join(finding.clean(words).split()),
        kind=given("kind", ""),
        topic=given("topic", ""),
        as_typed="typed" if given("as") == "typed" else "",
    )


def _results(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    answer = found.answer(asked, request.at)
    page = paging.page_of(request, answer.rows)
    _count_miss(request, asked, answer)
    kept = answer.asked.address()
    return {
        "answer": answer,
        "page": page,
        "lines": found.shown(answer, page.object_list, request.at),
        "kept": f"{kept}&",
        "looked_for": answer.found.suggestion or asked.query,
        "also": _said(answer.found.also),
        "insist": answer.asked.address(as_typed="typed"),
        "most_words": finding.MOST_WORDS if finding.is_cut(asked.query) else 0,
        "tags": [] if answer.rows else topics.live_tags(request.at),
    }


def _nothing_asked(request: HttpRequest) -> dict[str, Any]:
    return {
        "picks": found.all_picks(request.at),
        "tags": topics.live_tags(request.at),
    }


def _count_miss(request: HttpRequest, asked: Asked, answer: found.Answer) -> None:
    """For the editors: only what a person sees who typed it, once.

    A word that was taken for another is missing, too.
    """
    is_missed = not answer.rows or (answer.found.is_guessed and not answer.picked)
    if request.method == "GET" and is_missed and "page" not in request.GET:
        finding.count_miss(asked.query, timezone.localdate(request.at))


def _said(also: tuple[str, ...]) -> list[str]:
    short = [line for line in also if len(line.split()) <= LONGEST_SAID]
    return short[:MOST_SAID]
