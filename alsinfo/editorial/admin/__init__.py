"""The editors' side: Django's admin, where a click becomes one call of the desk."""

from . import people, records
from .entries import EntryAdmin, RevisionInline
from .forms import RevisionForm

__all__ = ["EntryAdmin", "RevisionForm", "RevisionInline", "people", "records"]
