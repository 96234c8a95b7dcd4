"""A word of its own for every field: `hid7den` for what is not to be seen.

`pub7lic` stands where it may be seen. Dates speak by their years.
"""

import re
from datetime import date
from itertools import count

from django.db import models

from alsinfo.editorial.models import Revision, Source, Tag

SECRET = re.compile(r"hid\d+den|2007|2931", re.IGNORECASE)
NEVER_SHOWN = {"misspellings"}
_serial = count(1)


def hidden():
    return f"hid{next(_serial)}den"


def public():
    return f"pub{next(_serial)}lic"


def text_in(model, word):
    """A word of its own for every field of words of a model, and a year for a date."""
    year = 2007 if word is hidden else 2008
    values = {}
    for field in model._meta.fields:
        if isinstance(field, models.CharField | models.TextField) and field.editable:
            values[field.name] = _choice(field) if field.choices else _word(field, word)
        elif isinstance(field, models.DateField) and field.editable:
            values[field.name] = date(year, 5, 5)
    return {name: v for name, v in values.items() if v is not models.NOT_PROVIDED}


def _choice(field):
    """The default; a text needs a choice where it has none, a record does not."""
    needed = issubclass(field.model, Revision)
    return field.get_default() or (field.flatchoices[-1][0] if needed else "")


def _word(field, word):
    return hidden() if field.name in NEVER_SHOWN else word()


def make_tag(word):
    return Tag.objects.create(**text_in(Tag, word) | {"synonyms": hidden()})


def make_source(word):
    return Source.objects.create(**text_in(Source, word) | {"kind": "trial"})
