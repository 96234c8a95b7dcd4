"""A field for several rows named by their keys, one per line.

Works by keyboard, switch and voice without a script, and with any number of rows.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .. import words


class KeysField(forms.CharField):
    """Cleans to a list of rows of `model`, in the order they are written."""

    widget = forms.Textarea

    def __init__(self, model: Any, key: str, **kwargs: Any) -> None:
        self.model, self.key = model, key
        widget = forms.Textarea(attrs={"rows": 4, "class": "wide"})
        super().__init__(required=False, max_length=10_000, widget=widget, **kwargs)

    def clean(self, value: Any) -> list[Any]:
        wanted = list(dict.fromkeys(words.lines(super().clean(value))))
        found = self.model.objects.in_bulk(wanted, field_name=self.key)
        unknown = [name for name in wanted if name not in found]
        if unknown:
            sentence = _("Nothing here is called “%(key)s”.")
            raise ValidationError([sentence % {"key": name} for name in unknown])
        return [found[name] for name in wanted]

    def prepare_value(self, value: Any) -> Any:
        """Rows as lines of keys; what was typed stays as it was typed."""
        if value is None or isinstance(value, str):
            return value
        return "\n".join(getattr(row, self.key) for row in value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = [getattr(row, self.key) for row in initial or []]
        return sorted(before) != sorted(words.lines(data or ""))
