"""The site's own content against the approval lines that a machine can check.

What a number is, where a section begins and what the watch-list means is read here with
a few plain rules of its own, so that the content is not judged by the code it passes.
"""

import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from alsinfo.editorial.models import (
    Figure,
    Mention,
    SiteStamp,
    Source,
    Tag,
    Watchword,
    Wording,
)
from alsinfo.editorial.references import unknown_keys
from alsinfo.editorial.roles import ensure_roles
from alsinfo.editorial.workflow import TRANSITIONS, Action
from alsinfo.search.models import SearchEntry
from alsinfo.text import marks
from articles.models import Article, ArticleRevision
from glossary.models import Term, TermRevision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]
ARTICLES = [
    "als-autoimmunity-first-guide",
    "als-immune-research-explained",
    "autoimmune-illness-and-als-risk",
    "genes-immune-system-causes-of-als",
    "understanding-als-and-stem-cell-claims",
]
CITATION = re.compile(r"\[@[a-z0-9@; -]+\]")
FIGURE = re.compile(r"\[([^\]]+)\]\(figure:([a-z0-9-]+)\)")
LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
# Numbers that claim something: years, shares, money, and how many of what.
CLAIM = re.compile(
    r"\b(19|20)\d\d\b|\d ?%|[$€£] ?\d"
    r"|\b\d[\d,.]* (?:to \d[\d,.]* )?(?:people|persons|patients|years|months|weeks|days"
    r"|in every|in \d|of every|million|billion|mice)\b"
)
ORDERS = {"you", "should", "must", "not", "never", "always", "please"}
CLINICAL = re.compile(
    r"\b(?:checked|reviewed|approved|read|written) by (?:a|an|our|the) "
    r"(?:\w+ )?(?:clinician|doctor|neurologist|nurse|physician|medical)|"
    r"\bmedically reviewed\b|\bclinical review(?:er)?\b",
    re.IGNORECASE,
)
NEGATIONS = {"no", "not", "never", "none", "without", "nobody", "neither", "nor"}
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# How many words an article may have without its corrections.
SHORTEST, LONGEST = 700, 2200


class Section(NamedTuple):
    """A part of a text under one heading, and its blocks: paragraphs, items, rows."""

    level: int
    heading: str
    blocks: list[str]


@pytest.fixture(scope="module")
def content(django_db_setup, django_db_blocker):
    """Loaded once for all tests of this module; nothing of it is committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        ensure_roles()
        call_command("load_content", verbosity=0)
        yield
        transaction.set_rollback(True)


def live(model):
    return list(model.objects.live(timezone.now()).select_related("entry"))


def sections(body):
    found = [Section(0, "", [])]
    for block in blocks(body):
        heading = re.match(r"(#+) +(.*)", block)
        if heading:
            found.append(Section(len(heading[1]), heading[2], []))
        else:
            found[-1].blocks.append(block)
    return found


def blocks(body):
    """Paragraphs, items of lists and rows of tables, in order."""
    lines, block = body.splitlines(), []
    for line in [*lines, ""]:
        starts = re.match(r"\s*(?:[-*]|\d+[.)]) |\||#", line)
        if (starts or not line.strip()) and block:
            yield " ".join(block)
            block = []
        if line.strip() and not re.fullmatch(r"[|\s:-]+", line):
            block.append(line.strip())


def main_sections(revision):
    return [s for s in sections(revision.body) if s.heading != "Corrections"]


def corrections(revision):
    [section] = [s for s in sections(revision.body) if s.heading == "Corrections"]
    return [block for block in section.blocks if re.match(r"\d+\. ", block)]


def bare(text):
    """The words alone: no citations, and links by what they say."""
    return LINK.sub(r"\1", CITATION.sub("", text))


# All of it is there, and stays as it is.


def test_five_articles_and_all_terms_are_live():
    assert sorted(text.entry.slug for text in live(ArticleRevision)) == ARTICLES
    assert len(live(TermRevision)) == Term.objects.count() >= 100
    assert Tag.objects.count() == 17


def test_every_article_and_term_answers(client):
    for model in (ArticleRevision, TermRevision):
        for text in live(model):
            address = text.entry.get_absolute_url()
            assert client.get(address).status_code == 200, address
            assert client.get(f"{address}history/").status_code == 200, address


def test_loading_twice_gives_equal_rows():
    before = rows()
    call_command("load_content", again=True, verbosity=0)
    assert rows() == before


def rows():
    """Every row of the content; what is made of it again has other primary keys.

    The stamp is another one each time, so that pages are made anew.
    """
    models = [Mention, SearchEntry]
    for app in ("articles", "glossary", "editorial"):
        own = apps.get_app_config(app).get_models(include_auto_created=True)
        models += [model for model in own if model not in (Mention, SiteStamp)]
    return {m._meta.db_table: sorted(map(repr, _values(m))) for m in models}


def _values(model):
    drop = {"id"} if model in {Mention, SearchEntry, Wording} else set()
    names = [f.attname for f in model._meta.concrete_fields if f.attname not in drop]
    return model._base_manager.values_list(*names)


# The record of each text.


def test_trails_are_valid_and_four_eyes_hold():
    for kind in (Article, Term):
        for entry in kind.objects.prefetch_related("events", "revisions"):
            events = list(entry.events.all())
            status = ""
            for event in events:
                rule = TRANSITIONS[Action(event.action)]
                assert event.from_status == status, (entry, event)
                assert not status or status in rule.sources, (entry, event)
                assert event.to_status == (rule.target or status), (entry, event)
                status = event.to_status
            assert status == entry.status
            savers = {r.saved_by_name for r in entry.revisions.all()}
            approvers = {e.actor_name for e in events if e.action == Action.APPROVE}
            assert approvers
            assert not approvers & savers, entry
            assert {e.actor_name for e in events} <= {"writer", "reviewer", "publisher"}


def test_intervals_and_review_dates_follow_the_trail():
    for model in (ArticleRevision, TermRevision):
        for text in live(model):
            published = text.entry.events.get(action=Action.PUBLISH)
            approved = text.entry.events.get(action=Action.APPROVE)
            assert text.live_from == published.at, text
            assert text.reviewed_on == timezone.localdate(approved.at), text
            assert text.reviewed_on < text.review_due, text
            assert text.created <= approved.at < published.at, text


def test_each_article_has_its_record():
    tags = set(Tag.objects.values_list("slug", flat=True))
    for text in live(ArticleRevision):
        assert text.confidence, text
        assert text.disclosure.startswith("This is demonstration content"), text
        assert text.evidence_checked, text
        assert text.origin_title or text.origin_kind, text
        assert 3 <= len(text.messages()) <= 5, text
        assert 0 < len(text.summary) <= 200, text
        own = {tag.slug for tag in text.tags.all()}
        assert own, text
        assert own <= tags, text


def test_articles_are_neither_short_nor_long():
    for text in live(ArticleRevision):
        words = sum(
            len(bare(block).split())
            for section in main_sections(text)
            for block in section.blocks
        )
        assert SHORTEST <= words <= LONGEST, (text.entry, words)


def test_headings_are_in_order():
    for text in live(ArticleRevision):
        levels = [s.level for s in sections(text.body) if s.level]
        assert levels[0] == 2, text.entry
        for before, after in pairwise(levels):
            assert 2 <= after <= before + 1, (text.entry, before, after)
        assert sections(text.body)[-1].heading == "Corrections", text.entry


# Marks, figures and sources.


def test_every_mark_names_something():
    for model in (ArticleRevision, TermRevision):
        for text in live(model):
            found = marks.find("\n\n".join(text.marked_texts()))
            assert list(unknown_keys(found)) == [], text.entry


def test_every_linked_term_is_live():
    slugs = {text.entry.slug for text in live(TermRevision)}
    for model in (ArticleRevision, TermRevision):
        for text in live(model):
            for mark in marks.find("\n\n".join(text.marked_texts())):
                assert mark.kind != "term" or mark.key in slugs, (text.entry, mark.key)


def test_figures_are_stated_in_the_words_of_their_records():
    figures = {figure.key: figure for figure in Figure.objects.all()}
    for model in (ArticleRevision, TermRevision):
        for text in live(model):
            for words, key in FIGURE.findall("\n".join(text.marked_texts())):
                assert figures[key].allows(words), (text.entry.slug, key, words)


def test_every_block_that_states_a_figure_cites_a_source():
    missing = [
        (text.entry.slug, section.heading, block)
        for text in live(ArticleRevision)
        for section in sections(text.body)
        for block in section.blocks
        if FIGURE.search(block) and not CITATION.search(block)
    ]
    assert missing == []


def test_every_section_with_a_number_that_claims_something_cites_a_source():
    missing = [
        (text.entry.slug, section.heading)
        for text in live(ArticleRevision)
        for section in sections(text.body)
        if CLAIM.search(bare(" ".join(section.blocks)))
        and not CITATION.search(" ".join(section.blocks))
    ]
    assert missing == []


def test_terms_with_a_figure_cite_a_source():
    for text in live(TermRevision):
        for field in text.marked_texts():
            assert CITATION.search(field) or not FIGURE.search(field), text.entry


def test_every_correction_has_a_source_or_says_that_none_is_needed():
    for text in live(ArticleRevision):
        items = corrections(text)
        assert len(items) >= 3, text.entry
        for item in items:
            said = CITATION.search(item) or "source is needed" in item
            assert said, (text.entry.slug, item)


def table_of(slug):
    """The rows on one article in the table of `fixtures/README.md`."""
    table = (Path(settings.BASE_DIR) / "fixtures" / "README.md").read_text()
    part = table.partition(f"| `{slug}` |")[2]
    return re.split(r"\n\n|\n\| [^|]", part)[0].splitlines()


def test_corrections_are_numbered_like_the_table_of_the_fixtures():
    for text in live(ArticleRevision):
        slug = text.entry.slug
        assert len(corrections(text)) == len(table_of(slug)), slug


def test_sources_of_the_table_of_corrections_are_cited_by_their_articles():
    keys = set(Source.objects.values_list("key", flat=True))
    for text in live(ArticleRevision):
        part = "\n".join(table_of(text.entry.slug))
        cited = {m.key for m in marks.find(text.body) if m.kind == "source"}
        named = set(re.findall(r"`([a-z0-9-]+)`", part))
        assert named <= keys, (text.entry.slug, named - keys)
        assert named <= cited, (text.entry.slug, named - cited)


# Words.


def test_nothing_hints_at_a_check_by_a_clinician():
    for path in Path(settings.BASE_DIR, "fixtures").glob("*.yaml"):
        for line in path.read_text().splitlines():
            hit = CLINICAL.search(line)
            denied = hit and NEGATIONS & set(line[: hit.start()].lower().split())
            assert not hit or denied, (path.name, line)


def pattern(watched, case_sensitive):
    """A watch-list pattern as a regular expression over words parted by a space."""
    words = []
    for word in re.split(r"[\s-]+", watched):
        if word == "…":
            words.append(r"(?:[^\s.!?]+ ){0,6}?")
        else:
            choices = [
                re.escape(one.rstrip("*")) + (r"\w*" if one.endswith("*") else "")
                for one in word.split("|")
            ]
            words.append(rf"(?:{'|'.join(choices)})(?:\W+|$)")
    joined = "".join(words)
    return re.compile(rf"(?<!\w){joined}", 0 if case_sensitive else re.IGNORECASE)


def excused(row, block, hit):
    near = [pattern(line, False) for line in row.unless_near.splitlines() if line]
    before = [word.lower() for word in WORD.findall(block[: hit.start()])[-4:]]
    if row.kind == "medical-advice" and not ordered(
        block[: hit.start()].strip(), before
    ):
        return True
    return any(line.search(block) for line in near) or NEGATIONS & set(before)


def ordered(before, words):
    """Whether what follows these words tells somebody to do something."""
    return not words or words[-1] in ORDERS or before.endswith((".", ":", ",", "?"))


def watched(text):
    """(code, block) of every blocking hit that nothing excuses."""
    rows = list(Watchword.objects.filter(level="blocking"))
    for block in text:
        flat = re.sub(r"[\s-]+", " ", bare(block))
        for row in rows:
            for line in filter(str.strip, row.patterns.splitlines()):
                hit = pattern(line.strip(), row.case_sensitive).search(flat)
                if hit and not excused(row, flat, hit):
                    yield row.code, flat


def test_no_article_has_a_blocking_word_outside_its_corrections():
    for text in live(ArticleRevision):
        plain = [text.title, text.summary, *text.messages()]
        blocks = [block for part in main_sections(text) for block in part.blocks]
        headings = [part.heading for part in main_sections(text)]
        assert list(watched([*plain, *headings, *blocks])) == [], text.entry.slug


def test_no_term_has_a_blocking_word():
    for text in live(TermRevision):
        fields = [text.name, text.short_definition, *text.marked_texts()]
        whole = [" ".join(fields)]
        assert list(watched(whole)) == [], text.entry.slug


@pytest.mark.parametrize(
    "sentence",
    ["This miracle cure works.", "Stop taking your riluzole.", "NurOwn helps people."],
)
def test_the_small_matcher_can_find_something(sentence):
    assert list(watched([sentence]))
