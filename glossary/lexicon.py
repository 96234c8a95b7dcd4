"""The words that texts may link to: live terms by their present and former slugs."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse

from alsinfo.editorial.models import Mention
from alsinfo.text.markup import TermLink

from .models import Term, TermRevision


def term_links(slugs: Iterable[str], at: datetime) -> dict[str, TermLink]:
    """Each of these slugs that is, or was, a live term's -> its link. One query."""
    wanted = set(slugs)
    if not wanted:
        return {}
    live = TermRevision.objects.live(at).order_by()
    current = live.filter(entry__slug__in=wanted)
    former = live.filter(entry__former_slugs__slug__in=wanted)
    rows = _rows(current, "entry__slug").union(
        _rows(former, "entry__former_slugs__slug"), all=True
    )
    return {key: _link(*row) for key, *row in rows}


def called(name: str, at: datetime) -> Any:
    """Live texts of the terms with this name, other name or initials, slugified."""
    claims = Mention.objects.revisions_of(
        Term.kind, Mention.Kind.ADDRESS, [name.lower()]
    )
    live = TermRevision.objects.live(at).filter(pk__in=claims)
    return live.select_related("entry").order_by("name")


def _rows(revisions: Any, key: str) -> Any:
    fields = ("entry__slug", "name", "short_definition", "lang")
    return revisions.values_list(F(key), *fields)


def _link(slug: str, name: str, short: str, lang: str) -> TermLink:
    return TermLink(slug, reverse("glossary:detail", args=[slug]), name, short, lang)
