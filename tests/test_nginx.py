"""deploy/nginx.conf as it is: what is withdrawn is gone behind it too, asked or not."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from alsinfo.public.pages.answer import cache_control
from tests.benchmarks import contenders

TEXT, GONE = b"What was withdrawn.", b"It is gone."
WITHIN = 2.0  # seconds


class Site(BaseHTTPRequestHandler):
    """A site with one page. It takes its time, so that visitors meet."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        time.sleep(0.02)
        status, body, rules = self.server.said
        tag = f'"{len(body)}"'
        if self.headers["If-None-Match"] == tag:
            status, body = 304, b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", rules)
        self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)
        self.server.asked += 1

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked, server.said = 0, (200, TEXT, cache_control(30))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def nginx(site, tmp_path):
    """The port of an nginx in front of it."""
    if not contenders.NGINX:
        needed = os.environ.get("CI", "").lower() in {"1", "true"}
        (pytest.fail if needed else pytest.skip)("No nginx was found.")
    behind = contenders.Server(site.server_port, ())
    with contenders.nginx_before(tmp_path / "n", behind, f"{tmp_path}/") as server:
        yield server.port


def ask(port):
    status, headers, body = contenders.get(port, "/")
    rules = [value for name, value in headers if name.lower() == "cache-control"]
    return status, rules, body


def crowd(port, seconds):
    """What eight visitors at a time are answered, and when."""
    end = time.monotonic() + seconds

    def visit(_number):
        found = []
        while time.monotonic() < end:
            begun = time.monotonic()
            found.append((begun, ask(port)[2]))
        return found

    with ThreadPoolExecutor(8) as visitors:
        return [one for found in visitors.map(visit, range(8)) for one in found]


def test_a_withdrawn_text_is_gone_however_many_ask(site, nginx):
    assert ask(nginx)[2] == TEXT
    site.said = (410, GONE, "no-store")
    withdrawn = time.monotonic()
    answers = crowd(nginx, WITHIN + 1.5)
    late = {body for begun, body in answers if begun > withdrawn + WITHIN}
    assert late == {GONE}


def test_a_text_of_which_nobody_asked_for_a_while_is_gone_for_all(site, nginx):
    assert ask(nginx)[2] == TEXT
    site.said = (410, GONE, "no-store")
    time.sleep(WITHIN)
    assert {body for _begun, body in crowd(nginx, 0.3)} == {GONE}


def test_how_long_a_browser_may_keep_a_page_is_said_anew(site, nginx):
    assert ask(nginx)[1] == [cache_control(30)]
    site.said = (200, TEXT, cache_control(5))
    time.sleep(WITHIN)
    assert ask(nginx)[1] == [cache_control(5)]


def test_most_visits_do_not_reach_the_site(site, nginx):
    visits = len(crowd(nginx, 3))
    assert visits > 10 * site.asked > 0


def test_while_the_site_is_down_its_pages_are_given_out(site, nginx):
    assert ask(nginx)[2] == TEXT
    site.shutdown()
    site.server_close()
    time.sleep(WITHIN)
    assert ask(nginx)[:1] == (200,)
