"""Where an address leads: live text, former address, or what once stood there.

Works for every kind of entry; `model` is the model of its revisions. Drafts take no
part. May import Django and, through the models it is given, `alsinfo.editorial`.
"""

from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import DateTimeField, OuterRef, SlugField, Subquery
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.urls import reverse

from alsinfo.editorial.prepared import Blank, Question, record

AT = Blank("at", DateTimeField())


def live_text(model: Any, slug: str, at: datetime) -> Any:
    """The live text at this address, with its entry, or None. One query.

    Its `first_from` is when readers first saw any text of the same entry.
    """
    rows = _live_texts(model).ask(slug=slug, at=at)
    return _text(model, rows[0]) if rows else None


def renamed(
    model: Any,
    slug: str,
    at: datetime,
    name: str = "",
    *arguments: Any,
    on: str = "",
    only_live: bool = False,
) -> HttpResponse | None:
    """The way to an entry that was public and once had this address, or None.

    To its own page, or to the one beside it that `name` and `arguments` mean. With
    `only_live` what ended does not count: another's name may claim its address first.
    """
    texts = model.objects.live(at) if only_live else model.objects.was_live(at)
    public = texts.filter(entry__former_slugs__slug=slug)
    found = public.select_related("entry").defer(*model.marked_fields).first()
    if found is None:
        return None
    name = name or found.entry.detail_url_name
    return moved(name, found.entry.slug, *arguments, on=on)


def gone_or_missing(request: HttpRequest, model: Any, slug: str) -> HttpResponse:
    """Say why and when a public text ended; a 404 where none ever was."""
    ended = last_text(model, slug, request.at)
    return render(request, "410.html", {"ended": ended}, status=410)


def last_text(model: Any, slug: str, at: datetime) -> Any:
    """The last of the texts that were live at this address; a 404 if none ever was."""
    ended = model.objects.was_live(at).filter(entry__slug=slug)
    last = ended.order_by("-live_until").defer(*model.marked_fields).first()
    if last is None:
        raise Http404
    return last


@cache
def _live_texts(model: Any) -> Question:
    """All columns of the live text at an address and of its entry, and `first_from`."""
    shown = model.objects.was_live(AT).filter(entry=OuterRef("entry"))
    first = shown.order_by("live_from").values("live_from")[:1]
    beside = [f"entry__{name}" for name in _columns(_entry_model(model))]

    def make() -> Any:
        live = model.objects.live(AT).filter(entry__slug=Blank("slug", SlugField()))
        columns = [*_columns(model), *beside, Subquery(first)]
        return live.order_by().values_list(*columns)[:1]

    return Question(make)


def _text(model: Any, row: tuple[Any, ...]) -> Any:
    columns, beside = _columns(model), _columns(_entry_model(model))
    *values, first = row
    text = record(model, columns, values[: len(columns)])
    text.entry = record(_entry_model(model), beside, values[len(columns) :])
    text.first_from = first
    return text


@cache
def _columns(model: Any) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


def _entry_model(model: Any) -> Any:
    return model._meta.get_field("entry").related_model


def moved(url_name: str, slug: str, *arguments: Any, on: str = "") -> HttpResponse:
    """A permanent redirect that browsers ask again about; it keeps the day asked for.

    Without that, an entry renamed back would send old visitors round in a circle.
    """
    address = reverse(url_name, args=[slug, *arguments])
    if on:
        address = f"{address}?{urlencode({'on': on})}"
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": "no-cache"})
