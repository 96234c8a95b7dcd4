"""The tables of this room, and the abstract ones that each kind of entry fills."""

from .asides import SetAside
from .derived import Mention, SiteStamp, Stretch, Wording
from .entries import Entry
from .records import Figure, Source, Tag, Watchword
from .revisions import Revision, TaggedRevision, TagManager
from .trail import Event, EventManager, FormerSlug, Note, RecordEvent

__all__ = [
    "Entry",
    "Event",
    "EventManager",
    "Figure",
    "FormerSlug",
    "Mention",
    "Note",
    "RecordEvent",
    "Revision",
    "SetAside",
    "SiteStamp",
    "Source",
    "Stretch",
    "Tag",
    "TagManager",
    "TaggedRevision",
    "Watchword",
    "Wording",
]
