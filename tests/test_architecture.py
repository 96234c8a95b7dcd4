"""The house holds: arrows run one way, and each thing is done in its own room.

Reads the sources of the project, imports nothing of it. Every rule is a function of
a file that names what is wrong; a tiny bad sample beside it shows that it can fail.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
# From the ground up: a room may import itself and what stands before it.
ROOMS = [
    "alsinfo.text",
    "alsinfo.search",
    "alsinfo.accounts",
    "alsinfo.editorial",
    "alsinfo.feedback",
    "glossary",
    "articles",
    "alsinfo.public",
    "alsinfo",
]
FRAME = "alsinfo/templates/"
DESK = "alsinfo/editorial/desk/"
MARKUP = "alsinfo/text/markup.py"
PARSERS = {"markdown_it", "mdit_py_plugins", "nh3"}
PLAIN_DJANGO = {
    f"django.utils.{name}" for name in ("safestring", "html", "text", "translation")
}
DESK_WRITES = {
    "status",
    "live_from",
    "live_until",
    "asked_until",
    "end_reason",
    "reviewed_on",
    "review_due",
    "suppressed_at",
    "suppressed_reason",
}
INSERTS = {"create", "bulk_create", "get_or_create", "update_or_create"}
PRIVATE_MODULES = re.compile(r"(models|admin|apps|management)\b")
PUBLIC_MEANINGS = {"live", "was_live"}
VAGUE = {"utils", "helpers", "common", "services", "managers"}


@dataclass(frozen=True)
class Source:
    """A file of the project: its path from the top, and its text."""

    path: str
    text: str

    @property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text)))

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def sources(*endings: str) -> list[Source]:
    """The project's own files, without tests, migrations and what is installed."""
    found = [
        path
        for top in ("alsinfo", "articles", "glossary")
        for path in sorted((HOUSE / top).rglob("*"))
        if path.suffix in endings and "migrations" not in path.parts
    ]
    return [Source(str(p.relative_to(HOUSE)), p.read_text()) for p in found]


def room(module: str) -> int | None:
    """The height of a module's room; None for what is not of this house."""
    ranked = sorted(enumerate(ROOMS), key=lambda pair: -len(pair[1]))
    return next(
        (rank for rank, name in ranked if f"{module}.".startswith(f"{name}.")), None
    )


# --- What stands in a module ----------------------------------------------------------


def imported(source: Source, nodes: list[ast.AST] | None = None) -> Iterator[str]:
    """Full names of what is imported; relative ones are resolved."""
    for node in source.nodes if nodes is None else nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            base = _base(source, node)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _base(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = source.module.split(".")
    package = parts if source.path.endswith("__init__.py") else parts[:-1]
    package = package[: len(package) - node.level + 1]
    return ".".join([*package, *filter(None, [node.module])])


def chain(node: ast.AST) -> list[str]:
    """`a.b.c(x).d` as ["a", "b", "c", "d"]; a call at its head by its name."""
    names: list[str] = []
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            names.insert(0, node.attr)
            node = node.value
        else:
            return [node.id, *names] if isinstance(node, ast.Name) else names


def outermost_chains(source: Source) -> Iterator[list[str]]:
    """Every chain of attributes and calls, each whole, none as a part of another."""
    links = [n for n in source.nodes if isinstance(n, ast.Attribute | ast.Call)]
    inner = {id(n.func if isinstance(n, ast.Call) else n.value) for n in links}
    yield from (chain(node) for node in links if id(node) not in inner)


def written(source: Source) -> Iterator[str]:
    """Attributes that are assigned, set by name, or named in an `update`."""
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        if isinstance(node, ast.Call) and (names := chain(node.func)):
            if names[-1] == "setattr" and isinstance(node.args[1], ast.Constant):
                yield str(node.args[1].value)
            if names[-1] == "update":
                yield from (keyword.arg or "" for keyword in node.keywords)


# --- The rules for Python -------------------------------------------------------------


def arrow_the_wrong_way(source: Source) -> Iterator[str]:
    own = room(source.module)
    for name in imported(source):
        other = room(name)
        if own is not None and other is not None and other > own:
            yield f"imports {name}"


def import_inside_a_function(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from imported(source, list(ast.walk(node)))


def parser_outside_markup(source: Source) -> Iterator[str]:
    if source.path != MARKUP:
        yield from (n for n in imported(source) if n.partition(".")[0] in PARSERS)


def signature_outside_markup(source: Source) -> Iterator[str]:
    """`mark_safe`, and `SafeString(…)`, which is the same under another name."""
    if source.path == MARKUP:
        return
    yield from (name for name in imported(source) if name.endswith(".mark_safe"))
    for node in source.nodes:
        names = chain(node) if isinstance(node, ast.Attribute | ast.Call) else []
        if names and (names[-1] == "mark_safe" or names[-1].startswith("SafeS")):
            yield ".".join(names)


def written_past_the_desk(source: Source) -> Iterator[str]:
    """Statuses, intervals, review dates, events and the stamp."""
    if source.path.startswith(DESK):
        return
    yield from (name for name in written(source) if name in DESK_WRITES)
    for names in outermost_chains(source):
        text, last = ".".join(names), names[-1] if names else ""
        if last in INSERTS and re.search(r"events\.|Event\.objects\.", text):
            yield text
        if last in {*INSERTS, "update", "save"} and "stamp" in names[0].lower():
            yield text
    if "SiteStamp" in source.text:
        yield from (
            f"the stamp's {name}" for name in written(source) if name == "value"
        )


def is_public(source: Source) -> bool:
    inside = re.sub("^(articles|glossary|alsinfo/(public|feedback))/", "", source.path)
    return inside != source.path and not PRIVATE_MODULES.match(inside)


def public_without_live(source: Source) -> Iterator[str]:
    """A public page that asks for revisions and does not say live or was_live."""
    if not is_public(source):
        return
    for names in outermost_chains(source):
        pairs = [f"{one}.{other}" for one, other in pairwise(names)]
        asks = "revisions" in names[1:] or any(
            re.match(r"\w*[Rr]evision(_model)?\.(objects|_\w+_manager)", pair)
            for pair in pairs
        )
        if asks and not PUBLIC_MEANINGS & set(names):
            yield ".".join(names)


def public_lookup_through_revisions(source: Source) -> Iterator[str]:
    """The same by another way: `filter(revisions__name=…)`, `Prefetch(…)`."""
    if not is_public(source):
        return
    for node in source.nodes:
        if isinstance(node, ast.keyword | ast.Constant):
            name = node.arg if isinstance(node, ast.keyword) else node.value
            if isinstance(name, str) and re.match(r"-?revisions(__\w+)?$", name):
                yield name


def text_that_knows_django(source: Source) -> Iterator[str]:
    if not source.path.startswith("alsinfo/text/"):
        return
    for name in imported(source):
        is_django = name.partition(".")[0] == "django"
        if is_django and not {name, name.rpartition(".")[0]} & PLAIN_DJANGO:
            yield name


def vague_name(source: Source) -> Iterator[str]:
    yield from VAGUE & set(source.module.split("."))


# --- The rules for templates ----------------------------------------------------------


def without_comments(text: str) -> str:
    text = re.sub(r"{% *comment\b.*?{% *endcomment *%}", "", text, flags=re.DOTALL)
    return re.sub(r"{#.*?#}", "", text)


def pure_html(text: str) -> str:
    """The page around Django's tags, so that a `>` in a condition ends no element."""
    return re.sub(r"{%.*?%}|{{.*?}}", "x", without_comments(text), flags=re.DOTALL)


def room_of_file(path: str) -> int | None:
    return room(path.replace("/", "."))


def template_arrow(source: Source) -> Iterator[str]:
    """`extends`, `include` and `load` reach no higher; everyone may use the frame."""
    text = without_comments(source.text)
    own = room_of_file(source.path)
    used = re.findall(r'{% *(?:extends|include) +"([^"]+)"', text)
    tags = [w for line in re.findall(r"{% *load ([^%]+)%}", text) for w in line.split()]
    wanted = [*(f"templates/{name}" for name in used)]
    wanted += [f"templatetags/{name}.py" for name in tags]
    for name in wanted:
        for path in files_ending_in(name):
            if not path.startswith(FRAME) and (room_of_file(path) or 0) > (own or 0):
                yield path


@cache
def files_ending_in(name: str) -> list[str]:
    tops = ("alsinfo", "articles", "glossary")
    found = [path for top in tops for path in (HOUSE / top).rglob(name)]
    return [str(path.relative_to(HOUSE)) for path in found]


def escaping_switched_off(source: Source) -> Iterator[str]:
    yield from re.findall(r"\|\s*safe(?:seq)?\b|autoescape\s+off", source.text)


def inline_script_or_style(source: Source) -> Iterator[str]:
    html = pure_html(source.text)
    for opening, body in re.findall(r"(?is)(<script\b[^>]*>)(.*?)</script", html):
        if body.strip():
            yield opening
    yield from re.findall(r"(?i)<style\b", html)
    for element in re.findall(r"<[a-zA-Z][^>]*>", html):
        yield from re.findall(r"(?i)\s(?:style|on[a-z]+)\s*=", element)


# --- Every rule over every file, and over a bad sample --------------------------------

PYTHON = {
    arrow_the_wrong_way: [
        ("alsinfo/editorial/desk/acting.py", "from glossary.models import Term"),
        ("alsinfo/text/marks.py", "from ..search import finding"),
        ("alsinfo/editorial/start.py", "from alsinfo.feedback import inbox"),
        ("alsinfo/feedback/views.py", "from glossary.models import Term"),
        ("alsinfo/search/models.py", "import alsinfo.editorial.models"),
        ("glossary/views.py", "from alsinfo import settings"),
        ("articles/views.py", "from alsinfo.public import pages"),
    ],
    import_inside_a_function: [("articles/a.py", "def f():\n    import json")],
    parser_outside_markup: [
        ("alsinfo/text/marks.py", "import nh3"),
        ("articles/a.py", "from markdown_it.token import Token"),
    ],
    signature_outside_markup: [
        ("articles/a.py", "from django.utils.safestring import mark_safe"),
        ("articles/a.py", "safestring.mark_safe(text)"),
        ("articles/a.py", "SafeString(text)"),
    ],
    written_past_the_desk: [
        ("articles/a.py", "entry.status = 'draft'"),
        ("articles/a.py", "revision.live_from, x = None, 1"),
        ("articles/a.py", "setattr(revision, 'review_due', None)"),
        ("articles/a.py", "Article.objects.filter(pk=1).update(status='draft')"),
        ("articles/a.py", "entry.events.create(number=1)"),
        ("articles/a.py", "ArticleEvent.objects.bulk_create([])"),
        ("articles/a.py", "SiteStamp.objects.update(value='')"),
        ("articles/a.py", "stamp = SiteStamp.lock()\nstamp.value = ''"),
    ],
    public_without_live: [
        ("articles/views.py", "article.revisions.filter(number=1)"),
        ("articles/pages.py", "ArticleRevision.objects.all()"),
        ("alsinfo/feedback/about.py", "entry.revisions.all()"),
        ("alsinfo/public/feeds.py", "revision_model(kind).objects.count()"),
        ("glossary/lexicon.py", "list(entry.revisions.unfinished(at))"),
    ],
    public_lookup_through_revisions: [
        ("glossary/views.py", "Term.objects.filter(revisions__name='x')"),
        ("glossary/views.py", "terms.prefetch_related('revisions')"),
        ("articles/views.py", "articles.order_by('-revisions__live_from')"),
    ],
    text_that_knows_django: [
        ("alsinfo/text/reading.py", "from django.db import models"),
        ("alsinfo/text/reading.py", "from django.conf import settings"),
    ],
    vague_name: [("articles/utils.py", ""), ("glossary/services/terms.py", "")],
}
TEMPLATES = {
    template_arrow: [
        ("glossary/templates/x.html", '{% include "articles/detail.html" %}'),
        ("articles/templates/x.html", '{% extends "public/home.html" %}'),
    ],
    escaping_switched_off: [
        ("x.html", "{{ text|safe }}"),
        ("x.html", "{% autoescape off %}"),
    ],
    inline_script_or_style: [
        ("x.html", "<script>go()</script>"),
        ("x.html", '<script type="x">\n{{ json }}</script>'),
        ("x.html", '<p class="a" style="color: red">'),
        ("x.html", '<a {% if a > b %}href="#"{% endif %} onclick="go()">'),
        ("x.html", "<style>p {}</style>"),
    ],
}
GOOD = [
    ("alsinfo/editorial/desk/acting.py", "from ..models import SiteStamp"),
    ("alsinfo/editorial/desk/acting.py", "act.entry.status = 'draft'"),
    ("articles/views.py", "found = article.revisions.live(at).first()"),
    ("articles/views.py", "ArticleRevision.objects.filter(pk=1).was_live(at)"),
    (
        "articles/views.py",
        "from glossary.lexicon import links\nresponse.status_code = 1",
    ),
    ("alsinfo/text/markup.py", "import nh3\nfrom django.utils.html import escape"),
    ("alsinfo/urls.py", "from articles import urls"),
]
GOOD_PAGE = (
    '{% extends "base.html" %}{% load i18n static %}{# |safe would be wrong #}'
    '<script type="module" src="{% static "a.js" %}"></script><p lang="en">on = 1</p>'
)


def broken(rule, files) -> list[str]:
    return [f"{file.path}: {fault}" for file in files for fault in rule(file)]


def named(table):
    return pytest.mark.parametrize("rule", table, ids=lambda rule: rule.__name__)


@named(PYTHON)
def test_no_module_breaks_the_rule(rule):
    assert broken(rule, sources(".py")) == []


@named(TEMPLATES)
def test_no_template_breaks_the_rule(rule):
    # A comment is no excuse for `|safe`: take it out there too.
    files = [Source(f.path, without_comments(f.text)) for f in sources(".html", ".txt")]
    assert broken(rule, files) == []


@named(PYTHON | TEMPLATES)
def test_the_rule_can_fail(rule):
    samples = (PYTHON | TEMPLATES)[rule]
    assert all(broken(rule, [Source(*sample)]) for sample in samples)


@named(PYTHON)
def test_the_rule_lets_good_modules_pass(rule):
    assert broken(rule, [Source(*sample) for sample in GOOD]) == []


@named(TEMPLATES)
def test_the_rule_lets_a_good_page_pass(rule):
    page = Source("articles/templates/x.html", without_comments(GOOD_PAGE))
    assert broken(rule, [page]) == []


def test_the_house_was_found():
    assert len(sources(".py")) > 40
    assert {room(file.module) for file in sources(".py")} == set(range(len(ROOMS)))
