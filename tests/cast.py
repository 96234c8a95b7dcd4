"""The cast: who works at the site, and entries brought to where a test needs them.

Everything is made through the desk, as editors would; a status in the tests is one
that an entry really reached.
"""

from datetime import timedelta
from itertools import count

from django.contrib.auth.models import Group, User
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.models import Tag
from alsinfo.editorial.workflow import Status
from articles.models import Article, ArticleRevision
from glossary.models import Term, TermRevision

PASSWORD = "correct horse battery staple"
BODY = "## A heading\n\nA paragraph about muscles and nerves.\n"
HOUR = timedelta(hours=1)
_serial = count(1)


def make_person(name, *roles, **fields):
    """An active staff account in the given groups, or the one of that name."""
    person = User.objects.filter(username=name).first()
    if person is None:
        person = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        User.objects.filter(pk=person.pk).update(**fields)
        person.groups.set(Group.objects.filter(name__in=roles))
    return User.objects.get(pk=person.pk)


def writer():
    return make_person("writer", "writers")


def reviewer():
    return make_person("reviewer", "reviewers")


def publisher():
    return make_person("publisher", "publishers")


def administrator():
    return make_person("administrator", is_superuser=True)


def stranger():
    """An account without any role, and not staff."""
    return make_person("stranger", is_staff=False)


def make_tag(slug="als-basics", **fields):
    fields = {"name": slug.replace("-", " ").capitalize()} | fields
    return Tag.objects.get_or_create(slug=slug, defaults=fields)[0]


def article_text(**fields):
    """An unsaved text of an article that passes the gate."""
    plain = {
        "title": "An article",
        "summary": "What the article says.",
        "key_messages": "One.\nTwo.\nThree.",
        "body": BODY,
        "confidence": ArticleRevision.Confidence.LIKELY,
        "disclosure": "Nobody paid for this text.",
    }
    return ArticleRevision(**(plain | fields))


def term_text(**fields):
    """An unsaved text of a term that passes the gate."""
    plain = {
        "name": "A term",
        "short_definition": "What the term means.",
        "fuller_definition": "What the term means, at length.",
    }
    return TermRevision(**(plain | fields))


def make_article(status=Status.DRAFT, *, slug=None, tags=(), **fields):
    """An article whose newest text stands at `status`; published means live now."""
    slug = slug or f"article-{next(_serial)}"
    return make_entry(Article(slug=slug), article_text(**fields), status, tags=tags)


def make_term(status=Status.DRAFT, *, slug=None, tags=(), **fields):
    """A term whose newest text stands at `status`; its name is made from the slug."""
    slug = slug or f"term-{next(_serial)}"
    fields = {"name": slug.replace("-", " ")} | fields
    return make_entry(Term(slug=slug), term_text(**fields), status, tags=tags)


def make_entry(entry, text, status, *, tags=()):
    desk.save_draft(entry, text, by=writer(), tags=tags)
    bring_to(entry, status)
    return entry


def bring_to(entry, status):
    """Take a draft to `status`, each step by the one whose work it is."""
    if status == Status.ARCHIVED:
        desk.archive(entry, by=writer(), seen=entry.seen)
    if status in {Status.DRAFT, Status.ARCHIVED}:
        return
    desk.submit(entry, by=writer(), seen=entry.seen)
    if status == Status.CHANGES_REQUESTED:
        desk.request_changes(entry, by=reviewer(), seen=entry.seen, why="Mend it.")
    if status in {Status.APPROVED, Status.PUBLISHED}:
        desk.approve(entry, by=reviewer(), seen=entry.seen)
    if status == Status.PUBLISHED:
        desk.publish(entry, by=publisher(), seen=entry.seen)


def schedule(entry, at=None, until=None):
    """Publish an approved entry at an instant to come: in an hour unless told."""
    at = at or timezone.now() + HOUR
    desk.publish(entry, by=publisher(), seen=entry.seen, at=at, until=until)


def withdraw(entry, why="It was wrong."):
    desk.withdraw(entry, by=publisher(), seen=entry.seen, why=why)


def new_draft(entry, **fields):
    """Save another text of an entry, as the writer."""
    text = article_text(**fields) if isinstance(entry, Article) else term_text(**fields)
    return desk.save_draft(entry, text, by=writer(), seen=entry.seen)
