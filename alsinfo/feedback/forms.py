"""What readers type: taken as plain text, of which nothing that can be seen is lost.

May import `alsinfo.editorial.cleaning`.
"""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alsinfo.editorial import cleaning

from . import received
from .models import Report

LONGEST = {"page": 2_000, "shown": 40, "words": 1_000, "wrong": 4_000, "email": 254}
LINE_SEPARATORS = {ord("\u2028"): "\n", ord("\u2029"): "\n"}
INVISIBLE = {"Cc", "Cf", "Cs"}


def visible(text: str) -> str:
    """The text without characters that nobody can see, and with one kind of line end.

    Editors are told of such characters; a reader who pasted one could not find it.
    """
    text = cleaning.one_line_end(text).translate(LINE_SEPARATORS)
    unseen = [c for c in set(text) if _is_unseen(c)]
    return text.translate(dict.fromkeys(map(ord, unseen)))


def _is_unseen(character: str) -> bool:
    kept = character in {"\n", "\t", *cleaning.JOINERS}
    return not kept and unicodedata.category(character) in INVISIBLE


class TypedField(forms.CharField):
    """Words of a reader; the browser cuts nothing off, a sentence says what is long."""

    default_error_messages = {"required": _("Please tell us what is wrong.")}

    def __init__(self, *, longest: int, shortest: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.shortest, self.longest = shortest, longest

    def to_python(self, value: Any) -> str:
        text = super().to_python(visible(str(value or "")))
        has_words = any(unicodedata.category(c)[0] in "LNPS" for c in text)
        return text if has_words else ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and len(value) < self.shortest:
            raise ValidationError(
                ngettext_lazy(
                    "Please write a little more: at least %d character.",
                    "Please write a little more: at least %d characters.",
                    self.shortest,
                )
                % self.shortest
            )
        if len(value) > self.longest:
            sentence = _(
                "This has %(length)d characters; we can take %(longest)d. Please "
                "shorten it, or send it in parts."
            )
            raise ValidationError(
                sentence % {"length": len(value), "longest": self.longest}
            )


class ReportForm(forms.Form):
    """A mistake in a page. `subject` is a trap: people do not see it, programs do."""

    kind = Report.Kind.MISTAKE
    page = TypedField(
        label=_("Which page is it about?"),
        help_text=_("Its address or its title. You may leave this empty."),
        required=False,
        longest=LONGEST["page"],
    )
    shown = TypedField(
        required=False, longest=LONGEST["shown"], widget=forms.HiddenInput
    )
    words = TypedField(
        label=_("Which words are wrong?"),
        help_text=_("Copy them here if you can. You may leave this empty."),
        required=False,
        longest=LONGEST["words"],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wrong = TypedField(
        label=_("What is wrong?"),
        help_text=_("From 10 to 4,000 characters. A source helps us to check."),
        shortest=10,
        longest=LONGEST["wrong"],
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    email = forms.EmailField(
        label=_("Your mail address"),
        help_text=_(
            "Only if you want an answer. We use it for nothing else, and remove it "
            "90 days after the report is closed."
        ),
        required=False,
        max_length=LONGEST["email"],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _(
                "Please look at the mail address again. It looks like "
                "name@example.org. You may also leave it empty."
            )
        },
    )
    subject = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(
        self, given: Any = None, hide_page: bool = False, **kwargs: Any
    ) -> None:
        fields, self.cut = (None, []) if given is None else received.cut(given)
        super().__init__(fields, label_suffix="", **kwargs)
        if hide_page:
            self.fields["page"].widget = forms.HiddenInput()
        self.fields["email"].widget.attrs.pop("maxlength", None)

    def clean_subject(self) -> str:
        """A sentence, not silence: a person whose browser filled it can empty it."""
        if self.cleaned_data["subject"]:
            raise ValidationError(_("Please leave this field empty, and send again."))
        return ""

    def clean(self) -> dict[str, Any]:
        """Whose words are not all in the form is told so."""
        for name in self.fields.keys() & set(self.cut):
            sentence = _(
                "What was sent is so long that only its first %(most)d characters "
                "are here."
            )
            self.add_error(name, sentence % {"most": received.MOST_KEPT})
        return self.cleaned_data

    def typed(self) -> list[forms.BoundField]:
        """The fields to be filled in."""
        return [field for field in self.visible_fields() if field.name != "subject"]

    def faults(self) -> list[tuple[str, str]]:
        """(id of the field, sentence) of everything that is wrong."""
        return [
            (self[name].id_for_label, sentence)
            for name, sentences in self.errors.items()
            for sentence in sentences
        ]


class MissingForm(ReportForm):
    """What a page that did not help should have said; shorter."""

    kind = Report.Kind.MISSING
    words = None
    wrong = TypedField(
        label=_("What was missing?"),
        help_text=_("A few words are enough."),
        shortest=3,
        longest=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please tell us what was missing.")},
    )


FORMS = {form.kind.value: form for form in (ReportForm, MissingForm)}
