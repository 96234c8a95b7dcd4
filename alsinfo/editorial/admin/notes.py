"""The page of notes in the margin, and its two small forms."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from .. import cleaning, margin, refusals
from .standing import verbs_of


def posted(request: HttpRequest) -> Any:
    """The data of a POST, or None: an empty POST is still one."""
    return request.POST if request.method == "POST" else None


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("Reply"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_text(self) -> str:
        return cleaning.clean_text(self.cleaned_data["text"])


class NoteForm(ReplyForm):
    quote = forms.CharField(
        label=_("Words of the text that the note is about"),
        required=False,
        max_length=500,
        strip=True,
    )
    text = forms.CharField(
        label=_("Note"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    blocking = forms.BooleanField(
        label=_("Holds back approval until it is resolved"), required=False
    )
    field_order = ["quote", "text", "blocking"]


class NotePages:
    """Mixed into an entry's admin: read, add, reply, resolve."""

    def notes_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        entry = self.entry_or_404(request, object_id, self.has_view_permission)
        form = NoteForm(posted(request))
        if form.is_bound and form.is_valid():
            given = form.cleaned_data
            return self._write(
                request,
                entry,
                form,
                lambda: margin.add(entry, by=request.user, **given),
            )
        return self._notes_page(request, entry, form)

    def reply_view(self, request: HttpRequest, object_id: str, pk: int) -> HttpResponse:
        entry, note = self._note(request, object_id, pk)
        form = ReplyForm(posted(request))
        if form.is_bound and form.is_valid():
            text = form.cleaned_data["text"]
            return self._write(
                request,
                entry,
                form,
                lambda: margin.reply(note, by=request.user, text=text),
            )
        return self.page(request, entry, "reply", note=note, form=form)

    def resolve_view(
        self, request: HttpRequest, object_id: str, pk: int
    ) -> HttpResponse:
        entry, note = self._note(request, object_id, pk)
        if request.method == "POST":
            resolve = partial(margin.resolve, note, by=request.user)
            return self._write(request, entry, None, resolve)
        return self.to("notes", entry)

    def _note(self, request: HttpRequest, object_id: str, pk: int) -> tuple[Any, Any]:
        entry = self.entry_or_404(request, object_id, self.has_view_permission)
        note = entry.notes.filter(pk=pk, reply_to=None).first()
        if note is None:
            raise Http404(_("There is no such note."))
        return entry, note

    def _write(
        self, request: HttpRequest, entry: Any, form: Any, write: Callable[[], Any]
    ) -> HttpResponse:
        try:
            write()
        except refusals.NotAllowed as refusal:
            return self.refused(request, entry, refusal)
        except refusals.Refused as refusal:
            if form is None:
                messages.error(request, str(refusal))
                return self.to("notes", entry)
            form.add_error(None, str(refusal))
            return self._notes_page(request, entry, form, http_status=409)
        messages.success(request, str(_("Noted.")))
        return self.to("notes", entry)

    def _notes_page(
        self, request: HttpRequest, entry: Any, form: Any, http_status: int = 200
    ) -> HttpResponse:
        notes = entry.notes.filter(reply_to=None).prefetch_related("replies")
        return self.page(
            request,
            entry,
            "notes",
            notes=notes,
            form=form,
            verbs=verbs_of(request.user, entry),
            http_status=http_status,
        )
