"""A small site whose every stored word is hostile, as old rows may be.

The rows are made as editors make them and then overwritten in the database, past every
form and rule. SQLite keeps no length, so there the main fields hold the whole corpus
and each other one a tenth; PostgreSQL gets as much of it as the field takes.
"""

from collections.abc import Callable
from datetime import date
from itertools import count

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils import timezone

from alsinfo.editorial import desk, margin
from alsinfo.editorial.models import Figure, Source, Tag, Watchword
from alsinfo.editorial.workflow import Status
from alsinfo.feedback.models import Report
from alsinfo.search.models import Miss, Pick, Synonyms
from articles.models import Article
from glossary.models import Term
from tests import cast

from .payloads import OLD, packed

# What an address or a key is made of is checked by the database's own readers.
KEPT = {"slug", "key", "code", "password", "lang", "object_id", "from_status"}
WORLDS = ("articles", "glossary", "editorial", "admin", "auth")
URLS = (
    *(
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//evil.example",
    ),
    *("vbscript:x", " javascript:alert(1)", "https:\\\\evil.example", '"><script>'),
)
DAY = date(2026, 1, 1)
WHOLE, PART = 200_000, 8_000
Words = Callable[[models.Field, int], str]
_serial = count(1)


def harmless(field: models.Field, number: int) -> str:
    """Words in the shape of the hostile ones."""
    if field.name in {"url", "doi"}:
        return ""
    return f"Word {number}\nand another."[: field.max_length or None]


def hostile(field: models.Field, number: int) -> str:
    """The corpus, with a number before it where rows must differ."""
    if field.name == "doi":
        return ""
    if field.name in {"url", "origin_address"}:
        return URLS[number % len(URLS)]
    if connection.vendor == "sqlite":
        is_long = field.name in {"body", "fuller_definition", "title", "name"}
        pieces = packed(OLD, WHOLE if is_long else PART)
    else:
        pieces = packed(OLD, (field.max_length or PART) - 6)
    whole = pieces[number % len(pieces)]
    return f"{number} {whole}"


def make_site(words: Words) -> dict[str, object]:
    """A live article and term, each with a past and a draft, and one record of each."""
    boss = cast.administrator()
    tag = cast.make_tag("a-topic")
    sources = [
        Source.objects.create(key=f"source-{n}", title="A", kind="trial")
        for n in range(len(URLS))
    ]
    Figure.objects.create(key="a-figure", statement="One", wordings="1")
    Watchword.objects.create(
        code="a-word", patterns="nowhere", kind="hype", level="advice", message="m"
    )
    Synonyms.objects.create(key="a-group", words="a\nb")
    Pick.objects.create(key="a-pick", words="a", kind="term", slug="a-term")
    Miss.objects.create(words="a", first_day=DAY, last_day=DAY)
    Report.objects.create(at=timezone.now(), kind=Report.Kind.MISTAKE, page="/")
    term = cast.make_term(Status.PUBLISHED, slug="a-term", tags=[tag])
    article = cast.make_article(Status.PUBLISHED, slug="an-article", tags=[tag])
    marks = "".join(f" [@{source.key}]" for source in sources)
    marks += " [w](term:a-term) [1](figure:a-figure)\n\n**read**\n\n"
    for entry in (article, term):
        save_next(entry, tag)
        cast.bring_to(entry, Status.PUBLISHED)
        note = margin.add(entry, by=cast.reviewer(), text="A note", blocking=True)
        margin.reply(note, by=cast.writer(), text="A reply")
        save_next(entry, tag)
    LogEntry.objects.create(
        user=boss,
        content_type=ContentType.objects.get_for_model(Source),
        object_id=str(sources[0].pk),
        action_flag=2,
        change_message='[{"changed": {"fields": ["x"]}}]',
    )
    poison(words, marks)
    User.objects.filter(pk=boss.pk).update(username="boss")
    return {"article": article, "term": term, "boss": User.objects.get(pk=boss.pk)}


def save_next(entry: Article | Term, tag: Tag) -> None:
    text = cast.article_text() if isinstance(entry, Article) else cast.term_text()
    desk.save_draft(entry, text, by=cast.writer(), seen=entry.seen, tags=[tag])


def poison(words: Words, marks: str) -> None:
    """Overwrite every word of every row."""
    for model in apps.get_models():
        if model._meta.app_label in WORLDS and not model._meta.auto_created:
            fields = [field for field in model._meta.fields if is_text(field)]
            for row in model._base_manager.all() if fields else ():
                values = {f.name: words(f, next(_serial)) for f in fields}
                for name in getattr(model, "marked_fields", ()):
                    values[name] = marks + values[name]
                model._base_manager.filter(pk=row.pk).update(**values)


def is_text(field: models.Field) -> bool:
    """Whether an editor's or an account's words stand in it."""
    words = isinstance(field, models.CharField | models.TextField)
    known = field.model._meta.model_name in {"group", "permission", "mention"}
    return words and not (field.choices or known or field.name in KEPT)
