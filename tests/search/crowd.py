"""Ten thousand entries among which the site's own have to be found.

Half articles, half terms, made of the words that such texts are made of, the same in
every run. They are real rows that are live, so that the search is narrowed as it is for
visitors.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

from alsinfo.editorial.models import Revision
from alsinfo.search import finding
from articles.models import Article, ArticleRevision
from glossary.models import Term, TermRevision

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
# What these texts speak of: the site's own words among others, so that it is not easy.
SPOKEN = """
people live long with muscle weakness and breathing at night disease nerve cell family
gene test doctor nurse care team trial medicine study research early late slow fast hand
leg arm speech voice swallowing food drink weight sleep pain cramp stiff walk fall chair
house work money law travel child partner friend carer hope worry mood memory thinking
brain spinal cord protein immune system blood marker scan clinic hospital guide question
answer plan choice machine mask tube device letter word screen eye switch keyboard heat
cold exercise rest stretch therapist group charity country year month day chance number
cause change loss growth signal factor stress oxygen sugar fat virus metal smoke sport
soldier farm water air light lateral motor neuron sclerosis lower upper stem therapy
inflammation risk guideline review evidence doubt claim cure treatment dose tablet
"""
SOUNDS = "ba co di fe ga hu ki lo me nu pa ro si ta vo xe"
WORDS, SYLLABLES = SPOKEN.split(), SOUNDS.split()


def make(count: int) -> None:
    """So many live entries, without notes, trail or index rows."""
    chance = Random(43)
    articles = list(_entries(Article, count // 2))
    terms = list(_entries(Term, count - count // 2))
    ArticleRevision.objects.bulk_create(
        [_text(ArticleRevision, entry, _article(chance)) for entry in articles], 1_000
    )
    TermRevision.objects.bulk_create(
        [_text(TermRevision, entry, _term(chance)) for entry in terms], 1_000
    )


def rows() -> Iterator[finding.Row]:
    """The index rows of every live text; the crowd's hold no mark to be read."""
    for model in (ArticleRevision, TermRevision):
        for text in model.objects.live(SINCE).select_related("entry"):
            yield finding.Row(text.entry.kind, text.pk, **_row(text))
        own = model.objects.filter(live_from__gt=SINCE).select_related("entry")
        for text in own:
            yield finding.Row(text.entry.kind, text.pk, **text.search_row())


def _row(text: Revision) -> dict[str, str]:
    if isinstance(text, ArticleRevision):
        return {"title": text.title, "keywords": text.summary, "body": text.body}
    body = f"{text.short_definition}\n{text.fuller_definition}"
    return {"title": text.name, "keywords": text.aliases, "body": body}


def _entries(model: type, count: int) -> Iterator[Article | Term]:
    entries = [
        model(slug=f"one-of-many-{n}", status="published", newest=1)
        for n in range(count)
    ]
    yield from model.objects.bulk_create(entries, 1_000)


def _text(model: type, entry: Article | Term, fields: dict[str, str]) -> Revision:
    return model(entry=entry, number=1, created=SINCE, live_from=SINCE, **fields)


def _article(chance: Random) -> dict[str, str]:
    return {
        "title": _said(chance, 4, 9).capitalize(),
        "summary": _said(chance, 8, 16),
        "key_messages": _said(chance, 8, 16),
        "body": _said(chance, 60, 160),
    }


def _term(chance: Random) -> dict[str, str]:
    strange = "".join(chance.choices(SYLLABLES, k=4))
    return {
        "name": f"{strange} {_said(chance, 1, 2)}",
        "aliases": "".join(chance.choices(SYLLABLES, k=5)),
        "short_definition": _said(chance, 8, 20),
        "fuller_definition": _said(chance, 20, 60),
    }


def _said(chance: Random, least: int, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most)))
