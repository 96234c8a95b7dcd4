"""The commands that set a site up: accounts, content, the port."""

import socket
from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from alsinfo.editorial.models import Mention, Source, Tag
from articles.models import Article, ArticleRevision
from glossary.models import Term

NAMES = {"admin", "writer", "reviewer", "publisher"}

TAGS = """
- model: editorial.tag
  fields: {slug: research, name: Research}
"""
SOURCES = """
- model: editorial.source
  fields: {key: example-2025, title: A study, kind: trial}
"""
# The first term is related to the second: a reference to what comes later.
TERMS = """
- model: glossary.term
  fields: {slug: cell, status: draft, newest: 1}
- model: glossary.termrevision
  fields:
    entry: [cell]
    number: 1
    created: 2026-11-01T09:00:00+00:00
    name: cell
    short_definition: The smallest living part of the body.
    fuller_definition: A cell is small [@example-2025].
    tags: [[research]]
    related: [[nerve]]
- model: glossary.term
  fields: {slug: nerve, status: draft, newest: 0}
"""


def run(name, *args, **options):
    """What the command printed."""
    out = StringIO()
    call_command(name, *args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def fixtures(tmp_path, settings):
    """A function that writes fixture files where `load_content` looks."""
    settings.FIXTURE_DIRS = [tmp_path]

    def write(**files):
        for name, text in {"tags": TAGS, "sources": SOURCES, **files}.items():
            (tmp_path / f"{name}.yaml").write_text(text)

    return write


@pytest.mark.django_db
class TestCreateAccounts:
    """Accounts are made once, and each holds exactly its own role."""

    def test_each_account_gets_a_password_that_works(self):
        lines = run("create_accounts").splitlines()
        shown = {line.split()[1]: line.split()[-1] for line in lines[:4]}
        assert set(shown) == NAMES
        assert len(set(shown.values())) == 4
        for name, password in shown.items():
            assert User.objects.get(username=name).check_password(password)

    def test_each_account_has_its_own_role_only(self):
        run("create_accounts")
        for name in NAMES - {"admin"}:
            user = User.objects.get(username=name)
            assert (user.is_staff, user.is_superuser) == (True, False)
            assert [group.name for group in user.groups.all()] == [f"{name}s"]
        assert User.objects.get(username="admin").is_superuser

    def test_second_call_changes_nothing_and_says_so(self, settings):
        run("create_accounts")
        before = list(User.objects.order_by("pk").values_list("username", "password"))
        settings.ADMIN_PASSWORD = "another password altogether"
        assert "nothing was changed" in run("create_accounts")
        after = list(User.objects.order_by("pk").values_list("username", "password"))
        assert after == before

    def test_missing_account_is_made_again(self):
        run("create_accounts")
        User.objects.get(username="writer").delete()
        assert run("create_accounts").splitlines()[0].startswith("Account writer")

    def test_given_password_is_for_all_four_and_not_printed(self, settings):
        settings.ADMIN_PASSWORD = "demonstration"
        assert "demonstration" not in run("create_accounts")
        assert all(user.check_password("demonstration") for user in User.objects.all())

    def test_public_site_gets_no_demonstration_accounts(self, settings):
        settings.IS_LOCAL = False
        assert "no demonstration accounts" in run("create_accounts")
        assert [user.username for user in User.objects.all()] == ["admin"]

    @pytest.mark.parametrize("weak", ["admin", "short", "123456789012345", "password"])
    def test_weak_password_is_refused_on_a_public_site(self, settings, weak):
        settings.IS_LOCAL = False
        settings.ADMIN_PASSWORD = weak
        with pytest.raises(CommandError, match="ADMIN_PASSWORD is too weak"):
            run("create_accounts")
        assert not User.objects.exists()

    def test_missing_role_is_named_and_nobody_is_made(self):
        Group.objects.filter(name="reviewers").delete()
        with pytest.raises(CommandError, match="reviewers is missing: run migrate"):
            run("create_accounts")
        assert not User.objects.exists()


@pytest.mark.django_db
class TestLoadContent:
    """Content comes in whole, or not at all and with a sentence."""

    def test_content_is_loaded_and_indexed(self, fixtures):
        fixtures(terms=TERMS)
        assert "articles 0, terms 2." in run("load_content")
        revision = Term.objects.get(slug="cell").revisions.get()
        assert [tag.slug for tag in revision.tags.all()] == ["research"]
        assert [term.slug for term in revision.related.all()] == ["nerve"]
        assert Mention.objects.filter(key="example-2025").exists()

    def test_site_with_content_is_left_alone(self, fixtures):
        fixtures(terms=TERMS)
        Term.objects.create(slug="own")
        assert "nothing was changed" in run("load_content")
        assert Term.objects.count() == 1

    def test_loading_again_changes_no_row(self, fixtures):
        fixtures(terms=TERMS)
        run("load_content")
        before = [list(model.objects.values()) for model in (Tag, Source, Term)]
        run("load_content", again=True)
        assert [list(model.objects.values()) for model in (Tag, Source, Term)] == before

    def test_no_fixtures_is_no_fault(self, settings, tmp_path):
        settings.FIXTURE_DIRS = [tmp_path]
        assert "no fixtures" in run("load_content")

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            (
                "name: cell",
                "nam: cell",
                r"record 2 \(glossary.termrevision, entry cell",
            ),
            (
                "glossary.term\n",
                "glossary.trem\n",
                r"record 1 \(glossary.trem, slug cell",
            ),
            ("slug: cell", f"slug: {'c' * 300}", "record 1 .*slug: .*at most"),
            ("slug: nerve", "slug: nerv", "record 2 .*entry cell"),
            ("slug: nerve", "slug: cell", "record 3 .*slug cell.*twice"),
            ("[[research]]", "[[rumour]]", "record 2 .*entry cell"),
            ("[cell]", "[sell]", "record 2 .*entry sell"),
            ("number: 1", "number: one", "record 2 .*number one"),
            ("status: draft", "status: daft", "record 1 .*daft"),
            ("created: 2026-11-01T09", "created: 2026-13-01T09", "record 2|terms.yaml"),
            ("    number", "   number", "terms.yaml: "),
            (TERMS, "a word", "terms.yaml: The file is not a list"),
            (TERMS, "- a word", "terms.yaml, record 1: "),
            (
                TERMS,
                "- model: glossary.term",
                "terms.yaml, record 1 .*fields is missing",
            ),
        ],
    )
    def test_broken_fixture_is_named_and_changes_no_row(
        self, fixtures, old, new, words
    ):
        assert old in TERMS
        fixtures(terms=TERMS.replace(old, new))
        with pytest.raises(CommandError, match=words) as refusal:
            run("load_content")
        assert "terms.yaml" in str(refusal.value)
        assert "\n" not in str(refusal.value)
        assert not Tag.objects.exists()
        assert not Term.objects.exists()

    def test_the_content_of_the_site_loads(self):
        run("load_content")
        assert Article.objects.exists()
        assert ArticleRevision.objects.exists()


def test_taken_port_is_refused_with_a_sentence(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.PORT = server.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {settings.PORT} is taken"):
            run("check_port")


def test_free_port_is_accepted(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.PORT = server.getsockname()[1]
    assert run("check_port") == ""
