"""A row of the watch-list that concerns more texts than are read at once.

What is known is told, the rest is looked through in portions, and nothing is flagged
twice or left out, whatever becomes of the row in between.
"""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from alsinfo.editorial import desk, usage
from alsinfo.editorial.admin import watching
from alsinfo.editorial.desk import stretches, weighing
from alsinfo.editorial.models import Stretch, Watchword, Wording
from alsinfo.editorial.refusals import NotAllowed
from alsinfo.editorial.start import piles_for
from alsinfo.editorial.workflow import Action, Status
from articles.models import Article
from glossary.models import Term
from tests import cast

from .acts import perform
from .test_desk_rechecking import piled
from .test_watchword_form import errors, post

pytestmark = pytest.mark.django_db
AT_ONCE = 3


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch):
    monkeypatch.setattr(weighing, "MOST_READ", AT_ONCE)
    monkeypatch.setattr(usage, "MOST_LOOKED_AT", AT_ONCE)
    monkeypatch.setattr(watching, "PORTIONS", 1)


@pytest.fixture
def texts():
    """Five articles and two terms that a row on zaplon hits, and one that none hits."""
    cast.make_article(Status.PUBLISHED, slug="other", body="Take mizlan.")
    for number in range(5):
        cast.make_article(Status.PUBLISHED, slug=f"a-{number}", body="Take zaplon.")
    for number in range(2):
        said = {"short_definition": "A zaplon."}
        cast.make_term(Status.PUBLISHED, slug=f"t-{number}", **said)
    return ["a-0", "a-1", "a-2", "a-3", "a-4", "t-0", "t-1"]


def watch(**fields):
    plain = {"code": "zaplon", "kind": "hype", "level": "blocking", "message": "No."}
    row = Watchword(**({"patterns": "zaplon"} | plain | fields))
    return change(row)


def change(row, by=None, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    desk.save_record(row, by=by or cast.publisher(), why="It is so.")
    return Watchword.objects.get(pk=row.pk)


def look_through(row):
    """Portions until nothing is left; how many it took."""
    portions = 0
    while desk.open_of(row):
        desk.look_on(row, by=cast.publisher())
        portions += 1
        assert portions < 20
    return portions


def flags(action=Action.RECHECK):
    """Address -> how often it was flagged."""
    found = {}
    for entry in [*Article.objects.all(), *Term.objects.all()]:
        count = entry.events.filter(action=action).count()
        found |= {entry.slug: count} if count else {}
    return found


def test_saving_flags_the_first_texts_and_says_how_many_are_left(texts):
    row = watch()
    assert flags() == dict.fromkeys(["a-0", "a-1", "a-2"], 1)
    assert desk.unread_of(row, timezone.now()) == 4


def test_looking_on_flags_the_others_once(texts):
    assert look_through(watch()) == 2
    assert flags() == dict.fromkeys(texts, 1)
    assert not Stretch.objects.exists()
    assert sorted(piled()) == texts


def test_a_row_that_finds_all_at_once_leaves_nothing(texts):
    watch(patterns="mizlan")
    assert flags() == {"other": 1}
    assert not Stretch.objects.exists()


def test_only_a_publisher_looks_on(texts):
    row = watch()
    with pytest.raises(NotAllowed):
        desk.look_on(row, by=cast.reviewer())
    assert len(flags()) == AT_ONCE


def test_a_text_that_goes_meanwhile_is_not_flagged(texts):
    row = watch()
    cast.withdraw(Article.objects.get(slug="a-4"))
    look_through(row)
    assert flags() == dict.fromkeys([slug for slug in texts if slug != "a-4"], 1)


def test_a_text_that_was_confirmed_meanwhile_is_not_flagged_again(texts):
    row = watch()
    perform(Action.STILL_RIGHT, Article.objects.get(slug="a-0"), cast.reviewer())
    change(row, patterns="zaplon\nnothing")
    look_through(row)
    assert flags() == dict.fromkeys(texts, 1)


def test_a_row_taken_back_halfway_frees_what_it_flagged_and_flags_no_more(texts):
    row = change(watch(), retired=True)
    look_through(row)
    assert flags() == dict.fromkeys(["a-0", "a-1", "a-2"], 1)
    assert flags(Action.RECHECK_OVER) == flags()
    assert piled() == []


def test_a_row_taken_back_and_brought_back_halfway_flags_each_text_that_is_wrong(texts):
    row = change(change(watch(), retired=True), retired=False)
    look_through(row)
    assert sorted(piled()) == texts
    assert flags()["a-4"] == flags()["t-1"] == 1


def test_a_row_that_is_narrowed_halfway_holds_no_text_that_it_does_not_hit(texts):
    row = change(watch(), patterns="zaplon mizlan")
    look_through(row)
    assert piled() == []
    assert flags() == dict.fromkeys(["a-0", "a-1", "a-2"], 1)


def test_another_message_leaves_what_is_left(texts):
    row = change(watch(), message="Not at all.")
    assert desk.unread_of(row, timezone.now()) == 4
    look_through(row)
    assert flags() == dict.fromkeys(texts, 1)


def test_taking_back_goes_in_portions_too(texts):
    row = watch()
    look_through(row)
    row = change(row, retired=True)
    assert desk.unread_of(row, timezone.now()) == 4
    look_through(row)
    assert piled() == []


def test_each_text_is_left_in_one_stretch_only(texts):
    row = watch()
    for patterns in ("zaplon\nb", "zaplon\nc", "zaplon\nd"):
        row = change(row, patterns=patterns)
        left = desk.open_of(row)
        for kind in ("article", "term"):
            own = sorted((o.after, o.until) for o in left if o.kind == kind)
            ends = [until for _after, until in own]
            assert all(
                end is None or end <= after
                for end, (after, _u) in zip(ends, own[1:], strict=False)
            )
    look_through(row)
    assert flags() == dict.fromkeys(texts, 1)


def test_a_text_without_its_words_written_is_read(texts):
    Wording.objects.all().delete()
    look_through(watch())
    assert flags() == dict.fromkeys(texts, 1)


# The form.


def test_the_form_says_that_more_may_be_hit(client, texts):
    [said] = errors(post(client, cast.publisher()))["reason"]
    assert "at least 3 live texts in the wrong" in said
    assert "4 more live texts that say such words" in said


def test_a_writer_saves_no_row_of_which_it_is_not_known_what_it_hits(client, texts):
    given = {"patterns": "zaplon now|then", "unless_near": "take"}
    [said] = errors(post(client, cast.writer(), patterns="take"))["patterns"]
    assert "A publisher saves it" in said
    assert not Watchword.objects.exists()
    assert post(client, cast.writer(), **given).status_code == 302


def test_the_page_of_a_row_goes_on_when_asked(client, texts):
    row = watch()
    client.force_login(cast.publisher())
    address = f"/admin/editorial/watchword/{row.pk}/change/"
    html = client.get(address).content.decode()
    assert "4 more live texts that say such words are still to be held" in html
    assert "7 live texts say such words. Of those from number 1 to 3, 3 say" in html
    answer = client.post(f"/admin/editorial/watchword/{row.pk}/look-on/", follow=True)
    assert "Looked on: 3 texts newly in the wrong, 0 no longer." in (
        answer.content.decode()
    )
    assert desk.unread_of(row, timezone.now()) == 1


def test_several_portions_are_looked_through_at_a_click(client, texts, monkeypatch):
    row = watch()
    monkeypatch.setattr(watching, "PORTIONS", 9)
    client.force_login(cast.publisher())
    answer = client.post(f"/admin/editorial/watchword/{row.pk}/look-on/", follow=True)
    html = answer.content.decode()
    assert "Looked on: 4 texts newly in the wrong, 0 no longer." in html
    assert "to be held" not in html
    assert not desk.open_of(row)


def test_the_enter_key_in_a_field_looks_through_nothing(client, texts):
    """The first button of a form answers to it; this one has a form of its own."""
    row = watch()
    client.force_login(cast.publisher())
    html = client.get(f"/admin/editorial/watchword/{row.pk}/change/").content.decode()
    form = html.partition('id="watchword_form"')[2].partition("</form>")[0]
    assert "Look through" in html
    assert "Look through" not in form
    assert "Save" in form


def test_all_hits_are_listed_page_by_page(client, texts):
    row = watch()
    client.force_login(cast.reviewer())
    address, found = f"/admin/editorial/watchword/{row.pk}/change/", []
    query = ""
    for _page in range(3):
        hits = client.get(address + query).context["hits"]
        found += [text.entry.slug for text in hits.texts]
        query = f"?from={hits.following}"
    assert (found, hits.following) == (texts, "")


@pytest.mark.parametrize("start", ["", "x", "article-", "article-0", "%00", "9" * 99])
def test_a_place_that_is_none_is_the_first(client, texts, start):
    row = watch()
    client.force_login(cast.reviewer())
    address = f"/admin/editorial/watchword/{row.pk}/change/?from={start}"
    assert client.get(address).context["hits"].begins == 0


@pytest.mark.parametrize("person", [cast.writer, cast.reviewer])
def test_who_may_not_look_on_is_told_so(client, texts, person):
    row = watch()
    client.force_login(person())
    address = f"/admin/editorial/watchword/{row.pk}/"
    assert "look-on" not in client.get(f"{address}change/").content.decode()
    assert client.post(f"{address}look-on/").status_code == 403
    assert len(flags()) == AT_ONCE


def test_looking_on_is_no_reading(client, texts):
    row = watch()
    client.force_login(cast.publisher())
    address = f"/admin/editorial/watchword/{row.pk}/look-on/"
    assert client.get(address).status_code == 405
    assert client.post("/admin/editorial/watchword/0/look-on/").status_code == 404


# Not forgotten.


def test_the_start_page_names_rows_that_are_not_held_against_all(texts):
    row = watch()
    heading = "Live texts to be looked through"

    def named(person):
        piles = piles_for(person, timezone.now())
        return [r["heading"] for p in piles if p.heading == heading for r in p.rows]

    assert named(cast.publisher()) == ["zaplon"]
    assert named(cast.writer()) == []
    look_through(row)
    assert named(cast.publisher()) == []


def test_the_command_goes_through_all(texts, capsys):
    row = watch()
    call_command("look_through", by=cast.publisher().username)
    assert "zaplon: 3 newly in the wrong, 1 left." in capsys.readouterr().out
    assert flags() == dict.fromkeys(texts, 1)
    call_command("look_through", by=cast.publisher().username)
    assert "Every row was held against all live texts." in capsys.readouterr().out
    assert not desk.open_of(row)


@pytest.mark.parametrize("name", ["nobody", "reviewer"])
def test_the_command_needs_a_publisher(texts, name):
    watch()
    cast.reviewer()
    with pytest.raises(CommandError):
        call_command("look_through", by=name)
    assert len(flags()) == AT_ONCE


def test_what_decides_is_what_a_stretch_keeps():
    fields = {field.name for field in Watchword._meta.fields}
    assert set(stretches.DECIDES) <= fields
