"""Votes, counted by version and day: whether a page helped. Nobody's vote is kept.

May import `alsinfo.editorial`.
"""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alsinfo.editorial.kinds import entry_models, revision_model

from .models import Tally

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


def count(kind: str, entry_id: int, number: int, day: date, *, helpful: bool) -> None:
    """Add one vote. One query; some more for the first vote of a day."""
    key = {"entry_kind": kind, "entry_id": entry_id, "number": number, "day": day}
    column = "yes" if helpful else "no"
    added = {column: F(column) + 1}
    tally = Tally.objects.filter(**key)
    if tally.update(**added):
        return
    _row, is_first = Tally.objects.get_or_create(**key, defaults={column: 1})
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
    rows = rows.annotate(ayes=Sum("yes"), noes=Sum("no"))
    share = F("noes") * 1000 / (F("ayes") + F("noes"))
    listed = rows.annotate(share=share).order_by("-share", "-noes", "entry_id")
    return _lines(list(listed[:MOST_LISTED]))


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
    url = reverse(name, args=[row["entry_id"]])
    yes, no = row["ayes"], row["noes"]
    return Line(
        headings.get(row["entry_id"], ""),
        str(meta.verbose_name),
        url,
        row["number"],
        yes,
        no,
        round(100 * no / (yes + no)),
    )
