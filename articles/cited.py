"""The references of an imported document, and the sources of the library."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from alsinfo.editorial.models import Source
from alsinfo.text import documents
from alsinfo.text.documents import publications


def library_keys(references: Sequence[Any]) -> list[Any]:
    """Give references the keys of sources we have, else free ones."""
    found = []
    keys = publications.Keys()
    for reference in references:
        known = _known_source(reference)
        key = known.key if known else _free_key(reference, keys)
        found.append(documents.rekeyed(reference, key))
    return found


def _known_source(reference: Any) -> Any:
    """The source that a reference means: by DOI, by address, by title and year."""
    if reference.doi:
        return Source.objects.filter(doi__iexact=reference.doi).first()
    if reference.url:
        return Source.objects.filter(url=_address(reference)).first()
    same = Source.objects.filter(title__iexact=reference.title[:400])
    return same.filter(year=reference.year).first()


def _free_key(reference: Any, keys: publications.Keys) -> str:
    base = publications.key_of(reference)
    stored = Source.objects.filter(key__startswith=base)
    keys.take(stored.values_list("key", flat=True))
    return keys.free(base)


def new_sources(document: documents.Document) -> list[Source]:
    keys = [reference.key for reference in document.references]
    known = set(Source.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = {r.key: r for r in document.references if r.key not in known}
    return [_source(reference) for reference in fresh.values()]


def _source(reference: Any) -> Source:
    """A source of a reference's words; what no field can hold is left empty."""
    source = Source(
        key=reference.key,
        title=(reference.title or reference.text)[:400],
        authors=reference.authors[:400],
        container=reference.container[:300],
        year=reference.year,
        doi=reference.doi,
        url=_address(reference),
        kind=Source.Kind.UNSORTED,
    )
    try:
        source.clean_fields()
    except ValidationError as error:
        for name in {"doi", "url", "year"} & set(error.message_dict):
            setattr(source, name, "")
    return source


def _address(reference: Any) -> str:
    url = reference.url
    return f"https://{url}" if url[:4].lower() == "www." else url
