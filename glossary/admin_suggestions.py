"""The panel of terms beside a text in the admin, and the button that links them.

Works without a script: the ticks belong to the entry's own form. The marks are written
into the posted text before the form reads it, so every check of the form stays.
"""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alsinfo.editorial import cleaning

from . import ignoring
from .admin_wanted import way_to_add
from .kept import words_and_ignored
from .panel import MOST_PLACES, Panel, Posted, panel_of
from .ticks import Tick, linked_text

PREFIX = "revisions-0-"
# A tick is a box named LINK; the choices for one place are named LINK-1, LINK-2 …
LINK, IGNORE, TAKE_BACK = "term-link", "term-ignore", "term-take-back"
# The one button.
BUTTON = "_link_terms"
MOST_TOLD = 10


@dataclass
class Done:
    """What the button did to a posted text, to be told when it is saved."""

    linked: int = 0
    lost: list[Tick] = field(default_factory=list)


class TermSuggestions:
    """Mixed into the admin of a kind of entry, before it."""

    change_form_template = "admin/glossary/text_form.html"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = dict(extra_context or {})
        entry = self.get_object(request, object_id) if object_id else None
        if entry is not None and self._may_write(request, entry):
            if BUTTON in request.POST:
                self._write_marks(request, entry)
            context["terms"] = SimpleLazyObject(partial(self._panel, request, entry))
            context["add_term"] = way_to_add(request.user)
        return super().changeform_view(request, object_id, form_url, context)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if change:
            self._keep_ignored(request, form.instance)
            self._tell_linked(request)

    # What is shown.

    def _panel(self, request: HttpRequest, entry: Any) -> Panel:
        """Everything about the terms in the texts as this page shows them."""
        words, ignored = words_and_ignored(entry, request.at)
        texts = {
            name: (self._label(name), text)
            for name, text in self._texts(request, entry).items()
        }
        posted = _posted(request) if request.method == "POST" else None
        return panel_of(texts, words, ignored, own=self._own(entry), posted=posted)

    def _texts(self, request: HttpRequest, entry: Any) -> dict[str, str]:
        """The marked fields: as posted, else those of the newest text."""
        fields = self._marked_fields()
        if request.method == "POST":
            posted = {name: request.POST.get(PREFIX + name, "") for name in fields}
            return {name: cleaning.one_line_end(posted[name]) for name in fields}
        newest = getattr(entry, "newest_text", None) or entry.newest_revision()
        return {name: getattr(newest, name) if newest else "" for name in fields}

    def _marked_fields(self) -> tuple[str, ...]:
        return self.text_inline.model.marked_fields

    def _label(self, name: str) -> str:
        field = self.text_inline.model._meta.get_field(name)
        return capfirst(str(field.verbose_name))

    def _own(self, entry: Any) -> str:
        """The address of the term that the text explains; articles explain none."""
        return entry.slug if entry.kind == "term" else ""

    # What is done.

    def _write_marks(self, request: HttpRequest, entry: Any) -> None:
        """Write the ticked marks into the texts that were posted."""
        words, _ignored = words_and_ignored(entry, request.at)
        ticks = self._ticks(request)
        data, done = request.POST.copy(), Done()
        for name, text in self._texts(request, entry).items():
            own = [tick for tick in ticks if tick.field == name]
            if not own or self._is_too_long(name, text):
                continue
            linked, number, lost = linked_text(name, text, own, words, self._own(entry))
            data[PREFIX + name] = linked
            done.linked += number
            done.lost += lost
        request.POST, request.linked_terms = data, done
        _tell_lost(request, done.lost)

    def _ticks(self, request: HttpRequest) -> list[Tick]:
        """The ticks that can be read, but for terms that are to be ignored."""
        unwanted = set(request.POST.getlist(IGNORE))
        read = (Tick.parse(value) for value in dict.fromkeys(_ticked(request)))
        ticks = [tick for tick in read if tick and tick.term not in unwanted]
        return ticks[:MOST_PLACES]

    def _is_too_long(self, name: str, text: str) -> bool:
        """Whether the form will refuse the text whatever is linked in it."""
        longest = self.text_inline.model._meta.get_field(name).max_length
        return longest is not None and len(text) > longest

    def _keep_ignored(self, request: HttpRequest, entry: Any) -> None:
        given = request.POST
        new = ignoring.ignore(
            entry, given.getlist(IGNORE), by=request.user, at=request.at
        )
        old = ignoring.take_back(entry, set(given.getlist(TAKE_BACK)) - set(new))
        if new:
            note = _("Not suggested here any more: %(terms)s.")
            messages.success(request, note % {"terms": ", ".join(sorted(new))})
        if old:
            note = _("Suggested here again: %(terms)s.")
            messages.success(request, note % {"terms": ", ".join(sorted(old))})

    def _tell_linked(self, request: HttpRequest) -> None:
        done = getattr(request, "linked_terms", None)
        if done is None:
            return
        if done.linked:
            note = ngettext(
                "%(count)d place is linked to its term now.",
                "%(count)d places are linked to their terms now.",
                done.linked,
            )
            messages.success(request, note % {"count": done.linked})
        elif not done.lost:
            messages.info(request, _("No words were ticked, so none were linked."))


def _posted(request: HttpRequest) -> Posted:
    """What a form brings that is shown once more."""
    given = request.POST
    slugs = (frozenset(given.getlist(name)) for name in (IGNORE, TAKE_BACK))
    return Posted(frozenset(_ticked(request)), *slugs)


def _ticked(request: HttpRequest) -> list[str]:
    """The values of all boxes and choices that were ticked."""
    posted = request.POST
    names = [name for name in posted if name == LINK or name.startswith(f"{LINK}-")]
    return [value for name in names for value in posted.getlist(name) if value]


def _tell_lost(request: HttpRequest, lost: list[Tick]) -> None:
    """A sentence for each tick whose words no longer stand where they stood."""
    for tick in lost[:MOST_TOLD]:
        note = _("“%(words)s” could not be found again and was not linked.")
        messages.warning(request, note % {"words": tick.words})
    if len(lost) > MOST_TOLD:
        note = _("%(count)d more could not be found again and were not linked.")
        messages.warning(request, note % {"count": len(lost) - MOST_TOLD})
