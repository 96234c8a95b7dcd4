"""What editors do with a report, and what administrators take out of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alsinfo.editorial import cleaning

from .. import inbox
from ..models import Report
from .subject import has_version

LARGEST_NUMBER = 2**31 - 1


class MoveForm(forms.Form):
    """What an editor does with a report."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    move = forms.ChoiceField(label=_("What is done"), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("Answer to the reader"),
        help_text=_("Needed for “Answer” only."),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    became = forms.IntegerField(
        label=_("This became version"),
        help_text=_("The number of a version of the text, if there is one."),
        required=False,
        min_value=1,
        max_value=LARGEST_NUMBER,
    )
    note = forms.CharField(
        label=_("Note for the trail"),
        help_text=_("Editors see it; the reader does not."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, report: Report, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        moves = inbox.moves_from(report.state)
        self.fields["move"].choices = [(n, m.label) for n, m in moves.items()]
        if report.entry_id is None:
            del self.fields["became"]

    def clean_answer(self) -> str:
        return cleaning.clean_text(self.cleaned_data["answer"])

    def clean_note(self) -> str:
        return cleaning.clean_text(self.cleaned_data["note"])

    def clean_became(self) -> int | None:
        number = self.cleaned_data["became"]
        if number and not has_version(self.report, number):
            raise forms.ValidationError(_("The text has no such version."))
        return number

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        needed = {"answer": "answer", "note": "note"}.get(given.get("move", ""))
        if needed and not given.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Please write something here."))
        return given


class ForgetForm(forms.Form):
    """What is taken out of a report for good."""

    words_too = forms.BooleanField(
        label=_("The reader’s words and our answer too"), required=False
    )
    why = forms.CharField(
        label=_("Reason, without personal data"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_why(self) -> str:
        return cleaning.clean_text(self.cleaned_data["why"])
