"""The pages beside the form: acts, trail, versions, comparison and preview.

Each checks the object's own permission: `admin_view` only asks for staff.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from alsinfo.text import differences

from .. import additions, desk, refusals
from ..models.entries import Seen
from ..workflow import Action
from .acts import ACTS, DONE, SCHEDULED
from .beside import MOST_LINES, Beside
from .checks import AsidePages
from .notes import NotePages, posted
from .standing import standing_of

LARGEST_NUMBER = 2**31 - 1


class EntryPages(AsidePages, NotePages, Beside):
    """Mixed into an entry's admin; the concrete one says how a text is shown."""

    def get_urls(self):
        routes = [
            ("act/<str:action>/", self.act_view, "act"),
            ("compare/", self.compare_view, "compare"),
            ("versions/<int:number>/", self.version_view, "version"),
            ("restore/<int:number>/", self.restore_view, "restore"),
            ("preview/", self.preview_view, "preview"),
            ("aside/", self.aside_view, "aside"),
            ("notes/", self.notes_view, "notes"),
            ("notes/<int:pk>/reply/", self.reply_view, "reply"),
            ("notes/<int:pk>/resolve/", self.resolve_view, "resolve"),
        ]
        guard = self.admin_site.admin_view
        own = [
            path(f"<path:object_id>/{route}", guard(view), name=self._name(name))
            for route, view, name in routes
        ]
        blank = path("preview/", guard(self.preview_view), name=self._name("blank"))
        return [blank, *own, *super().get_urls()]

    def show(self, request: HttpRequest, text: Any, tags: Any, related: Any) -> Any:
        """A response with the text on its public template, marked as a preview."""
        raise NotImplementedError

    def preview_of(self, text: Any, request: HttpRequest) -> str:
        """What the banner over a preview says of the text: `live` or `not live`."""
        return "live" if text.pk and text.is_live(request.at) else "not live"

    def name_of(self, entry: Any) -> str:
        return entry.heading or entry.slug

    # Acts.

    def act_view(
        self, request: HttpRequest, object_id: str, action: str
    ) -> HttpResponse:
        if action not in ACTS:
            raise Http404(_("There is no such act."))
        act = Action(action)
        entry = self.entry_or_404(request, object_id, self.has_view_permission)
        initial = {"seen": str(entry.seen), "number": request.GET.get("number", "")}
        form = ACTS[act][0](posted(request), initial=initial)
        status = self._perform(request, entry, act, form) if form.is_bound else 200
        if status == 302:
            return self.to("change", entry)
        standing = standing_of(entry, request.user, request.at)
        offered = act in {offer.action for offer in standing.offers}
        return self.page(
            request, entry, "act", status, form=form, action=act, offered=offered
        )

    def _perform(self, request: HttpRequest, entry: Any, act: Action, form: Any) -> int:
        """Do it; 302 when done, else the status of the page that says why not."""
        if not form.is_valid():
            return 200
        _form, perform, _at_once = ACTS[act]
        try:
            perform(entry, by=request.user, seen=form.picture(), **form.given())
        except refusals.Refused as refusal:
            form.add_error(None, str(refusal))
            return 403 if isinstance(refusal, refusals.NotAllowed) else 409
        later = form.cleaned_data.get("at") is not None
        messages.success(request, str(SCHEDULED if later else DONE[act]))
        return 302

    # The trail and the versions.

    def history_view(self, request, object_id, extra_context=None):
        entry = self.entry_or_404(request, object_id, self.has_view_permission)
        versions = list(entry.revisions.all()[:MOST_LINES])
        return self.page(
            request,
            entry,
            "history",
            events=entry.events.order_by("-at")[:MOST_LINES],
            versions=versions,
            columns=columns_beside(versions, entry),
            past={v.pk for v in versions if v.was_replaced(request.at)},
            at=request.at,
            may_restore=self.has_change_permission(request, entry),
            may_suppress=desk.may(request.user, "publish", entry),
        )

    def version_view(
        self, request: HttpRequest, object_id: str, number: int
    ) -> HttpResponse:
        entry = self.entry_or_404(request, object_id, self.has_view_permission)
        return self._shown_version(request, revision_or_404(entry, number))

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        entry = self.entry_or_404(request, object_id, self.has_view_permission)
        numbers = [request.GET.get(name, "") for name in ("from", "to")]
        if not all(n.isascii() and n.isdigit() and len(n) < 11 for n in numbers):
            raise Http404(_("Choose two versions to compare."))
        old, new = (revision_or_404(entry, int(number)) for number in numbers)
        fields = list(changed_fields(old, new))
        return self.page(request, entry, "compare", old=old, new=new, fields=fields)

    def restore_view(
        self, request: HttpRequest, object_id: str, number: int
    ) -> HttpResponse:
        entry = self.entry_or_404(request, object_id, self.has_change_permission)
        old = revision_or_404(entry, number)
        refusal = None
        if request.method == "POST":
            seen = Seen.parse(request.POST.get("seen"))
            try:
                desk.restore_version(entry, old, by=request.user, seen=seen)
                done = _("Version %(number)d is the newest draft again.")
                messages.success(request, done % {"number": number})
                return self.to("change", entry)
            except refusals.Refused as error:
                refusal = error
        status = 409 if refusal else 200
        return self.page(request, entry, "restore", status, old=old, refusal=refusal)

    # Preview.

    def preview_view(
        self, request: HttpRequest, object_id: str | None = None
    ) -> HttpResponse:
        """GET: the newest saved text. POST: the unsaved form, for its writers."""
        if object_id is None:
            entry = None
            if not self.has_add_permission(request):
                raise PermissionDenied
        elif request.method == "POST":
            entry = self.entry_or_404(request, object_id, self.has_change_permission)
        else:
            entry = self.entry_or_404(request, object_id, self.has_view_permission)
        if request.method == "POST":
            return self._shown_form(request, entry)
        if entry is None:
            raise Http404(_("There is nothing to preview yet."))
        return self._shown_version(request, entry.newest_revision())

    def _shown_version(self, request: HttpRequest, revision: Any) -> HttpResponse:
        related = list(revision.related.all()) if hasattr(revision, "related") else []
        return private(self.show(request, revision, list(revision.tags.all()), related))

    def _shown_form(self, request: HttpRequest, entry: Any) -> HttpResponse:
        """The typed text; with a mistake in it, the sentences about it."""
        entry = entry or self.model(slug="preview")
        formset = self._create_formsets(request, entry, change=bool(entry.pk))[0][0]
        form = formset.text_form
        if not form.is_valid():
            page = TemplateResponse(
                request,
                "admin/editorial/no_preview.html",
                {**self.admin_site.each_context(request), "form": form},
                status=422,
            )
            return private(page)
        form.instance.entry = entry
        form.instance.number = entry.newest + 1
        form.instance.created = request.at
        given = form.cleaned_data
        related = list(given.get("related") or [])
        return private(self.show(request, form.instance, list(given["tags"]), related))


def private(response: HttpResponse) -> HttpResponse:
    """An answer that nobody keeps and no search engine lists."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def revision_or_404(entry: Any, number: int) -> Any:
    """One version of this entry; a number no column can hold is no version."""
    if number > LARGEST_NUMBER:
        raise Http404(_("There is no such version."))
    return get_object_or_404(entry.revisions, number=number)


def columns_beside(versions: list[Any], entry: Any) -> list[Any]:
    """The headings of what rooms above tell of versions; puts the words into `told`."""
    tellings = [tell(entry) for _heading, tell in additions.VERSION_COLUMNS]
    for version in versions:
        version.told = [words.get(version.number, "") for words in tellings]
    return [heading for heading, _tell in additions.VERSION_COLUMNS]


def changed_fields(old: Any, new: Any) -> Iterator[tuple[str, Any]]:
    """(label, changes) for every field of words that differs, tags included."""
    for field in old._meta.fields:
        before, after = (str(field.value_from_object(r) or "") for r in (old, new))
        if field.editable and not field.primary_key and before != after:
            yield str(field.verbose_name), differences.compare(before, after)
    for name, label in (("tags", _("tags")), ("related", _("related terms"))):
        if hasattr(old, name):
            before, after = (_names(getattr(r, name)) for r in (old, new))
            if before != after:
                yield label, differences.compare(before, after)


def _names(manager: Any) -> str:
    return "\n\n".join(sorted(map(str, manager.all())))
