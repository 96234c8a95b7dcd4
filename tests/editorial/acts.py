"""Each act of the desk in its plainest form, and questions that many tests ask."""

from datetime import timedelta

from django.apps import apps
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.models import SiteStamp
from alsinfo.editorial.workflow import Action, Status
from articles.models import Article
from tests import cast

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)


def _text(entry):
    if isinstance(entry, Article):
        return cast.article_text()
    return cast.term_text(name=f"{entry.slug} again")


# Action -> a function of (entry, by, seen) that performs it where the rules allow it.
PERFORM = {
    Action.SAVE: lambda e, by, seen: desk.save_draft(e, _text(e), by=by, seen=seen),
    Action.SUBMIT: lambda e, by, seen: desk.submit(e, by=by, seen=seen),
    Action.TAKE_BACK: lambda e, by, seen: desk.take_back(e, by=by, seen=seen),
    Action.REQUEST_CHANGES: lambda e, by, seen: desk.request_changes(
        e, by=by, seen=seen, why="Say it more simply."
    ),
    Action.APPROVE: lambda e, by, seen: desk.approve(e, by=by, seen=seen),
    Action.PUBLISH: lambda e, by, seen: desk.publish(e, by=by, seen=seen),
    Action.CANCEL_SCHEDULE: lambda e, by, seen: desk.cancel_schedule(
        e, by=by, seen=seen
    ),
    Action.MOVE_END: lambda e, by, seen: desk.move_end(
        e, by=by, seen=seen, until=timezone.now() + 9 * DAY
    ),
    Action.WITHDRAW: lambda e, by, seen: desk.withdraw(
        e, by=by, seen=seen, why="It was wrong."
    ),
    Action.RENAME: lambda e, by, seen: desk.rename(
        e, by=by, seen=seen, slug="another-address"
    ),
    Action.ARCHIVE: lambda e, by, seen: desk.archive(e, by=by, seen=seen),
    Action.RESTORE: lambda e, by, seen: desk.restore(e, by=by, seen=seen),
    Action.STILL_RIGHT: lambda e, by, seen: desk.still_right(e, by=by, seen=seen),
}


def perform(action, entry, by, seen=None):
    """Do it as `by`, who saw the entry as it stands unless `seen` says otherwise."""
    return PERFORM[action](entry, by, seen or entry.seen)


def fresh(entry):
    """The entry as the database has it."""
    return type(entry).objects.get(pk=entry.pk)


def newest(entry):
    return fresh(entry).newest_revision()


def live_number(entry, at=None):
    """The number of the one revision that is live at this instant, or None."""
    live = entry.revisions.live(at or timezone.now())
    numbers = list(live.values_list("number", flat=True))
    assert len(numbers) <= 1
    return numbers[0] if numbers else None


def interval(entry, number):
    """(live_from, live_until, asked_until) of one revision."""
    found = entry.revisions.filter(number=number)
    return found.values_list("live_from", "live_until", "asked_until").get()


def next_approved(entry, **fields):
    """Write, submit and approve the next text of an entry."""
    cast.new_draft(entry, **fields)
    cast.bring_to(entry, Status.APPROVED)
    return entry


def make_live(**fields):
    return cast.make_article(Status.PUBLISHED, **fields)


def make_live_until(until):
    article = cast.make_article(Status.APPROVED)
    desk.publish(article, by=cast.publisher(), seen=article.seen, until=until)
    return article


def make_replaced(start, until=None):
    """An article whose live first text gives way to its second at `start`."""
    article = next_approved(make_live())
    cast.schedule(article, start, until)
    return article


def cancel(entry):
    desk.cancel_schedule(entry, by=cast.publisher(), seen=entry.seen)


def move_end(entry, until):
    desk.move_end(entry, by=cast.publisher(), seen=entry.seen, until=until)


def rename(entry, slug):
    desk.rename(entry, by=cast.publisher(), seen=entry.seen, slug=slug)


def last_event(entry):
    return entry.events.order_by("at").last()


def stamp():
    return SiteStamp.objects.filter(pk=1).values_list("value", flat=True).first()


def rows():
    """Every row of every table, to be compared before and after."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values())
        for model in models
    }
