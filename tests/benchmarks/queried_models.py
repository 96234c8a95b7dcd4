"""The rows of the plain page: sections, pages, tags. Imported by `queried` only."""

import fcntl

from django.db import connection, models

COUNT = 200  # pages; more would only be rows that nobody reads


class Titled(models.Model):
    """What all of them have."""

    title = models.CharField(max_length=100)

    class Meta:
        abstract = True
        app_label = "benchmarks"

    def __str__(self):
        return self.title


class Section(Titled):
    """A part of the site."""


class Tag(Titled):
    """A subject."""


class Page(Titled):
    """A page with a body of HTML."""

    section = models.ForeignKey(Section, models.CASCADE)
    tags = models.ManyToManyField(Tag)
    body = models.TextField()
    changed = models.DateTimeField(auto_now=True)


def fill(body, lock):
    """Make the tables and their rows, unless somebody did: one process at a time."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if "benchmarks_page" not in connection.introspection.table_names():
            _fill(body)


def _fill(body):
    with connection.schema_editor() as editor:
        for model in (Section, Tag, Page):
            editor.create_model(model)
    section = Section.objects.create(title="Section")
    tags = [Tag.objects.create(title=f"Tag {number}") for number in range(5)]
    for number in range(COUNT):
        page = Page.objects.create(section=section, title=f"Page {number}", body=body)
        page.tags.set(tags)
