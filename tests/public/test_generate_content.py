"""Generated entries: like real ones, the same for one seed, and gone without trace."""

from collections import Counter
from io import StringIO
from itertools import pairwise

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.utils import timezone

from alsinfo.editorial import derived, desk
from alsinfo.editorial.models import Mention, SiteStamp, Source, Wording
from alsinfo.editorial.workflow import Status
from alsinfo.feedback.models import Report
from alsinfo.public import generating
from alsinfo.search.models import SearchEntry
from articles.models import Article, ArticleRevision
from glossary.models import Term, TermRevision
from tests import cast

pytestmark = pytest.mark.django_db


def generate(*words):
    out = StringIO()
    call_command("generate_content", *words, stdout=out)
    return out.getvalue()


def texts():
    """What all texts say and when, without keys of rows, which no one sees."""
    return [
        tuple(
            model.objects.order_by("entry__slug", "number").values_list(
                "entry__slug", "entry__status", *fields, "live_from", "live_until"
            )
        )
        for model, fields in (
            (ArticleRevision, ("number", "title", "body", "reviewed_on")),
            (TermRevision, ("number", "name", "fuller_definition", "reviewed_on")),
        )
    ]


def tables():
    """Every row of every table but the stamp and what is derived of texts."""
    derived_rows = {SiteStamp, Mention, Wording}
    return {
        model._meta.label: sorted(map(str, model.objects.values_list()))
        for model in apps.get_models()
        if model not in derived_rows and model._meta.app_label != "search"
    }


def found():
    """What is derived, by the texts that it is derived from."""
    mentions = Mention.objects.values_list("entry_kind", "kind", "key", "revision_id")
    rows = SearchEntry.objects.values_list(
        "kind", "revision_id", "title", "keywords", "body"
    )
    names = SearchEntry.objects.values_list(
        "kind", "revision_id", "names__name", "names__is_title"
    )
    words = Wording.objects.values_list("entry_kind", "revision_id", "words")
    return [sorted(every, key=str) for every in (mentions, rows, names, words)]


def test_pages_of_generated_texts_say_what_they_are(client):
    cast.make_tag("care")
    Source.objects.create(key="a-study", title="A study", kind=Source.Kind.TRIAL)
    generate("--articles", "12", "--terms", "4")
    for model in (ArticleRevision, TermRevision):
        live = model.objects.live(timezone.now()).first()
        html = client.get(live.entry.get_absolute_url()).content.decode()
        assert generating.NOTICE in html
        assert generating.BYLINE in html or model is TermRevision
        assert live.entry.slug.startswith(f"generated-{live.entry.kind}-")
    keys = Mention.objects.filter(kind=Mention.Kind.SOURCE).values_list("key")
    assert set(keys) == {("a-study",)}


def test_the_same_seed_makes_the_same_texts():
    generate("--articles", "9", "--terms", "5", "--seed", "3")
    before = texts()
    generate("--delete")
    generate("--articles", "9", "--terms", "5", "--seed", "3")
    assert texts() == before
    generate("--delete")
    generate("--articles", "9", "--terms", "5", "--seed", "4")
    assert texts() != before


def test_a_second_run_adds_only_what_is_missing_and_says_so():
    assert "terms: 3 added." in generate("--terms", "3")
    before = texts()
    assert "terms: 0 added, 3 were there already." in generate("--terms", "3")
    assert texts() == before
    assert "terms: 2 added, 3 were there already." in generate("--terms", "5")
    assert Term.objects.count() == 5


def test_entries_stand_wherever_entries_can_stand():
    generate("--terms", "400")
    assert set(Term.objects.values_list("status", flat=True)) == set(Status)
    told = Counter(
        tuple(sorted(term.moments(timezone.now()))) for term in Term.objects.all()
    )
    assert {("live",), ("scheduled",), ("ended",), (), ("live", "scheduled")} == set(
        told
    )
    assert told[("live",)] > 250
    assert Term.objects.filter(newest__gt=1).count() > 25
    connection.check_constraints()


def test_the_trail_leads_to_where_each_entry_stands():
    generate("--terms", "400")
    for term in Term.objects.prefetch_related("events"):
        trail = list(term.events.all())
        assert trail[0].from_status == ""
        assert trail[-1].to_status == term.status
        steps = pairwise(trail)
        assert all(one.to_status == other.from_status for one, other in steps)


def test_what_is_derived_is_what_a_rebuild_would_make():
    generate("--articles", "30", "--terms", "30")
    before = found()
    assert not derived.missing()
    derived.rebuild()
    assert found() == before


def test_the_desk_goes_on_with_a_generated_entry(client):
    generate("--articles", "20")
    live = ArticleRevision.objects.live(timezone.now())
    article = live.filter(entry__status=Status.PUBLISHED).first().entry
    cast.new_draft(article)
    cast.bring_to(article, Status.PUBLISHED)
    cast.withdraw(article)
    assert client.get(article.get_absolute_url()).status_code == 410


def test_pages_that_are_kept_are_asked_for_anew():
    before = SiteStamp.objects.get_or_create(pk=1)[0].value
    generate("--terms", "1")
    between = SiteStamp.objects.get().value
    generate("--delete")
    assert len({before, between, SiteStamp.objects.get().value}) == 3


def test_deleting_leaves_exactly_what_was_there():
    cast.make_term(Status.PUBLISHED, slug="generated-term-0000002")
    cast.make_article(
        Status.PUBLISHED, body="## A\n\n[a](term:generated-term-0000002) word"
    )
    before, derived_before = tables(), found()
    assert "terms: 4 added, 1 were there already" in generate("--terms", "5")
    generate("--articles", "20")
    work_on_a_generated_entry()
    assert "terms 4, articles 20" in generate("--delete")
    after = tables()
    people = {"auth.User", "auth.User_groups"}
    for label in before.keys() - people:
        assert after[label] == before[label], label
    assert found() == derived_before
    assert "terms 0, articles 0" in generate("--delete")


def work_on_a_generated_entry():
    """Notes with replies, another address, another text: all that hangs on an entry."""
    live = ArticleRevision.objects.live(timezone.now())
    article = live.filter(entry__status=Status.PUBLISHED).first().entry
    desk.rename(article, by=cast.publisher(), seen=article.seen, slug="another-name")
    note = article.notes.create(number=1, text="Why?", created=timezone.now())
    article.notes.create(number=1, text="So.", created=timezone.now(), reply_to=note)
    cast.new_draft(article)


def test_deleting_keeps_what_readers_wrote():
    generate("--articles", "1")
    article = Article.objects.get()
    Report.objects.create(
        at=timezone.now(), entry_kind="article", entry_id=article.pk, wrong="All."
    )
    generate("--delete")
    assert Report.objects.get().wrong == "All."


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--delete", "--terms", "1"],
        ["--terms", "-1"],
        ["--terms", "many"],
        ["--terms", "1000001"],
        ["--articles", "9" * 5000],
        ["--articles", "٣"],
        ["--articles", "1.5"],
        ["--terms", "1", "--seed", "x"],
    ],
)
def test_what_cannot_be_meant_is_refused(words):
    with pytest.raises(CommandError):
        generate(*words)
    assert not Term.objects.exists()


def test_a_public_site_is_left_alone(settings):
    settings.IS_LOCAL = False
    for words in (["--terms", "1"], ["--delete"]):
        with pytest.raises(CommandError, match="--anyway"):
            generate(*words)
    assert not Term.objects.exists()
    generate("--terms", "1", "--anyway")
    assert Term.objects.count() == 1


def test_no_account_can_have_the_name_that_marks_what_is_generated():
    field = cast.writer()._meta.get_field("username")
    with pytest.raises(ValidationError, match="username"):
        field.run_validators(desk.SAVED_BY)


def test_no_two_numbers_have_one_name():
    assert len({generating.name(number) for number in range(50_000)}) == 50_000


@pytest.mark.parametrize("fault", [IntegrityError, KeyboardInterrupt])
def test_what_interrupts_it_is_told_in_a_sentence(monkeypatch, fault):
    def fail(*_arguments):
        raise fault

    monkeypatch.setattr(desk, "insert_generated", fail)
    with pytest.raises(CommandError, match="What was added is whole"):
        generate("--articles", "2")
