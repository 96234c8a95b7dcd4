"""One request after another to a WSGI application in this very process, measured.

What is measured is the processor time of the application alone: no server, no network.
"""

import io
import statistics
import time
from typing import Any

RUNS = 100


def environ(path: str) -> dict[str, Any]:
    """A request as the server hands it over."""
    path, _mark, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }


def ask(application: Any, path: str) -> bytes:
    """The body of a page; anything but 200 ends the bench."""
    said: list[str] = []
    told = application(environ(path), lambda status, headers: said.append(status))
    body = b"".join(told)
    getattr(told, "close", lambda: None)()
    if not said[0].startswith("200"):
        raise SystemExit(f"{path} answers {said[0]}, so there is nothing to measure.")
    return body


def milliseconds(work: Any) -> float:
    """Processor time of one run."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def percentile(times: list[float], part: int) -> float:
    """The time within which so many of a hundred were done."""
    return statistics.quantiles(times, n=100, method="inclusive")[part - 1]


def median(application: Any, path: str) -> float:
    """Milliseconds of a page; the first requests fill what may be filled."""
    for _again in range(3):
        ask(application, path)
    times = [milliseconds(lambda: ask(application, path)) for _run in range(RUNS)]
    return statistics.median(times)
