"""The index of words: it finds every live text that a row of the watch-list hits."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from alsinfo.editorial import desk, findings, wordings
from alsinfo.editorial.kinds import revision_model
from alsinfo.editorial.models import Watchword, Wording
from alsinfo.editorial.workflow import Status
from alsinfo.public import generating
from tests import cast

pytestmark = pytest.mark.django_db


def watchword(patterns, **fields):
    plain = {"code": "row", "kind": "misspelt-medicine", "level": "blocking"}
    return Watchword(**(plain | {"patterns": patterns, "message": "No."} | fields))


def found_by(row, kind="article"):
    """The addresses of the live texts that the index finds."""
    at = timezone.now()
    texts = wordings.may_say(kind, wordings.question_of(row), at)
    return sorted(texts.values_list("entry__slug", flat=True))


# What a row hits, however it is written.
HITS = [
    ("zaplon", "Take zaplon."),
    ("zaplon", "ZAPLON’s makers say so."),
    ("zaplon", "A zap**lo**n, in parts."),
    ("zaplon", "A zap\u200dlon."),
    ("zaplon", "| Zaplon | 5 |\n| --- | --- |\n| a | b |"),
    ("amx0035", "About AMX 0035 and others."),
    ("amx 0035", "About AMX0035 and others."),
    ("amx*", "About AMX0035 and others."),
    ("amx00*", "About AMX-0035 and others."),
    ("cure", "It was cured."),
    ("stop", "They kept stopping."),
    ("stem cell* … repair*", "Stem cells are said to have repaired it."),
    ("find", "We ﬁnd it."),
    ("amx", "The ＡＭＸ trial."),
    ("naïve*", "A naïveté."),
    ("100% effective", "It is 100% effectively so… 100% effective."),
    ("[email protected]", "Write to [email protected] now."),
    ("don't wonder", "We don’t wonder."),
    ("q" * 90, f"A {'q' * 90} b."),
    (f"{'q' * 80}*", f"A {'q' * 90} b."),
]


@pytest.mark.parametrize(("patterns", "body"), HITS)
def test_a_text_that_a_row_hits_is_found(patterns, body):
    article = cast.make_article(Status.PUBLISHED, slug="hit", body=body)
    row = watchword(patterns)
    page = findings.Page(article.newest_revision())
    assert list(findings.watched(page, [row])), "The case itself is wrong."
    assert found_by(row) == ["hit"]


@pytest.mark.parametrize("case_sensitive", [False, True])
def test_capitals_are_no_reason_not_to_find(case_sensitive):
    cast.make_article(Status.PUBLISHED, slug="hit", body="The TUDCA trial.")
    row = watchword("TUDCA\nTUD*", case_sensitive=case_sensitive)
    assert found_by(row) == ["hit"]


def test_every_field_of_words_is_in_it():
    fields = {"title": "Zaplon one", "summary": "Zaplon two.", "key_messages": "Zap"}
    cast.make_article(Status.PUBLISHED, slug="a", **fields)
    cast.make_term(Status.PUBLISHED, slug="t", professional_definition="A zaplon.")
    for word in ("one", "two", "zap"):
        assert found_by(watchword(word)) == ["a"]
    assert found_by(watchword("zaplon"), "term") == ["t"]


@pytest.mark.parametrize("patterns", ["mizlan", "zap", "zaplonic", "lon", "aplon*"])
def test_other_words_find_nothing(patterns):
    cast.make_article(Status.PUBLISHED, body="Take zaplon.")
    assert found_by(watchword(patterns)) == []


def test_drafts_and_what_ended_are_not_found():
    cast.make_article(body="Take zaplon.")
    cast.schedule(cast.make_article(Status.APPROVED, body="Take zaplon."))
    cast.withdraw(cast.make_article(Status.PUBLISHED, body="Take zaplon."))
    assert found_by(watchword("zaplon")) == []


@pytest.mark.parametrize(
    "hostile",
    ['"', "' OR 1", "a AND b", "NOT a", "a*b", "NEAR(a b)", "(", "a:b", "\\", "~", "z"],
)
def test_no_pattern_breaks_the_question(hostile):
    cast.make_article(Status.PUBLISHED, body="Take zaplon.")
    for patterns in (hostile, f"{hostile} zaplon", f"zaplon {hostile}*"):
        found_by(watchword(patterns))


def test_a_text_without_words_written_is_not_found_but_named():
    article = cast.make_article(Status.PUBLISHED, slug="hit", body="Take zaplon.")
    Wording.objects.all().delete()
    assert found_by(watchword("zaplon")) == []
    text = article.newest_revision()
    assert list(wordings.unwritten("article", timezone.now())) == [text]
    assert wordings.keys_of("article", "", timezone.now()) == [text.pk]


def test_a_text_of_monstrously_many_words_is_saved_and_always_read():
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 250)]
    body = " ".join(a + b for a in letters for b in letters) + " Take zaplon."
    article = cast.make_article(slug="monster", body=body)
    assert not Wording.objects.filter(entry_kind="article").exists()
    article.revisions.update(live_from=timezone.now())
    effect = desk.effect_of(watchword("zaplon"), timezone.now())
    assert [text.heading for text in effect.newly["article"]] == ["An article"]


def test_reindex_writes_the_words_of_all_texts():
    cast.make_article(Status.PUBLISHED, slug="hit", body="Take zaplon.")
    cast.make_term(Status.PUBLISHED)
    before = set(Wording.objects.values_list("entry_kind", "revision_id", "words"))
    Wording.objects.update(words="other")
    call_command("reindex")
    after = Wording.objects.values_list("entry_kind", "revision_id", "words")
    assert set(after) == before
    assert found_by(watchword("zaplon")) == ["hit"]
    assert found_by(watchword("other")) == []


def test_generated_texts_have_all_their_words(db):
    call_command("generate_content", articles=3, terms=3, verbosity=0)
    for kind in ("article", "term"):
        for text in revision_model(kind).objects.all():
            said = wordings.words_of(findings.Page(text).whole)
            assert generating.read(text)[2] == said
            written = Wording.objects.get(entry_kind=kind, revision_id=text.pk)
            assert written.words == " ".join(sorted(said))


def test_a_row_that_hits_nothing_reads_no_text(django_assert_num_queries, monkeypatch):
    cast.make_article(Status.PUBLISHED, body="Take zaplon.")
    monkeypatch.setattr(findings, "watched", None)
    with django_assert_num_queries(5):
        assert not desk.effect_of(watchword("mizlan"), timezone.now())
