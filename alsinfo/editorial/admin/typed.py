"""What was typed into a form, cleaned or refused beside its field."""

from typing import Any

from django.core.exceptions import ValidationError

from .. import cleaning

# What a form carries for itself.
NOT_TYPED = {"seen", "told"}


class TypedText:
    """Mixed into a model's form. Fields that may hold marks are the model's to name."""

    def clean_texts(self, cleaned: dict[str, Any]) -> None:
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and name not in NOT_TYPED:
                self._clean_text(name, value)

    def _clean_text(self, name: str, value: str) -> None:
        try:
            text = cleaning.clean_text(value)
            if name in getattr(self.instance, "marked_fields", ()):
                text = cleaning.clean_marks(text)
            self.cleaned_data[name] = text
        except ValidationError as error:
            self.add_error(name, error)
