"""Entries in every status and liveness, each field with a word of its own."""

from datetime import UTC, datetime

from alsinfo.editorial import desk, margin
from alsinfo.editorial.models import Figure, Watchword
from alsinfo.feedback.models import Report
from alsinfo.search.models import Miss, Pick, Synonyms
from articles.models import Article, ArticleRevision
from glossary.models import Term, TermRevision

from .. import cast
from .words import hidden, make_source, make_tag, public, text_in

FEBRUARY, MID_MARCH, APRIL, JUNE = (
    datetime(2026, month, day, 9, tzinfo=UTC)
    for month, day in [(2, 2), (3, 15), (4, 1), (6, 1)]
)
FAR_OFF = datetime(2931, 5, 5, 9, tzinfo=UTC)
LIVE = ("submit", "approve", "publish")
WITHDRAWN = (*LIVE, "withdraw")
EXPIRED = ("submit", "approve", "publish for a while")
# What happened to the entry; where it is live, its first text is the public one.
NEVER_LIVE = {
    "draft": (),
    "in review": ("submit",),
    "changes requested": ("submit", "request changes"),
    "approved": ("submit", "approve"),
    "scheduled": ("submit", "approve", "schedule", "rename"),
    "archived": ("archive",),
}
ENDED = {
    "withdrawn": WITHDRAWN,
    "withdrawn, with a draft": (*WITHDRAWN, "save"),
    "withdrawn and scheduled": (*WITHDRAWN, "save", "submit", "approve", "schedule"),
    "withdrawn and archived": (*WITHDRAWN, "archive"),
    "expired": EXPIRED,
    "expired, with a text in review": (*EXPIRED, "save", "submit"),
}
ON_SHOW = {
    "live": LIVE,
    "live, a draft beside it": (*LIVE, "save"),
    "live, renamed, a text in review beside it": (*LIVE, "rename", "save", "submit"),
    "live, changes requested": (*LIVE, "save", "submit", "request changes"),
    "live, the next approved": (*LIVE, "save", "submit", "approve"),
    "live, the next scheduled": (*LIVE, "save", "submit", "approve", "schedule"),
    "live, a past text suppressed": (
        *LIVE,
        *("save", *LIVE),
        *("save what is public", *LIVE),
        "suppress",
    ),
}
STATES = NEVER_LIVE | ENDED | ON_SHOW
TEXTS = {Article: ArticleRevision, Term: TermRevision}
PREFIX = {Article: "/articles/", Term: "/glossary/"}


class World:
    """The people, the records and the entries; `live[entry]` is its public text."""

    def __init__(self, clock):
        self.clock = clock
        self.entries, self.live, self.reasons, self.suppressed = {}, {}, {}, {}
        names = {name: hidden() for name in ("first_name", "last_name", "email")}
        self.writer, self.reviewer, self.publisher = (
            cast.make_person(hidden(), role, **names)
            for role in ("writers", "reviewers", "publishers")
        )
        self.tag = {word: make_tag(word) for word in (hidden, public)}
        self.source = {word: make_source(word) for word in (hidden, public)}
        self.stated = public()
        wordings = {"wordings": f"{hidden()}\n{self.stated}"}
        self.figure = Figure.objects.create(**text_in(Figure, hidden) | wordings)
        Watchword.objects.create(**text_in(Watchword, hidden))
        told = {name: hidden() for name in ("page", "words", "wrong", "answer")}
        Report.objects.create(at=FEBRUARY, email=f"{hidden()}@example.org", **told)
        for kept in (Synonyms, Pick):
            kept.objects.create(**text_in(kept, hidden))
        day = FEBRUARY.date()
        Miss.objects.create(words=hidden(), first_day=day, last_day=day)
        self.hub = {}
        for word in (hidden, public):
            self.hub[word] = self._make_hub(word)
        for kind in TEXTS:
            for state in STATES:
                self._make(kind, state)
        clock.move_to(JUNE)

    def _make_hub(self, word):
        """A term that all other texts link to: one a draft, one live."""
        steps = ON_SHOW["live"] if word is public else ()
        return self._make(Term, f"linked, {word.__name__}", steps, word)

    def _make(self, kind, state, steps=None, word=None):
        self.clock.move_to(FEBRUARY)
        word = word or (public if state in ON_SHOW else hidden)
        entry = kind(slug=word())
        self._save(entry, word)
        for step in STATES[state] if steps is None else steps:
            getattr(self, step.replace(" ", "_"))(entry)
        note = margin.add(entry, by=self.reviewer, text=hidden(), blocking=False)
        margin.reply(note, by=self.writer, text=hidden())
        self.entries[kind, state] = entry
        return entry

    def _save(self, entry, word):
        text = TEXTS[type(entry)](**text_in(TEXTS[type(entry)], word))
        for field in text.marked_fields:
            setattr(text, field, getattr(text, field) + self._marks(word))
        related = list(self.hub.values()) if isinstance(entry, Term) else None
        tags = [self.tag[public], *([self.tag[hidden]] if word is hidden else [])]
        seen = entry.seen if entry.pk else None
        desk.save_draft(
            entry, text, by=self.writer, seen=seen, tags=tags, related=related
        )
        if word is public:
            self.live[entry] = text

    def _marks(self, word):
        links = [f" [{word()}](term:{term.slug})" for term in self.hub.values()]
        cited = f" [@{self.source[word].key}]"
        return "".join(links) + cited + f" [{self.stated}](figure:{self.figure.key})"

    def _act(self, act, entry, by, why=hidden, **given):
        act(entry, by=by, seen=entry.seen, why=why(), **given)

    def save(self, entry):
        self._save(entry, hidden)

    def save_what_is_public(self, entry):
        self._save(entry, public)

    def suppress(self, entry):
        """The second of three texts, which holds hidden words, with a public reason."""
        self.suppressed[entry] = public()
        why = lambda: self.suppressed[entry]  # noqa: E731
        self._act(desk.suppress, entry, self.publisher, why, number=2)

    def submit(self, entry):
        self._act(desk.submit, entry, self.writer)

    def request_changes(self, entry):
        self._act(desk.request_changes, entry, self.reviewer)

    def approve(self, entry):
        self._act(desk.approve, entry, self.reviewer)

    def archive(self, entry):
        self._act(desk.archive, entry, self.writer)

    def publish(self, entry):
        self._act(desk.publish, entry, self.publisher)

    def publish_for_a_while(self, entry):
        self._act(desk.publish, entry, self.publisher, until=MID_MARCH)
        self.clock.move_to(APRIL)

    def schedule(self, entry):
        self._act(desk.publish, entry, self.publisher, at=FAR_OFF)

    def rename(self, entry):
        slug = public() if entry in self.live else hidden()
        self._act(desk.rename, entry, self.publisher, slug=slug)

    def withdraw(self, entry):
        self.clock.move_to(APRIL)
        self.reasons[entry] = public()
        self._act(desk.withdraw, entry, self.publisher, lambda: self.reasons[entry])
