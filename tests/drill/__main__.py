"""What takes long or needs a real server: `make drill`. Ends with 1 when a line fails.

It serves the site on a free port of this machine from a folder that is thrown away, and
talks to nothing else. Measured times are compared with each other, never with a clock
of another machine.
"""

import logging
import re
import shutil
import socket
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.utils import timezone

from alsinfo.editorial.workflow import Action, Status
from alsinfo.text import markup
from tests import cast
from tests.text.pathological import FAMILIES

from . import FOLDER, PORT
from .server import Answer, Server, ask, serve

SIGN_IN = "/accounts/login/"
FORM = "application/x-www-form-urlencoded"
TEN = 10
END = "2999-01-01T12:00"
LONGEST_WAIT = 30  # seconds until ten threads have met
GIGABYTE = 2**30
MOST_MEGABYTES = 50
REQUESTS = 200
ROUNDS = 3
APART = 0.10
GUESSES = 20
Line = tuple[bool, str, str]


def main() -> int:
    """Print the report; 0 when every line passed."""
    logging.disable(logging.CRITICAL)  # The server's own log is read at the end.
    try:
        lines = list(report())
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
    failed = [what for good, what, _ in lines if not good]
    print(f"\n{len(lines) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def report() -> Iterator[Line]:
    for line in drills():
        good, what, found = line
        print(f"{'pass' if good else 'FAIL'}  {what:<58}{found}", flush=True)
        yield line


def drills() -> Iterator[Line]:
    print("Hostile Markdown of 200 kB: seconds of processor time, and output by input")
    yield from families()
    prepare()
    with serve(PORT, FOLDER / "log") as server:
        print("\nA hidden draft beside an address that never existed")
        yield from hidden(server)
        print("\nTen at once")
        yield from parallel(server)
        print("\nA gigabyte")
        yield from gigabytes(server)
        print("\nWrong passwords")
        yield guesses(server)
    yield no_trouble()


def prepare() -> None:
    """What `make run` does before it serves, without the content."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


# Texts.


def families() -> Iterator[Line]:
    for name, family in FAMILIES.items():
        text = family(200_000)
        start = time.process_time()
        shown = markup.render(text, terms={}, sources={"a", "b", "c"}).html
        seconds = time.process_time() - start
        growth = len(shown) / len(text)
        bounded = len(shown) <= markup.GROWTH * len(text) + markup.ALLOWANCE
        yield seconds <= 1 and bounded, name, f"{seconds:6.3f} s {growth:6.1f} times"


# Times.


def hidden(server: Server) -> Iterator[Line]:
    article = cast.make_article(slug="a-hidden-one")
    term = cast.make_term(slug="a-hidden-one")
    live = cast.make_article(Status.PUBLISHED, slug="a-public-one")
    cast.new_draft(live)
    for entry, path in ((article, "/articles/{}/"), (term, "/glossary/{}/")):
        never = path.format("no-never-one")
        path = path.format(entry.slug)
        first, other = (one(server, "GET", address) for address in (path, never))
        same = first.body.replace(entry.slug, "no-never-one") == other.body
        same = same and first.headers.keys() == other.headers.keys()
        yield same and first.status == other.status, f"{path} reads the same", ""
        yield similar(server, path, never)
        yield similar(server, f"{path}history/", f"{never}history/")


def similar(server: Server, path: str, never: str) -> Line:
    """Whether medians of interleaved requests are close; the best of some rounds."""
    apart = 1.0
    for _round in range(ROUNDS):
        first, other = (
            statistics.median(times) for times in timed(server, path, never)
        )
        apart = min(apart, abs(first - other) / max(first, other))
        if apart <= APART:
            break
    found = f"{first * 1000:.2f} and {other * 1000:.2f} ms: {apart:.1%} apart"
    return apart <= APART, f"{path} takes as long", found


def timed(server: Server, *paths: str) -> list[list[float]]:
    connection, times = server.connect(), [[] for _ in paths]
    for number in range(REQUESTS + 10):
        order = list(enumerate(paths))
        for place, path in order if number % 2 else reversed(order):
            start = time.perf_counter()
            ask(connection, "GET", path)
            if number >= 10:  # The first ones fill caches.
                times[place].append(time.perf_counter() - start)
    connection.close()
    return times


def one(server: Server, *request: object) -> Answer:
    connection = server.connect()
    try:
        return ask(connection, *request)
    finally:
        connection.close()


# Acts.

STARTS = {
    Action.SUBMIT: Status.DRAFT,
    Action.TAKE_BACK: Status.IN_REVIEW,
    Action.REQUEST_CHANGES: Status.IN_REVIEW,
    Action.APPROVE: Status.IN_REVIEW,
    Action.PUBLISH: Status.APPROVED,
    Action.WITHDRAW: Status.PUBLISHED,
    Action.RENAME: Status.PUBLISHED,
    Action.ARCHIVE: Status.DRAFT,
    Action.RESTORE: Status.ARCHIVED,
}


class Visitor:
    """Somebody signed in, with a token for forms."""

    def __init__(self, server: Server, person: object) -> None:
        self.server = server
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"

    def token(self, path: str) -> str:
        """Open a page as a browser does, for its form's token and cookie."""
        page = one(self.server, "GET", path, None, {"Cookie": self.cookie})
        self.cookie += "; " + page.headers["set-cookie"].partition(";")[0]
        return token_in(page)

    def post(self, path: str, data: dict[str, str]) -> Answer:
        headers = {"Cookie": self.cookie, "Content-Type": FORM}
        return one(self.server, "POST", path, urlencode(data), headers)


def token_in(page: Answer) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.body)
    return found[1] if found else ""


def parallel(server: Server) -> Iterator[Line]:
    boss = cast.administrator()
    for make in (cast.make_article, cast.make_term):
        for action, status in STARTS.items():
            entry = make(status)
            data = {"why": "Because.", "slug": f"renamed-{entry.slug}"}
            yield at_once(server, boss, entry, f"act/{action}/", data)
        entry = make(Status.DRAFT)
        yield at_once(server, boss, entry, "change/", form_of(entry))
        entry = make(Status.APPROVED)
        cast.schedule(entry)
        yield at_once(server, boss, entry, "act/cancel_schedule/", {})
        entry = make(Status.PUBLISHED)
        yield at_once(server, boss, entry, "act/still_right/", {}, most=TEN)
        yield at_once(server, boss, entry, "act/move_end/", {"until": END}, most=TEN)


def form_of(entry: object) -> dict[str, str]:
    """A save of another text of this entry."""
    is_article = entry._meta.model_name == "article"
    text = cast.article_text() if is_article else cast.term_text()
    names = (f.name for f in text._meta.fields if f.editable and not f.is_relation)
    given = {name: str(getattr(text, name) or "") for name in names}
    given |= {"seen": str(entry.seen), "byline": "Somebody else"}
    given.pop("origin_commercial", None)
    data = {f"revisions-0-{name}": value for name, value in given.items()}
    data |= {"revisions-TOTAL_FORMS": "1", "revisions-INITIAL_FORMS": "0"}
    return data | {"slug": entry.slug, "owner": str(entry.owner_id or "")}


def at_once(
    server: Server,
    person: object,
    entry: object,
    page: str,
    data: dict[str, str],
    most: int = 1,
) -> Line:
    """Ten posts of one form: one effect, one event, and an answer for each.

    What leaves the picture of the entry as it was may be done as often as `most`, one
    after the other, each with its event.
    """
    kind = f"{entry._meta.app_label}/{entry._meta.model_name}"
    path = f"/admin/{kind}/{entry.pk}/{page}"
    visitor = Visitor(server, person)
    data = data | {"seen": str(entry.seen), "csrfmiddlewaretoken": visitor.token(path)}
    events, barrier = entry.events.count(), Barrier(TEN)

    def post(_number: int) -> int:
        barrier.wait(LONGEST_WAIT)
        return visitor.post(path, data).status

    with ThreadPoolExecutor(TEN) as threads:
        statuses = list(threads.map(post, range(TEN)))
    done, new = statuses.count(302), entry.events.count() - events
    live = entry.revisions.live(timezone.now()).count()
    good = 1 <= done == new <= most and max(statuses) < 500 and live <= 1
    others = sorted(set(statuses) - {302})
    found = f"{done} done, {new} event, {live} live; the others {others}"
    return good, f"{kind} {page}", found


# Bodies.


def gigabytes(server: Server) -> Iterator[Line]:
    for path in ("/", SIGN_IN):
        for how in ("a form", "a file", "in pieces without a length"):
            yield gigabyte(server, path, how)


def gigabyte(server: Server, path: str, how: str) -> Line:
    """Send it as long as the server takes it, and watch the server's memory."""
    page = one(server, "GET", SIGN_IN)
    cookie = page.headers["set-cookie"].partition(";")[0]
    head, opening = head_of(path, how, cookie, token_in(page))
    before = peak = server.memory()
    start, sent, status = time.monotonic(), 0, "no answer"
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as sender:
        try:
            sender.sendall(head + opening)
            for piece in pieces(how):
                sender.sendall(piece)
                sent += len(piece)
                if sent % 2**23 < len(piece):
                    peak = max(peak, server.memory())
                if sent > GIGABYTE or time.monotonic() - start > 120:
                    break
        except OSError:
            pass  # It has answered and closed the door, which is right.
        try:
            status = sender.recv(64).split(b"\r\n")[0].decode()
        except OSError:
            status = "closed"
    grown = max(peak, server.memory()) - before
    alive = one(server, "GET", "/healthz").status == 200
    taken = f"{sent / 2**20:.0f} MB sent, {grown:.0f} MB more memory: {status}"
    return alive and grown < MOST_MEGABYTES, f"{path}, {how}", taken


def head_of(path: str, how: str, cookie: str, token: str) -> tuple[bytes, bytes]:
    is_file = how == "a file"
    kind = "multipart/form-data; boundary=x" if is_file else FORM
    length = f"Content-Length: {GIGABYTE}"
    if "pieces" in how:
        length = "Transfer-Encoding: chunked"
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\n{length}\r\n"
        f"Content-Type: {kind}\r\nCookie: {cookie}\r\nX-CSRFToken: {token}\r\n\r\n"
    )
    part = '--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n'
    return head.encode(), part.encode() if is_file else b""


def pieces(how: str) -> Iterator[bytes]:
    piece = b"a" * 2**16
    while True:
        yield b"10000\r\n" + piece + b"\r\n" if "pieces" in how else piece


# Passwords.


def guesses(server: Server) -> Line:
    page = one(server, "GET", SIGN_IN)
    cookie = page.headers["set-cookie"].partition(";")[0]
    data = {"login": "administrator", "csrfmiddlewaretoken": token_in(page)}
    headers = {"Cookie": cookie, "Content-Type": FORM}
    statuses = []
    for number in range(GUESSES):
        body = urlencode(data | {"password": f"guess {number}"})
        statuses.append(one(server, "POST", SIGN_IN, body, headers).status)
    good = 429 in statuses and statuses.index(429) <= 10
    found = (
        f"refused after {statuses.index(429)}" if 429 in statuses else "never refused"
    )
    return good, f"{GUESSES} wrong passwords", found


def no_trouble() -> Line:
    log = (FOLDER / "log").read_text(errors="replace")
    errors = [
        line for line in log.splitlines() if " ERROR " in line or "Traceback" in line
    ]
    return not errors, "no error in the server's log", " ".join(errors[:2])


if __name__ == "__main__":
    sys.exit(main())
