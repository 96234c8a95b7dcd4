"""The kinds of entry in the house, found by what they are, so no arrow runs up."""

from functools import cache
from typing import Any

from django.apps import apps

from .models import Entry


@cache
def entry_models() -> dict[str, Any]:
    """`kind` -> concrete entry model, in the order of the installed apps."""
    models = (model for model in apps.get_models() if issubclass(model, Entry))
    return {model.kind: model for model in models}


def revision_model(kind: str) -> Any:
    """The model of the revisions of one kind of entry."""
    return entry_models()[kind]._meta.get_field("revisions").related_model
