"""Hostile text through every box and onto every page: it stays text.

Typed, it is stored as it was typed or refused with a sentence beside its field. Shown,
it adds no element and no attribute to a page, and no address leads away.
"""

import html
from functools import cache
from unicodedata import category

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.forms import modelform_factory
from django.test import Client, RequestFactory
from django.utils import timezone

from alsinfo.editorial.admin.acts import ACTS
from alsinfo.editorial.admin.forms import RevisionForm
from alsinfo.editorial.admin.notes import NoteForm, ReplyForm
from alsinfo.editorial.models import Figure, Source, Tag, Watchword
from alsinfo.editorial.roles import ensure_roles
from alsinfo.editorial.workflow import Status
from alsinfo.text import markup
from articles.models import Article, ArticleRevision
from glossary.models import TermRevision
from tests import addresses, cast

from .payloads import (
    OLD,
    PAYLOADS,
    REFUSED,
    STORED,
    SYNTAXES,
    TARGETS,
    is_refused,
    packed,
)
from .poison import URLS, harmless, hostile, is_text, make_site
from .reading import Page, foreign

pytestmark = pytest.mark.django_db
RECORDS = (Tag, Source, Figure, Watchword)
TEXTS = (ArticleRevision, TermRevision)
# So often the corpus fits into the longest boxes.
SAVES = 6
# What these hold has a form of its own, and is tested by itself.
FORMED = {
    "slug",
    "key",
    "code",
    "doi",
    "year",
    "url",
    "sources",
    "lang",
    "patterns",
    "unless_near",
}
UNSEEN = ("nobody can see", "Null characters are not allowed", "nothing to be seen")


def test_the_corpus_is_large_and_says_nothing_twice():
    assert len(PAYLOADS) == len(set(PAYLOADS)) > 2_000
    assert len(STORED) > 1_000
    assert len(REFUSED) > 300
    assert len(OLD) > 2_000


# Typed into a form.


def boxes(model):
    """The fields of words that an editor types into, but for those with a form."""
    return [
        f
        for f in model._meta.fields
        if is_text(f) and f.editable and f.name not in FORMED
    ]


@cache
def form_of(model):
    if model in TEXTS:
        names = [field.name for field in boxes(model)]
        return modelform_factory(model, form=RevisionForm, fields=names)
    request = RequestFactory().get("/")
    request.at, request.user = timezone.now(), User(is_superuser=True, is_active=True)
    return admin.site.get_model_admin(model).get_form(request)


def as_typed(payload):
    """What is to be stored: forms cut the edges, and one line end is like another."""
    return payload.strip().replace("\r\n", "\n").replace("\r", "\n")


def typed(model, payload):
    """(form, its text boxes) with the payload in each, where it has room."""
    fields = boxes(model)
    data = {f.name: payload[: f.max_length] or "x" for f in fields}
    form = form_of(model)(data)
    form.full_clean()
    return form, fields


@pytest.mark.parametrize("model", [*TEXTS, *RECORDS])
def test_every_payload_passes_every_box_unchanged_or_is_refused(model):
    for payload in STORED:
        form, fields = typed(model, payload)
        for field in fields:
            whole = payload[: field.max_length]
            if field.name in form.errors:
                assert_refused_for_a_reason(field, whole, form.errors[field.name])
            else:
                assert form.cleaned_data[field.name] == as_typed(whole), field.name


def assert_refused_for_a_reason(field, payload, errors):
    sentences = " ".join(errors)
    if not payload.strip():
        assert "This field is required." in sentences
    elif not any(category(c)[0] in "LNPS" for c in payload):
        assert "nothing to be seen" in sentences
    elif field.name == "key_messages":
        assert "Give three to five key messages" in sentences
    else:
        assert field.name in getattr(field.model, "marked_fields", ()), (
            field.name,
            payload,
            sentences,
        )
        assert "address “" in sentences or "has the " in sentences


@pytest.mark.parametrize("model", [*TEXTS, *RECORDS])
def test_what_nobody_can_see_is_refused_in_every_box(model):
    for payload in REFUSED:
        form, fields = typed(model, "a " + broken(payload) + " b")
        for field in fields:
            said = " ".join(form.errors.get(field.name, ()))
            assert any(words in said for words in UNSEEN), (field.name, payload, said)


def broken(payload):
    """The payload as a server reads it: no encoding carries half a pair."""
    return payload.encode(errors="surrogatepass").decode(errors="replace")


@pytest.mark.parametrize("name", ["patterns", "unless_near"])
def test_every_payload_is_a_pattern_or_refused_with_a_sentence(name):
    known = {"code": "a", "kind": "hype", "level": "advice", "message": "m"}
    for payload in PAYLOADS:
        form = form_of(Watchword)(known | {"patterns": "x", name: broken(payload)})
        if name in form.errors:
            assert all(said.endswith(".") for said in form.errors[name])
        else:
            assert form.cleaned_data[name] == as_typed(broken(payload))
            assert not is_refused(as_typed(broken(payload)))


FORMS = {
    "a reply": (ReplyForm, "text"),
    "a note": (NoteForm, "text"),
    **{f"a reason to {action}": (form, "why") for action, (form, *_) in ACTS.items()},
}


@pytest.mark.parametrize("box", FORMS)
def test_every_payload_passes_notes_and_reasons(box):
    form, name = FORMS[box]
    for payload in REFUSED:
        bound = form({name: f"a {broken(payload)} b"})
        said = " ".join(bound.errors[name])
        assert any(words in said for words in UNSEEN), (payload, said)
    for payload in STORED:
        bound = form({name: payload})
        bound.full_clean()
        if name in bound.errors:
            assert not any(category(c)[0] in "LNPS" for c in payload)
        else:
            assert bound.cleaned_data[name] == as_typed(payload)


# Typed into a browser, and kept in the database.


@pytest.fixture
def editor():
    client = Client()
    client.force_login(cast.administrator())
    return client


def texts_for(field, number):
    """The part of the corpus that this field holds in the save of this number."""
    refused = getattr(field.model, "marked_fields", ())
    kept = KEPT_IN_MARKDOWN if field.name in refused else STORED
    pieces = packed(kept, min(field.max_length or 16_000, 16_000))
    return pieces[number % len(pieces)]


KEPT_IN_MARKDOWN = tuple(
    p for p in STORED if "](" not in p and "<" not in p and "[@" not in p
)


@pytest.mark.parametrize(
    ("make", "model", "where"),
    [
        (cast.make_article, ArticleRevision, "/admin/articles/article/{pk}/change/"),
        (cast.make_term, TermRevision, "/admin/glossary/term/{pk}/change/"),
    ],
)
def test_texts_are_stored_byte_for_byte(editor, make, model, where):
    entry = make()
    for number in range(SAVES):
        values = {f.name: texts_for(f, number) for f in boxes(model)}
        values["key_messages"] = "One\nTwo\nThree"
        data = {f"revisions-0-{name}": value for name, value in values.items()}
        data |= {"revisions-TOTAL_FORMS": "1", "revisions-INITIAL_FORMS": "0"}
        data |= {"revisions-0-change_kind": "update", "revisions-0-lang": "en-GB"}
        data |= {"revisions-0-seen": str(fresh(entry).seen), "slug": entry.slug}
        response = editor.post(where.format(pk=entry.pk), data)
        assert response.status_code == 302, complaints(response)
        stored = fresh(entry).newest_revision()
        for name in values.keys() & {field.name for field in boxes(model)}:
            assert getattr(stored, name) == as_typed(values[name]), name


def fresh(entry):
    return type(entry).objects.get(pk=entry.pk)


def complaints(response):
    page = response.content.decode()
    return [part[:200] for part in page.split("errorlist")[1:]]


@pytest.mark.parametrize("model", RECORDS)
def test_records_are_stored_byte_for_byte(editor, model):
    choices = {"kind": model._meta.get_field("kind").choices} if has_kind(model) else {}
    for number in range(SAVES):
        values = {f.name: texts_for(f, number) for f in boxes(model)}
        key = f"key-{number}"
        data = values | {model.KEY: key, "review_months": "36", "level": "advice"}
        data |= {"patterns": f"nowhere {number}"}
        data |= {name: options[0][0] for name, options in choices.items()}
        where = f"/admin/editorial/{model._meta.model_name}/add/"
        response = editor.post(where, data)
        assert response.status_code == 302, complaints(response)
        stored = model.objects.get(**{model.KEY: key})
        for name, value in values.items():
            assert getattr(stored, name) == as_typed(value), name


def has_kind(model):
    return any(field.name == "kind" for field in model._meta.fields)


def test_notes_and_reasons_are_stored_byte_for_byte(editor):
    article = cast.make_article(Status.IN_REVIEW)
    at = f"/admin/articles/article/{article.pk}"
    for text in packed(STORED, 2_000)[:SAVES]:
        editor.post(f"{at}/notes/", {"text": text})
        assert article.notes.latest("pk").text == as_typed(text)
        seen = str(fresh(article).seen)
        data = {"seen": seen, "why": text}
        editor.post(f"{at}/act/request_changes/", data)
        assert article.events.latest("at").why == as_typed(text)
        editor.post(f"{at}/act/submit/", {"seen": str(fresh(article).seen)})


def test_an_address_of_an_entry_is_never_hostile(editor):
    for payload in [p for p in STORED[::100] if not p.strip().isalnum()]:
        data = {"revisions-TOTAL_FORMS": "1", "revisions-INITIAL_FORMS": "0"}
        data |= {"slug": payload, "revisions-0-title": "T", "revisions-0-body": "B"}
        data |= {"revisions-0-byline": "We", "revisions-0-change_kind": "update"}
        data["revisions-0-lang"] = "en-GB"
        response = editor.post("/admin/articles/article/add/", data)
        assert response.status_code == 200, payload
    assert not Article.objects.exists()


# Addresses.

LINKS = [
    shape.format(target=target)
    for shape in SYNTAXES
    for target in TARGETS
    if shape.startswith(("[words](", "![", "<{", "[![", "|")) and "term:" not in shape
]
STORED_LINKS = [text for text in LINKS if text in set(STORED)]


def test_addresses_that_would_not_lead_are_refused_on_saving():
    refused = [t for t in STORED_LINKS if list(markup.inert_addresses(t))]
    assert len(refused) > 300
    for text in refused:
        form = form_of(ArticleRevision)({"title": "T", "byline": "W", "body": text})
        assert "not one that we print" in " ".join(form.errors.get("body", ())), text


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x"],
)
@pytest.mark.parametrize("shape", ["a\n[words]({})", "a\n![words]({})", "a\n[w](<{}>)"])
def test_the_sentence_names_the_line_and_the_address(editor, shape, target):
    data = {"revisions-TOTAL_FORMS": "1", "revisions-INITIAL_FORMS": "0", "slug": "a"}
    data |= {"revisions-0-title": "T", "revisions-0-body": shape.format(target)}
    page = editor.post("/admin/articles/article/add/", data).content.decode()
    beside = page.partition("field-body")[2].partition("field-tags")[0]
    assert f"Line 2: the address “{target}” is not one" in html.unescape(beside)
    assert not Article.objects.exists()


def test_what_is_refused_and_what_is_inert_are_the_same():
    for text in LINKS:
        shown = Page(str(markup.render(text, terms={}, sources=()).html))
        assert shown.addresses <= {"/here/"}, text
    for text in ("[a](/b)", "[a](#b)", "[a](https://x.org)", "![a](/media/b.png)"):
        assert not list(markup.inert_addresses(text))
        assert Page(str(markup.render(text, terms={}, sources=()).html)).addresses


@pytest.mark.parametrize("url", [*URLS, "ftp://example.org/", "mailto:a@b.example"])
def test_a_source_leads_to_the_web_or_nowhere(editor, url):
    assert Source(url=url).link == ""
    data = {"key": "a", "title": "A", "kind": "trial", "url": url}
    editor.post("/admin/editorial/source/add/", data)
    # Django's own field writes https: before an address that names no scheme.
    assert {source.url for source in Source.objects.all()} <= {"https://evil.example"}


# Shown.


def crawl(words):
    with transaction.atomic():
        ensure_roles()
        boss, found = make_site(words)["boss"], {}
        for person in (None, boss):
            client = Client()
            if person is not None:
                client.force_login(person)
            for name, path in asked(person is not None):
                found[name, person is None] = answer(client, path)
        transaction.set_rollback(True)
    return found


def asked(is_signed_in):
    """(a name that both sites share, path) of one filling of each route, and more."""
    for route in addresses.routes():
        if route.is_admin == is_signed_in and "logout" not in route.template:
            for number, address in enumerate(addresses.fill(route)[:2]):
                yield f"{route.name} {number}", address.path
    if is_signed_in:
        for kind in ("articles/article", "glossary/term"):
            first = addresses.fill(route_named(kind))[0].values["object_id"]
            at = f"/admin/{kind}/{first}"
            yield f"{kind} compared", f"{at}/compare/?from=1&to=2"
            yield f"{kind} compared again", f"{at}/compare/?from=2&to=3"


def route_named(kind):
    name = f"admin:{kind.replace('/', '_')}_change"
    return next(route for route in addresses.routes() if route.name == name)


def answer(client, path):
    """The status and the page; what is no page has no elements."""
    response = client.get(path)
    is_page = response.get("Content-Type", "").startswith("text/html")
    return response.status_code, response.content.decode() if is_page else ""


def test_no_page_has_an_element_or_attribute_that_its_template_has_not():
    plain, evil = crawl(harmless), crawl(hostile)
    assert {n: s for n, (s, _) in plain.items()} == {n: s for n, (s, _) in evil.items()}
    found = {}
    for name, (_status, page) in evil.items():
        more = foreign(Page(page), Page(plain[name][1]))
        if more:
            found[name] = more[:5]
    assert found == {}
    shown = {name for name, (_status, page) in evil.items() if "alert(1)" in page}
    assert len(shown) > 40
    assert {("articles:detail 0", True), ("glossary:detail 0", True)} < shown
    assert "<strong>read</strong>" in evil["articles:detail 0", True][1]


def test_a_preview_and_a_returned_form_add_nothing_either(editor):
    article = cast.make_article()
    at = f"/admin/articles/article/{article.pk}"
    answers = []
    for words in ("Word", "\n".join(OLD)):
        data = {f"revisions-0-{f.name}": words for f in boxes(ArticleRevision)}
        data |= {"revisions-TOTAL_FORMS": "1", "revisions-INITIAL_FORMS": "0"}
        data |= {
            "slug": "x",
            "revisions-0-confidence": words,
            "revisions-0-seen": words,
        }
        for page in ("preview/", "change/"):
            answers.append(Page(editor.post(f"{at}/{page}", data).content.decode()))
    plain = [*answers[:2]]
    for page, other in zip(answers[2:], plain, strict=True):
        lists = {("ul", ""), ("ul", "class"), ("ul", "id"), ("li", "")}
        lists |= {(tag, "aria-invalid") for tag in ("input", "textarea", "select")}
        lists |= {(tag, "aria-describedby") for tag in ("input", "textarea", "select")}
        other.shapes |= lists
        assert foreign(page, other) == []


def test_searches_and_filters_print_what_was_asked_as_text(editor):
    lists = ["articles/article", "auth/user"]
    for text in packed(STORED, 4_000):
        for where in lists:
            path = f"/admin/{where}/"
            plain = Page(editor.get(path, {"q": "word"}).content.decode())
            page = Page(editor.get(path, {"q": text}).content.decode())
            assert foreign(page, plain) == [], (where, text)
