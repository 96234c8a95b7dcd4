"""Every address of the project, read from the resolver: tests grow with the urls.

`routes()` lists the patterns; `fill()` puts arguments of given rows into one. A pattern
that nobody taught this module to fill fails the test with a sentence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import quote

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from django.utils.regex_helper import normalize

from alsinfo.editorial.admin.acts import ACTS
from alsinfo.editorial.models import Tag
from articles.models import Article
from glossary import letters
from glossary.models import Term

# Whose slugs stand in the public addresses, by their first part.
PUBLIC_ROWS = {"articles": Article, "glossary": Term, "topics": Tag}
BAD_IDS = ("1abc", "\0", "9" * 31, "-1")


@dataclass(frozen=True)
class Route:
    """A pattern: its full name, or the template when it has none, and its arguments."""

    name: str
    template: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return self.name

    @property
    def is_admin(self) -> bool:
        return self.template.startswith("admin/")

    @property
    def is_door(self) -> bool:
        """Whether it is a page of signing in."""
        return self.template.startswith("accounts/")

    @property
    def is_public(self) -> bool:
        return not (self.is_admin or self.is_door)

    @property
    def model(self) -> Any:
        """The model whose rows the address speaks of, or None."""
        parts = self.template.split("/")
        if not self.is_admin:
            return None if "letter" in self.arguments else PUBLIC_ROWS.get(parts[0])
        try:
            return apps.get_model(*parts[1:3])
        except (LookupError, ValueError):
            return None

    @property
    def page(self) -> str:
        """The last word of an admin name: `change` of `articles_article_change`."""
        return self.name.rpartition("_")[2] if ":" in self.name else "redirect"

    def path(self, **values: Any) -> str:
        quoted = {name: quote(str(value)) for name, value in values.items()}
        return "/" + self.template % quoted


@dataclass(frozen=True)
class Address:
    """A route with its arguments filled in."""

    route: Route
    values: dict[str, Any]

    @property
    def path(self) -> str:
        return self.route.path(**self.values)


def routes() -> list[Route]:
    """Every pattern of the project, the admin's included."""
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: Any, before: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        [(piece, _names), *_] = normalize(entry.pattern.regex.pattern)
        template = before + piece
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, template, inner)
        else:
            name = ":".join([*spaces, entry.name]) if entry.name else template
            yield Route(name, template, _arguments(template))


def _arguments(template: str) -> tuple[str, ...]:
    return tuple(part.partition(")s")[0] for part in template.split("%(")[1:])


def every_address() -> list[Address]:
    """Every pattern filled with every row of its model."""
    return [address for route in routes() for address in fill(route)]


def fill(route: Route, rows: Iterable[Any] | None = None) -> list[Address]:
    """The addresses of a route for these rows, else for all rows of its model."""
    if rows is None:
        rows = route.model.objects.order_by("pk") if route.model else ()
    found = [Address(route, values) for values in _fillings(route, rows)]
    assert found, _untaught(route, "no row of the test fits it")
    return found


def _fillings(route: Route, rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    if route.model is None:
        yield from _combine(route, _without_row(route))
        return
    for row in rows:
        yield from _combine(route, _of_row(row, route.arguments))


def _combine(route: Route, choices: dict[str, Any]) -> Iterator[dict[str, Any]]:
    unknown = [name for name in route.arguments if name not in choices]
    assert not unknown, _untaught(route, f"nobody knows what {unknown} may be")
    for values in product(*(choices[name] for name in route.arguments)):
        yield dict(zip(route.arguments, values, strict=True))


def _of_row(row: Any, wanted: tuple[str, ...]) -> dict[str, Any]:
    """What the arguments may be for one row."""
    choices: dict[str, Any] = {"object_id": [row.pk], "id": [row.pk], "action": ACTS}
    if "slug" in wanted:
        choices["slug"] = [row.slug, *_former_slugs(row)]
    if "number" in wanted:
        choices["number"] = row.revisions.values_list("number", flat=True)
    if "pk" in wanted:
        notes = row.notes.filter(reply_to=None)
        choices["pk"] = notes.values_list("pk", flat=True)
    return choices


def _former_slugs(row: Any) -> Iterable[str]:
    former = getattr(row, "former_slugs", None)
    return former.values_list("slug", flat=True) if former else ()


def _without_row(route: Route) -> dict[str, Any]:
    """What the arguments may be where the address belongs to no model."""
    choices: dict[str, Any] = {"url": ["nowhere/"]}
    if route.name.startswith("public:sitemap"):
        choices["number"] = [1]
    if "letter" in route.arguments:
        choices["letter"] = [letters.live_alphabet(timezone.now()).first().slug]
    if route.is_door:
        choices |= {"pk": [1], "uidb64": ["MQ"], "token": ["a-false-one"]}
    if "app_label" in route.arguments:
        choices["app_label"] = [
            "articles",
            "auth",
            "editorial",
            "feedback",
            "glossary",
            "search",
        ]
    if "content_type_id" in route.arguments:
        choices["content_type_id"] = [ContentType.objects.get_for_model(Article).pk]
        choices["object_id"] = Article.objects.values_list("pk", flat=True)
    return choices


def _untaught(route: Route, why: str) -> str:
    return f"/{route.template} cannot be tested: {why}. Teach tests/addresses.py."
