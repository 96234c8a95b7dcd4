"""Votes, counted by day and by version or page. Nobody's vote is kept.

May import `alsinfo.editorial`.
"""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alsinfo.editorial.kinds import entry_models, revision_model

from .about import About
from .models import PageTally, Tally

KEY = ("entry_kind", "entry_id", "number")
MOST_LISTED = 100
HEADING = _("Helpful")


class Line(NamedTuple):
    """A live text and its votes; `share` of those that say no, in per cent."""

    heading: str
    kind: str
    url: str
    number: int
    yes: int
    no: int
    share: int


class PageLine(NamedTuple):
    """A page that is no text, and its votes."""

    page: str
    yes: int
    no: int
    share: int


def count_for(about: About, day: date, *, helpful: bool) -> None:
    """Add the vote of somebody who read this; it takes votes."""
    if about.is_page:
        count_page(about.path, day, helpful=helpful)
    else:
        entry = about.entry
        count(entry.kind, entry.pk, about.number or 0, day, helpful=helpful)


def count(kind: str, entry_id: int, number: int, day: date, *, helpful: bool) -> None:
    """Add one vote about a version."""
    key = {"entry_kind": kind, "entry_id": entry_id, "number": number, "day": day}
    _add(Tally, key, helpful)


def count_page(page: str, day: date, *, helpful: bool) -> None:
    """Add one vote about a page, by its address."""
    _add(PageTally, {"page": page, "day": day}, helpful)


def _add(model: Any, key: dict[str, Any], helpful: bool) -> None:
    """One query; some more for the first vote of a day."""
    column = "yes" if helpful else "no"
    added = {column: F(column) + 1}
    tally = model.objects.filter(**key)
    if tally.update(**added):
        return
    _row, is_first = model.objects.get_or_create(**key, defaults={column: 1})
    if not is_first:
        tally.update(**added)


def of_versions(entry: Any) -> dict[int, Any]:
    """What readers of each version said, in words. One query."""
    votes = Tally.objects.filter(entry_kind=entry.kind, entry_id=entry.pk)
    rows = votes.order_by().values("number").annotate(ayes=Sum("yes"), noes=Sum("no"))
    words = _("yes %(ayes)d, no %(noes)d")
    return {row["number"]: words % row for row in rows}


def least_helpful(at: datetime) -> list[Line]:
    """The live texts with votes, those first of which most readers said no.

    One query, and one for each kind.
    """
    live = Q()
    for kind in entry_models():
        shown = revision_model(kind).objects.live(at)
        this = shown.filter(entry=OuterRef("entry_id"), number=OuterRef("number"))
        live |= Q(Exists(this), entry_kind=kind)
    rows = Tally.objects.filter(live).order_by().values(*KEY)
    return _lines(
        list(_worst(rows).order_by("-share", "-noes", "entry_id")[:MOST_LISTED])
    )


def least_helpful_pages() -> list[PageLine]:
    """The same of the pages that are no texts. One query."""
    rows = _worst(PageTally.objects.order_by().values("page"))
    listed = rows.order_by("-share", "-noes", "page")[:MOST_LISTED]
    return [
        PageLine(row["page"], row["ayes"], row["noes"], _share(row)) for row in listed
    ]


def _worst(rows: Any) -> Any:
    """These groups of votes with their sums, and the share to order them by."""
    summed = rows.annotate(ayes=Sum("yes"), noes=Sum("no"))
    return summed.annotate(share=F("noes") * 1000 / (F("ayes") + F("noes")))


def _share(row: dict[str, int]) -> int:
    return round(100 * row["noes"] / (row["ayes"] + row["noes"]))


def _lines(rows: list[dict[str, Any]]) -> list[Line]:
    headings = {
        kind: dict(
            model.objects.filter(
                pk__in=[row["entry_id"] for row in rows if row["entry_kind"] == kind]
            )
            .with_heading()
            .values_list("pk", "heading")
        )
        for kind, model in entry_models().items()
    }
    return [_line(row, headings[row["entry_kind"]]) for row in rows]


def _line(row: dict[str, Any], headings: dict[int, str]) -> Line:
    meta = entry_models()[row["entry_kind"]]._meta
    name = f"admin:{meta.app_label}_{meta.model_name}_history"
    return Line(
        headings.get(row["entry_id"], ""),
        str(meta.verbose_name),
        reverse(name, args=[row["entry_id"]]),
        row["number"],
        row["ayes"],
        row["noes"],
        _share(row),
    )
