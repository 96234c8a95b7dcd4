"""The Redis server of CACHE_URL: what is shared there, and the site without it."""

import os
import pickle
import shutil
import subprocess
import time

import pytest
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from django.db import connection

from alsinfo import checks, shared
from alsinfo.editorial.workflow import Status
from alsinfo.settings import redis as settings_for
from alsinfo.text import ready
from tests import cast
from tests.test_settings import ask, start


class Away:
    """A server that does not answer; it counts how often it is asked."""

    def __init__(self):
        self.asked = 0

    def get(self, key, default=None):
        self.asked += 1
        raise ConnectionError

    set = get


class Hand:
    gone = 0.0

    def __call__(self):
        return self.gone


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of a server that is there for these tests."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if not program:
        needed = os.environ.get("CI", "").lower() in {"1", "true"}
        missing = pytest.fail if needed else pytest.skip
        missing("No Redis or Valkey server was found.")
    folder = tmp_path_factory.mktemp("redis")
    path = folder / "socket"
    options = ["--port", "0", "--unixsocket", str(path), "--save", ""]
    with subprocess.Popen(
        [program, *options], cwd=folder, stdout=subprocess.DEVNULL
    ) as process:
        try:
            for _try in range(200):
                if path.exists():
                    break
                time.sleep(0.05)
            yield f"unix://{path}"
        finally:
            process.terminate()


@pytest.fixture
def cache(server):
    made = settings_for(server)
    cache = RedisCache(made["LOCATION"], {**made, "OPTIONS": made["OPTIONS"]})
    yield cache
    cache.clear()


@pytest.fixture
def share():
    """Shares rendered texts in a store; nothing stays known from before."""
    yield ready.share
    ready.share(None)
    ready._kept.clear()


def render():
    """A rendering by a process that knows nothing yet."""
    ready._kept.clear()
    return ready.render_all(["Some *words*."], terms={}, sources=[])


# --- With a server --------------------------------------------------------------------


def test_what_one_process_rendered_another_takes(cache, share, monkeypatch):
    share(shared.Store(cache))
    made = render()

    def fail(*args, **options):
        raise AssertionError("It was rendered again.")

    monkeypatch.setattr("alsinfo.text.markup.render_all", fail)
    again = render()
    assert again == made
    assert [type(one.html) for one in again] == [type(one.html) for one in made]


def test_what_others_wrote_there_is_never_printed(cache, share, settings):
    share(shared.Store(cache))
    made = render()
    [name] = cache._cache.get_client().keys("*")
    for spoilt in (b"", b"x", b"x" * 200, pickle.dumps(("<script>",))):
        cache._cache.get_client().set(name, spoilt)
        assert render() == made
    settings.SECRET_KEY = "another site of fifty characters, with a key of its own"
    stranger = shared.Signed().dumps("<script>")
    cache._cache.get_client().set(name, stranger)
    assert render() == made


def test_a_value_of_ours_under_the_key_of_another_is_not_taken(cache, share):
    share(shared.Store(cache))
    made = render()
    [name] = cache._cache.get_client().keys("*")
    ready._kept.clear()
    ready.render_all(["Other words, which were corrected."], terms={}, sources=[])
    server = cache._cache.get_client()
    [other] = {*server.keys("*")} - {name}
    server.set(name, server.get(other))
    assert render() == made
    server.set(name, shared.Signed().dumps(("another", "<script>")))
    assert render() == made


def test_a_value_is_kept_as_long_as_was_asked(cache):
    store = shared.Store(cache)
    store.set("a", ("b", 1), 60)
    store.set("c", "d", 0)
    assert (store.get("a"), store.get("c", "none")) == (("b", 1), "none")


def test_the_check_is_content_while_the_server_answers(cache, settings, monkeypatch):
    settings.CACHES = {**settings.CACHES, "shared": {}}
    monkeypatch.setattr(checks, "caches", {"shared": cache})
    assert checks.check_shared_store(None) == []


# --- Without --------------------------------------------------------------------------


def test_a_server_that_is_away_is_left_alone_for_a_while(caplog):
    hand, server = Hand(), Away()
    store = shared.Store(server, hand)
    for _again in range(50):
        assert store.get("a", "none") == "none"
        store.set("a", 1)
    assert server.asked == 1
    [record] = caplog.records
    assert "CACHE_URL does not answer" in record.message
    hand.gone += shared.REST
    store.get("a")
    assert server.asked == 2


@pytest.mark.django_db
def test_pages_are_answered_while_the_server_is_away(client, share, tmp_path):
    made = settings_for(f"unix://{tmp_path}/nobody")
    share(shared.Store(RedisCache(made["LOCATION"], made)))
    ready._kept.clear()
    path = cast.make_article(Status.PUBLISHED).get_absolute_url()
    assert client.get(path).status_code == 200
    assert client.get("/accounts/login/").status_code == 200


def test_the_check_names_a_server_that_is_away(settings, monkeypatch):
    settings.CACHES = {**settings.CACHES, "shared": {}}
    monkeypatch.setattr(checks, "caches", {"shared": Away()})
    [fault] = checks.check_shared_store(None)
    assert fault.id == "alsinfo.W003"


def test_without_an_address_there_is_no_store_and_no_check(settings):
    assert "shared" not in settings.CACHES
    assert checks.check_shared_store(None) == []


@pytest.mark.django_db
def test_what_must_not_be_lost_stands_in_the_database(tmp_path):
    [found] = ask(tmp_path, "CACHES", CACHE_URL="redis://:hidden@cache.example:6379/1")
    assert found["default"]["BACKEND"].endswith("DatabaseCache")
    assert found["shared"]["LOCATION"] == "redis://:hidden@cache.example:6379/1"
    assert "alsinfo_cache" in connection.introspection.table_names()
    assert type(caches["default"]).__name__ == "DatabaseCache"


@pytest.mark.parametrize(
    "url",
    [
        *("redis", "redis://", "redis://:hidden@", "redis://hidden:port/0"),
        *("redis://host:99999", "redis://host/name", "redis://host?hidden=1"),
        *("memcache://hidden", "http://hidden/", "unix://", "redis://[hidden/0"),
    ],
)
def test_a_bad_address_is_one_sentence_that_hides_it(tmp_path, url):
    done = start(tmp_path, ["manage.py", "check"], {"CACHE_URL": url})
    assert done.returncode == 1
    assert "CACHE_URL must look like redis://" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "hidden" not in done.stderr
