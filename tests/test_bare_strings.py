"""No sentence of ours stands bare in a source: reads the files, imports none.

tests/test_translation.py looks at pages as they come out; this one looks at what no
test walked.
"""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
TOPS = ("alsinfo", "articles", "glossary")
NAMES = {"alsinfo"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN = r"(?:aria-label|aria-description|title|alt|placeholder|data-done|data-sorry)"


def files(*patterns):
    found = (p for top in TOPS for one in patterns for p in (HOUSE / top).rglob(one))
    return sorted(p for p in found if "migrations" not in p.parts)


def said(text):
    """Whether these words would have to be translated."""
    return bool(set(LETTERS.findall(text)) - NAMES)


# Templates: what is left when tags, variables and translated blocks are taken away.

TRANSLATED = re.compile(
    r"\{%-?\s*(blocktrans(?:late)?|comment)\b.*?\{%\s*end\1\s*%\}"
    r"|\{% block bodyclass %\}.*?\{% endblock bodyclass %\}",
    re.DOTALL,
)
UNSAID = re.compile(
    r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->|&\w+;|<!DOCTYPE[^>]*>",
    re.DOTALL,
)
CODE = re.compile(r"<(script|style|svg|code)\b.*?</\1>", re.DOTALL)
ATTRIBUTE = re.compile(rf'\s{SPOKEN}="([^"]*)"')
VALUE = re.compile(r'<input[^>]*type="(?:submit|button)"[^>]*\svalue="([^"]*)"')


def bare_in_template(text):
    """The words that a template says in its own language."""
    plain = UNSAID.sub("\x1f", TRANSLATED.sub("\x1f", text))
    spoken = ATTRIBUTE.findall(plain) + VALUE.findall(plain)
    outside = re.sub(r"<[^>]*>", "\x1f", CODE.sub("\x1f", plain)).split("\x1f")
    return [part.strip() for part in [*outside, *spoken] if said(part)]


@pytest.mark.parametrize("path", files("*.html"), ids=lambda p: str(p.name))
def test_a_template_says_nothing_past_gettext(path):
    assert bare_in_template(path.read_text()) == []


@pytest.mark.parametrize(
    "template",
    [
        "<p>Bare</p>",
        "{% if it %}Bare{% endif %}",
        '<a aria-label="Bare {{ name }}"></a>',
        '<input type="submit" value="Bare">',
        "{% blocktranslate %}Said{% endblocktranslate %} bare",
    ],
)
def test_a_bare_word_in_a_template_is_found(template):
    assert bare_in_template(template)


# Python: what Django shows of a model, a form or an admin, and what is said too early.

SHOWN = {"label", "help_text", "verbose_name", "verbose_name_plural", "description"}
SHOWN |= {"empty_label", "site_header", "site_title", "index_title", "search_help_text"}
SAYING = {"ValidationError", "add_error", "message_user"}
TRANSLATING = {"gettext", "ngettext", "pgettext", "npgettext"}


def constant(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def named(node):
    return getattr(node, "attr", getattr(node, "id", ""))


def bare_in_call(call):
    shown = [k.value for k in call.keywords if k.arg in SHOWN]
    name = named(call.func)
    is_message = named(getattr(call.func, "value", None)) == "messages"
    if name in SAYING or is_message or name.endswith("Field"):
        shown += call.args
    words = [node.value for node in shown if constant(node)]
    return [sentence for sentence in words if re.search(r"[a-z] [a-z]", sentence)]


def bare_in_class(body):
    """Choices of two: the value, and words for it; and attributes that are shown."""
    for node in body.body:
        if not isinstance(node, ast.Assign):
            continue
        names = {named(target) for target in node.targets}
        pair = node.value.elts if isinstance(node.value, ast.Tuple) else []
        if len(pair) == 2 and all(map(constant, pair)) and min(names).isupper():
            yield pair[1].value
        if names & (SHOWN - {"label"}) and constant(node.value):
            yield from filter(said, [node.value.value])


def bare_in_python(text):
    tree = ast.parse(text)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found += bare_in_call(node)
        if isinstance(node, ast.ClassDef):
            found += bare_in_class(node)
    return [*found, *too_early(tree)]


def too_early(tree):
    """Strings that are translated while the module is read, before any language."""
    eager = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in TRANSLATING
    }
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for whole in (node.body if isinstance(node.body, list) else [node.body])
        for part in ast.walk(whole)
    }
    return [
        f"translated too early: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and named(node.func) in eager
        if id(node) not in inside
    ]


@pytest.mark.parametrize(
    "path", files("*.py"), ids=lambda p: str(p.relative_to(HOUSE)).replace("/", ".")
)
def test_a_module_says_nothing_past_gettext(path):
    assert bare_in_python(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "f = forms.CharField(label='Bare words')",
        "f = models.CharField('bare words')",
        "messages.success(request, 'It was done.')",
        "raise ValidationError('It is wrong.')",
        "class A:\n  LIVE = 'live', 'on the site'",
        "class A:\n  verbose_name = 'a thing'",
        "from django.utils.translation import gettext as _\nNAME = _('a name')",
        "from django.utils.translation import gettext as _\n@shown(_('a'))\ndef f(): 0",
    ],
)
def test_a_bare_string_in_a_module_is_found(source):
    assert bare_in_python(source)


# Scripts: their words stand in the templates.

WRITTEN = re.compile(r"(?:textContent|innerText|title|ariaLabel)\s*=\s*([\"'`])(.*?)\1")
ALERTS = re.compile(r"\b(?:alert|confirm|prompt)\(")


def bare_in_script(text):
    return [words for _q, words in WRITTEN.findall(text) if said(words)] + [
        *ALERTS.findall(text)
    ]


@pytest.mark.parametrize("path", files("*.js"), ids=lambda p: p.name)
def test_a_script_brings_no_words_of_its_own(path):
    assert bare_in_script(path.read_text()) == []


def test_a_bare_word_in_a_script_is_found():
    assert bare_in_script('box.textContent = "Not done";')
    assert bare_in_script("alert(words)")
