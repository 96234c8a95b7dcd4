"""The editors' start page: to each person their work."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db.models import Case, CharField, Value, When
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from alsinfo.accounts import second_factor

from . import additions, desk
from .kinds import entry_models
from .models import Watchword
from .piles import MOST_SHOWN, Pile

MOST_REASONS = 3
ATTENTION = _("Live and needs attention")


class EditorialSite(admin.AdminSite):
    """Django's admin with our start page; every page is one click from it."""

    site_header = site_title = _("alsinfo editors")
    index_title = _("My work")
    index_template = "admin/editorial/start.html"
    enable_nav_sidebar = False

    def get_urls(self):
        """Without the shortcut to any object's page, which names hidden entries."""
        unused = {"view_on_site", "password_change_done"}
        return [u for u in super().get_urls() if getattr(u, "name", "") not in unused]

    def get_app_list(self, request, app_label=None):
        """Not made before a page shows it, and hardly any does."""
        return SimpleLazyObject(partial(super().get_app_list, request, app_label))

    def admin_view(self, view, cacheable=False):
        """Who owes a second factor shows or sets up one, before all else."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def page(request, *args, **kwargs):
            is_leaving = request.resolver_match.view_name == f"{self.name}:logout"
            if self.has_permission(request) and not is_leaving:
                way = second_factor.way_to_prove(request)
                if way:
                    return redirect(way)
            return guarded(request, *args, **kwargs)

        return page

    def login(self, request, extra_context=None):
        """The one door of the site; somebody without a role learns that at theirs."""
        wanted = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            messages.warning(
                request, _("Your account may not open the editors’ pages.")
            )
            return redirect("mfa_index")
        question = urlencode({REDIRECT_FIELD_NAME: wanted})
        return redirect(f"{reverse('account_login')}?{question}")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def index(self, request, extra_context=None):
        piles = piles_for(request.user, request.at)
        return super().index(request, {"piles": piles} | (extra_context or {}))


def piles_for(account: Any, at: Any) -> list[Pile]:
    """The heaps that are this person's, each in one query over all kinds."""
    today = timezone.localdate(at)
    heaps: list[tuple[str, Any, Callable[[Any], Any]]] = [
        (
            "change",
            _("Changes requested of me"),
            lambda entries: entries.changes_requested_of(account),
        ),
        ("change", _("My drafts"), lambda entries: entries.drafts_of(account)),
        (
            "review",
            _("Waiting for my review"),
            lambda entries: entries.awaiting_review_by(account, at),
        ),
        (
            "publish",
            _("Approved and waiting"),
            lambda entries: entries.awaiting_publication(),
        ),
        (
            "view",
            ATTENTION,
            lambda entries: entries.needing_attention(at),
        ),
        ("review", _("Review due"), lambda entries: entries.due(at, today)),
    ]
    piles = [
        _pile(heading, [choose(model.objects.all()) for model in models], account)
        for verb, heading, choose in heaps
        if (models := _kinds_for(account, verb))
    ]
    _tell_headings([row for pile in piles for row in pile.rows])
    _tell_reasons([row for p in piles if p.heading == ATTENTION for row in p.rows], at)
    added = [_watching(account), *(make(account, at) for make in additions.PILES)]
    return piles + [pile for pile in added if pile is not None]


def _watching(account: Any) -> Pile | None:
    """The rows of the watch-list that are not held against all live texts yet."""
    if not desk.may(account, "curate", Watchword()):
        return None
    rows = Watchword.objects.filter(stretches__isnull=False).distinct()
    found = [
        {
            "heading": row.code,
            "slug": "",
            "url": reverse("admin:editorial_watchword_change", args=[row.pk]),
            "label": _("row of the watch-list"),
            "reasons": [],
        }
        for row in rows[: MOST_SHOWN + 1]
    ]
    heading = _("Live texts to be looked through")
    return Pile(heading, found[:MOST_SHOWN], len(found) > MOST_SHOWN) if found else None


def _kinds_for(account: Any, verb: str) -> list[Any]:
    """The kinds of entry on which the account holds the verb."""
    return [m for m in entry_models().values() if desk.may(account, verb, m())]


def _pile(heading: Any, heaps: list[Any], account: Any) -> Pile:
    parts = [_rows(entries, account) for entries in heaps]
    heap = parts[0].union(*parts[1:], all=True).order_by("-own", "kind", "pk")
    rows = list(heap[: MOST_SHOWN + 1])
    for row in rows:
        meta = entry_models()[row["kind"]]._meta
        row["label"] = meta.verbose_name
        name = f"admin:{meta.app_label}_{meta.model_name}_change"
        row["url"] = reverse(name, args=[row["pk"]])
    return Pile(heading, rows[:MOST_SHOWN], len(rows) > MOST_SHOWN)


def _rows(entries: Any, account: Any) -> Any:
    """What a pile shows of entries but their headings; a person's own come first."""
    kind = Value(entries.model.kind, output_field=CharField())
    own = Case(When(owner=account.pk, then=1), default=0)
    told = entries.order_by().annotate(kind=kind, own=own)
    return told.values("pk", "slug", "kind", "own")


def _tell_headings(rows: list[dict[str, Any]]) -> None:
    """Put into each row what the entry is called. One query for all kinds."""
    parts = [
        model.objects.filter(pk__in={r["pk"] for r in rows if r["kind"] == kind})
        .with_heading()
        .order_by()
        .values_list(Value(kind, output_field=CharField()), "pk", "heading")
        for kind, model in entry_models().items()
    ]
    named = {tuple(key): name for *key, name in parts[0].union(*parts[1:], all=True)}
    for row in rows:
        row["heading"] = named.get((row["kind"], row["pk"]))


def _tell_reasons(rows: list[dict[str, Any]], at: Any) -> None:
    """Put into each row why it needs attention: every reason once, the newest first.

    One query for all kinds.
    """
    parts = [
        model.objects.filter(pk__in=[r["pk"] for r in rows if r["kind"] == kind])
        .flags(at)
        .order_by()
        .annotate(kind=Value(kind, output_field=CharField()))
        .values_list("kind", "entry", "at", "why")
        for kind, model in entry_models().items()
    ]
    told: dict[tuple[str, int], dict[str, None]] = {}
    for kind, pk, _at, why in parts[0].union(*parts[1:], all=True).order_by("-at"):
        told.setdefault((kind, pk), {})[why] = None
    for row in rows:
        row["reasons"] = [*told.get((row["kind"], row["pk"]), {})][:MOST_REASONS]
