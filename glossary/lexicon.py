"""The words that texts may link to: live terms by their present and former slugs."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, F
from django.urls import reverse

from alsinfo.editorial.models import Mention
from alsinfo.editorial.prepared import Blank, Blanks, Question
from alsinfo.text.markup import TermLink

from .models import Term, TermRevision

PLACE = "where-the-slug-goes"


def term_links(slugs: Iterable[str], at: datetime) -> dict[str, TermLink]:
    """Each of these slugs that is, or was, a live term's -> its link. One query."""
    wanted = set(slugs)
    rows = _LINKS.ask(slugs=wanted, at=at) if wanted else ()
    before, after = reverse("glossary:detail", args=[PLACE]).split(PLACE)
    return {
        key: TermLink(slug, f"{before}{slug}{after}", name, short, lang)
        for key, slug, name, short, lang in reversed(rows)
    }


def called(name: str, at: datetime) -> Any:
    """Live texts of the terms with this name, other name or initials, slugified."""
    claims = Mention.objects.revisions_of(
        Term.kind, Mention.Kind.ADDRESS, [name.lower()]
    )
    live = TermRevision.objects.live(at).filter(pk__in=claims)
    return live.select_related("entry").order_by("name")


def _links() -> Any:
    """The live terms with one of these slugs, and those that once had one of them."""
    live = TermRevision.objects.live(Blank("at", DateTimeField())).order_by()
    slugs = Blanks("slugs")
    current = live.filter(entry__slug__in=slugs)
    former = live.filter(entry__former_slugs__slug__in=slugs)
    return _rows(current, "entry__slug").union(
        _rows(former, "entry__former_slugs__slug"), all=True
    )


def _rows(revisions: Any, key: str) -> Any:
    fields = ("entry__slug", "name", "short_definition", "lang")
    return revisions.values_list(F(key), *fields)


_LINKS = Question(_links)
