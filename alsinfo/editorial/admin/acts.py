"""Acts on an entry: one small form each, and one call of the desk."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import cleaning, desk
from ..models.entries import Seen
from ..workflow import Action


class InstantField(forms.DateTimeField):
    """An instant, typed in the site's time zone, which the label names.

    An hour that the clocks skip or repeat is refused by Django's own field.
    """

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
    )

    def __init__(self, *, label: Any, **kwargs: Any) -> None:
        super().__init__(label=label, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except forms.ValidationError as error:
            if getattr(error, "code", "") != "ambiguous_timezone":
                raise
            sentence = _(
                "The clocks change in that hour in %(zone)s: it does not exist, or "
                "comes twice. Choose another."
            ) % {"zone": timezone.get_current_timezone_name()}
            raise forms.ValidationError(sentence) from None

    def get_bound_field(self, form: forms.BaseForm, name: str) -> forms.BoundField:
        bound = super().get_bound_field(form, name)
        bound.label = f"{self.label} ({timezone.get_current_timezone_name()})"
        return bound


class ActForm(forms.Form):
    """What every act carries: the picture it was decided on, and a remark."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label=_("Remark for the trail"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_why(self) -> str:
        return cleaning.clean_text(self.cleaned_data["why"])

    def picture(self) -> Seen:
        """What the person saw; a forged or missing one fits no entry."""
        return Seen.parse(self.cleaned_data["seen"]) or Seen("", 0)

    def given(self) -> dict[str, Any]:
        """The act's own arguments for the desk."""
        return {
            name: value for name, value in self.cleaned_data.items() if name != "seen"
        }


class RequestChangesForm(ActForm):
    why = forms.CharField(
        label=_("What should change"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ApproveForm(ActForm):
    field_order = ["review_due", "why"]
    review_due = forms.DateField(
        label=_("Next review, if earlier than the rule says"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class PublishForm(ActForm):
    field_order = ["at", "until", "why"]
    at = InstantField(label=_("Publish at; empty for now"))
    until = InstantField(label=_("Take down at; empty for never"))


class MoveEndForm(ActForm):
    field_order = ["until", "why"]
    until = InstantField(label=_("Take down at; empty for never"))


class WithdrawForm(ActForm):
    why = forms.CharField(
        label=_("Reason, which readers will see"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SuppressForm(ActForm):
    field_order = ["number", "why"]
    number = forms.IntegerField(
        label=_("Past version to suppress"), min_value=1, max_value=2**31 - 1
    )
    why = forms.CharField(
        label=_("Reason, which readers will see in its place"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RenameForm(ActForm):
    field_order = ["slug", "why"]
    slug = forms.CharField(label=_("New address"), max_length=100)


# action -> (form, act of the desk, whether a click is enough)
ACTS: dict[Action, tuple[type[ActForm], Callable[..., None], bool]] = {
    Action.SUBMIT: (ActForm, desk.submit, True),
    Action.TAKE_BACK: (ActForm, desk.take_back, True),
    Action.APPROVE: (ApproveForm, desk.approve, False),
    Action.REQUEST_CHANGES: (RequestChangesForm, desk.request_changes, False),
    Action.PUBLISH: (PublishForm, desk.publish, False),
    Action.CANCEL_SCHEDULE: (ActForm, desk.cancel_schedule, False),
    Action.MOVE_END: (MoveEndForm, desk.move_end, False),
    Action.WITHDRAW: (WithdrawForm, desk.withdraw, False),
    Action.RENAME: (RenameForm, desk.rename, False),
    Action.STILL_RIGHT: (ActForm, desk.still_right, False),
    Action.SUPPRESS: (SuppressForm, desk.suppress, False),
    Action.ARCHIVE: (ActForm, desk.archive, False),
    Action.RESTORE: (ActForm, desk.restore, True),
}
DONE = {
    Action.SUBMIT: _("Submitted for review."),
    Action.TAKE_BACK: _("Taken back: you can go on writing."),
    Action.APPROVE: _("Approved."),
    Action.REQUEST_CHANGES: _("Sent back to the writer."),
    Action.PUBLISH: _("Published."),
    Action.CANCEL_SCHEDULE: _("The schedule is cancelled."),
    Action.MOVE_END: _("The end was changed."),
    Action.WITHDRAW: _("Withdrawn from the public site."),
    Action.RENAME: _("The address was changed; the old one leads to it."),
    Action.STILL_RIGHT: _("Confirmed: the review dates are renewed."),
    Action.SUPPRESS: _("Suppressed: the public history shows your reason instead."),
    Action.ARCHIVE: _("Archived."),
    Action.RESTORE: _("Brought back from the archive."),
}
SCHEDULED = _("Scheduled for the time you gave.")
