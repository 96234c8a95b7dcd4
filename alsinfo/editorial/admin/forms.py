"""The form for the newest text: it starts from it, and is saved as the next one."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import cleaning, desk, findings, reviewing, words
from ..models import Revision, Tag
from ..models.entries import Seen
from ..workflow import EDITABLE
from .typed import TypedText

TAG_ERRORS = {
    "invalid_choice": gettext_lazy("“%(value)s” is not a tag of the vocabulary."),
    "invalid_pk_value": gettext_lazy("“%(pk)s” is not a tag of the vocabulary."),
}


def next_text(entry: Any, revision_model: Any) -> Any:
    """An unsaved text to start from: the newest one, or an empty one."""
    read = getattr(entry, "newest_text", None)
    newest = read or (entry.newest_revision() if entry.pk else None)
    if newest is None:
        return revision_model()
    text = desk.unsaved_copy(newest)
    if newest.live_from is not None:
        text.change_kind, text.change_note = Revision.ChangeKind.UPDATE, ""
    text.starts_from = newest
    return text


class RevisionForm(TypedText, forms.ModelForm):
    """One text. `seen` says what the writer saw, so that nobody overwrites unseen."""

    seen = forms.CharField(label="", required=False, widget=forms.HiddenInput)
    tags = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Tags"),
        queryset=Tag.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=TAG_ERRORS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = getattr(self.instance, "starts_from", None)
        self._offer_tags(newest)
        if newest and "related" in self.fields:
            self.initial["related"] = list(newest.related.all())
        if "evidence_checked" in self.fields:
            self.fields["evidence_checked"].widget = AdminDateWidget()

    def _offer_tags(self, newest: Any) -> None:
        """The tags in use, and those that the text has: one query for both."""
        items = type(self.instance).tags.through.objects.filter(tag=OuterRef("pk"))
        chosen = Exists(items.filter(content_object=newest and newest.pk))
        offered = Tag.objects.annotate(is_chosen=chosen).filter(
            Q(retired=False, merged_into=None) | Q(is_chosen=True)
        )
        field = self.fields["tags"]
        field.queryset = offered
        field.choices = [(tag.pk, field.label_from_instance(tag)) for tag in offered]
        self.initial["tags"] = [tag.pk for tag in offered if tag.is_chosen]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.clean_texts(cleaned)
        self._clean_key_messages()
        self._clean_record()
        return cleaned

    def _clean_key_messages(self) -> None:
        messages = words.lines(self.cleaned_data.get("key_messages") or "")
        if messages and not 3 <= len(messages) <= 5:
            self.add_error(
                "key_messages",
                _("Give three to five key messages, one per line; there are %d.")
                % len(messages),
            )

    def _clean_record(self) -> None:
        """What the findings would hold back anyway is told beside its field."""
        checked = self.cleaned_data.get("evidence_checked")
        fault = reviewing.evidence_fault(checked, timezone.localdate())
        if fault:
            self.add_error("evidence_checked", fault)
        kind = self.cleaned_data.get("change_kind", Revision.ChangeKind.UPDATE)
        if kind != Revision.ChangeKind.UPDATE and not self._was_public():
            self.add_error("change_kind", findings.NOTHING_TO_CHANGE)

    def _was_public(self) -> bool:
        """Whether readers ever saw a text of the entry. At most one query."""
        newest = getattr(self.instance, "starts_from", None)
        if newest is None:
            return False
        return newest.entry.revisions.was_live(timezone.now()).exists()

    def says_something_new(self) -> bool:
        """Whether anything an editor writes differs from the text it starts from."""
        return any(self._differs(name) for name in self.changed_data)

    def _differs(self, name: str) -> bool:
        """Browsers send other line ends, and blanks at the ends are cut: no change."""
        before = self.get_initial_for_field(self.fields[name], name)
        if name == "seen" or not isinstance(before, str):
            return name != "seen"
        return self.cleaned_data.get(name) != cleaning.one_line_end(before).strip()


class NewestFormSet(forms.BaseInlineFormSet):
    """One form, which starts from the newest text and never overwrites it.

    `refusal` is the desk's sentence when it refused this very form a moment ago;
    `begun` what the first text of a new entry begins with.
    After `clean` finds that somebody was faster, `theirs` is that newer text, and the
    form carries what it now has been seen to stand on.
    """

    theirs: Any = None

    def __init__(
        self, *args: Any, refusal: str = "", begun: Any = None, **kwargs: Any
    ) -> None:
        self.refusal, self.begun = refusal, begun or {}
        super().__init__(*args, **kwargs)

    def initial_form_count(self) -> int:
        return 0

    def total_form_count(self) -> int:
        return 1

    def get_queryset(self) -> Any:
        return self.model._default_manager.none()

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        kwargs = super().get_form_kwargs(index)
        seen = str(self.instance.seen) if self.instance.pk else ""
        return kwargs | {"instance": self.text, "initial": {"seen": seen, **self.begun}}

    @cached_property
    def text(self) -> Any:
        """The unsaved text that the one form edits."""
        return next_text(self.instance, self.model)

    @property
    def empty_form(self) -> Any:
        """There is no other form to be added."""
        return self.text_form

    @property
    def text_form(self) -> Any:
        return self.forms[0]

    def seen(self) -> Seen | None:
        """What the writer saw, as the form carried it; None when it is not readable."""
        return Seen.parse(self.text_form.data.get(self.text_form.add_prefix("seen")))

    def clean(self) -> None:
        """Refuse a text that stands on an outdated picture, before anything is saved.

        The entry's row is locked until the request's transaction ends.
        """
        super().clean()
        if self.refusal:
            raise ValidationError(self.refusal)
        if not self.instance.pk:
            return
        entry = type(self.instance).objects.select_for_update().get(pk=self.instance.pk)
        if entry.status not in EDITABLE:
            raise ValidationError(
                _("It is %(status)s now, so it was not saved. Your text is below.")
                % {"status": entry.get_status_display()}
            )
        if entry.seen != self.seen():
            self._show_theirs(entry)

    def _show_theirs(self, entry: Any) -> None:
        self.theirs = entry.newest_revision()
        data = self.text_form.data.copy()
        data[self.text_form.add_prefix("seen")] = str(entry.seen)
        self.text_form.data = data
        raise ValidationError(
            _(
                "%(name)s changed this entry meanwhile (version %(number)d). Nothing "
                "was lost: your text is in the form, theirs is shown above it. Save "
                "again to put yours on top, or take over what you want to keep."
            )
            % {"name": self.theirs.saved_by_name, "number": entry.newest}
        )
