"""The whole site on show: the content, and whatever a reader meets but rarely.

`build()` makes it through the desk; `PAGES` names a page of each kind, with the status
it answers; the urls are the site's, and one more for each error that has a page.
"""

from datetime import timedelta

from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from alsinfo import urls as site
from alsinfo.editorial import desk, margin
from alsinfo.editorial.models import Source
from alsinfo.editorial.roles import ensure_roles
from alsinfo.editorial.workflow import Status
from alsinfo.feedback import tallies
from alsinfo.feedback.models import Report
from alsinfo.public.policies import POLICIES
from alsinfo.search.models import Miss
from articles.models import Article
from glossary.models import Term

from . import cast

ERRORS = (400, 403, 429, 500)
ARTICLE = "/articles/als-immune-research-explained/"
TERM = "/glossary/microglia/"
SOURCE = "A study of one thing"
BODY = """## First\n\nA [cell](term:microglia) [@doe-2020]. Again [@doe-2020].

| One | Two |\n|---|---|\n| a | b |\n\n> Somebody said so.\n\n1. One\n2. Two\n\n- *More*
"""
LINKED = {
    "home": "/",
    "articles": "/articles/",
    "article": ARTICLE,
    "corrected": "/articles/changed/",
    "history": "/articles/changed/history/",
    "past version": "/articles/changed/history/1/",
    "changes": "/articles/changed/history/4/changes/",
    "glossary": "/glossary/",
    "term": TERM,
    "term's history": f"{TERM}history/",
    "topics": "/topics/",
    "topic": "/topics/medicines/",
    "updates": "/updates/",
    "report": "/report/?page=/articles/",
    "search": "/search/",
    **{policy.slug: f"/{policy.slug}/" for policy in POLICIES},
}
# Where no link leads; each with the status it answers.
UNLINKED = {
    "not found": ("/nothing-here/", 404),
    "gone": ("/articles/gone/", 410),
    "suppressed": ("/articles/changed/history/2/", 410),
    "beside a suppressed one": ("/articles/changed/history/3/changes/", 410),
    "first version": ("/articles/changed/history/1/changes/", 200),
    "one day": (f"/articles/changed/?on={timezone.now():%Y-%m-%d}", 200),
    "day before": ("/articles/changed/?on=2020-01-01", 404),
    "bad day": ("/articles/changed/?on=soon", 404),
    "found": ("/search/?q=microglia", 200),
    "nothing found": ("/search/?q=zzzzqq", 200),
    "namesakes": ("/glossary/pls/", 200),
    "report on a text": (f"/report/?page={ARTICLE}", 200),
    "report on another page": ("/report/?page=somewhere", 200),
    "reported": (f"/report/thanks/?page={ARTICLE}", 200),
    "helpful": (f"/helpful/?page={ARTICLE}", 200),
    "helped": (f"/helpful/?page={ARTICLE}&answer=yes", 200),
    "not helped": (f"/helpful/?page={ARTICLE}&answer=no", 200),
    "late review": ("/articles/late/", 200),
    **{f"error {code}": (f"/errors/{code}/", code) for code in ERRORS},
}
PAGES = {name: (address, 200) for name, address in LINKED.items()} | UNLINKED
# One page of each kind: the pages that a publisher owes are all made alike.
KINDS = {
    name: page
    for name, page in PAGES.items()
    if name not in {policy.slug for policy in POLICIES[1:]}
}
DOOR = ("/accounts/login/", "/accounts/password/reset/")


def error(request: HttpRequest, code: int) -> HttpResponse:
    """The page of an error that is hard to bring about."""
    return render(request, f"{code}.html", {"minutes": 5}, status=code)


urlpatterns = [path("errors/<int:code>/", error, name="error"), *site.urlpatterns]
handler404, handler500 = site.handler404, site.handler500


def build() -> None:
    """The content of `make run`, and entries with a past. Takes about two seconds."""
    ensure_roles()
    call_command("load_content", verbosity=0)
    Source.objects.create(key="doe-2020", title=SOURCE, kind="trial", doi="10.1000/x")
    tags = [cast.make_tag()]
    for slug in ("primary-thing", "progressive-thing"):
        cast.make_term(Status.PUBLISHED, slug=slug, initials="PLS", tags=tags)
    cast.withdraw(cast.make_article(Status.PUBLISHED, slug="gone", title="Gone"))
    make_past()
    make_late()


def make_past() -> None:
    """An article of four versions, the second one suppressed."""
    texts = {"title": "A text that changed", "slug": "changed", "body": BODY}
    entry = cast.make_article(Status.PUBLISHED, **texts)
    again = f"{BODY}\n\n## Second\n\nMore."
    for body in (f"{BODY}\n\nMore.", again, again.replace("More.", "A little more.")):
        kind = {"change_kind": "correction", "change_note": "It was 2."}
        cast.new_draft(entry, title="A text that changed", body=body, **kind)
        cast.bring_to(entry, Status.PUBLISHED)
    why = "It named a person."
    desk.suppress(entry, by=cast.publisher(), seen=entry.seen, number=2, why=why)


def make_late() -> None:
    """An article whose review was due a year ago."""
    entry = cast.make_article(Status.PUBLISHED, slug="late", title="A late review")
    day = timezone.now().date() - timedelta(days=365)
    entry.revisions.update(review_due=day, reviewed_on=day - timedelta(days=365))


def make_waiting() -> Article:
    """An article in review, with an open note that holds it back."""
    waiting = cast.make_article(Status.IN_REVIEW, slug="waiting", title="Waiting")
    margin.add(waiting, by=cast.reviewer(), text="Is it so?", blocking=True)
    return waiting


def editors_pages() -> list[str]:
    """A page of each kind of the editors' side, for an administrator."""
    waiting = make_waiting()
    make_miss()
    changed, term = (
        Article.objects.get(slug="changed"),
        Term.objects.get(slug="microglia"),
    )
    report = make_report(changed)
    records = ("tag", "source", "figure", "watchword")
    return [
        "/admin/",
        "/admin/articles/article/",
        "/admin/articles/article/add/",
        "/admin/articles/article/import/",
        *_pages_of("articles/article", changed),
        *_pages_of("articles/article", waiting),
        f"/admin/articles/article/{waiting.pk}/act/approve/",
        f"/admin/articles/article/{changed.pk}/act/withdraw/",
        f"/admin/articles/article/{changed.pk}/compare/?from=1&to=3",
        "/admin/glossary/term/",
        *_pages_of("glossary/term", term),
        *(f"/admin/editorial/{record}/" for record in records),
        *(f"/admin/editorial/{record}/add/" for record in records),
        "/admin/feedback/report/",
        "/admin/feedback/report/votes/",
        *(f"/admin/feedback/report/{report.pk}/{p}/" for p in ("change", "forget")),
        "/admin/search/miss/",
        "/admin/search/synonyms/",
        "/admin/auth/user/",
        "/accounts/means/",
        "/accounts/password/change/",
    ]


def _pages_of(model: str, entry: Article | Term) -> list[str]:
    pages = ("change", "history", "notes")
    return [f"/admin/{model}/{entry.pk}/{page}/" for page in pages]


def make_miss() -> Miss:
    """A search that found nothing."""
    today = timezone.localdate()
    return Miss.objects.create(words="zaplon", first_day=today, last_day=today)


def make_report(entry: Article | Term) -> Report:
    """A report about an entry, which has a vote as well."""
    tallies.count(entry.kind, entry.pk, 4, timezone.localdate(), helpful=False)
    return Report.objects.create(
        at=timezone.now(),
        kind=Report.Kind.MISTAKE,
        page=entry.get_absolute_url(),
        is_ours=True,
        entry_kind=entry.kind,
        entry_id=entry.pk,
        number=1,
        public_number=1,
        words="more",
        wrong="It is a little less.",
    )
