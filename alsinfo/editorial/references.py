"""What the marks of a text refer to, and which of them refer to nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from .kinds import entry_models
from .models import Figure, Mention, Source

SENTENCES = {
    Mention.Kind.SOURCE: _("No source has the key “%(key)s”."),
    Mention.Kind.TERM: _("No term has the address “%(key)s”."),
    Mention.Kind.FIGURE: _("No figure has the key “%(key)s”."),
}


def unknown_keys(found: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """(key, sentence) for every mark whose key nothing answers to, in text order."""
    keys: dict[str, set[str]] = {}
    for mark in found:
        keys.setdefault(mark.kind, set()).add(mark.key)
    for kind, wanted in keys.items():
        for key in sorted(wanted - known_keys(kind, wanted)):
            yield key, str(SENTENCES[Mention.Kind(kind)] % {"key": key})


def known_keys(kind: str, wanted: set[str]) -> set[str]:
    """Those of `wanted` that a record, or an entry's present or former slug, has."""
    if kind == Mention.Kind.SOURCE:
        return _keys_of(Source, "key", wanted)
    if kind == Mention.Kind.FIGURE:
        return _keys_of(Figure, "key", wanted)
    model = entry_models()[kind]
    former = model._meta.get_field("former_slugs").related_model
    present = model.objects.order_by().filter(slug__in=wanted).values_list("slug")
    past = former.objects.order_by().filter(slug__in=wanted).values_list("slug")
    return {slug for (slug,) in present.union(past)}


def known_addresses(wanted: set[str]) -> set[str]:
    """Those of `wanted` that any entry's name, other name or initials makes."""
    kind = Mention.Kind.ADDRESS
    found = Mention.objects.filter(kind=kind, key__in=wanted)
    return set(found.values_list("key", flat=True))


def models_by_page() -> dict[str, str]:
    """Name of the url of an entry's page -> kind of entry."""
    return {model.detail_url_name: kind for kind, model in entry_models().items()}


def _keys_of(model: Any, field: str, wanted: set[str]) -> set[str]:
    found = model.objects.filter(**{f"{field}__in": wanted})
    return set(found.values_list(field, flat=True))
