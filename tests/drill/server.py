"""The site as `make run` serves it, on a free port, in a folder that is thrown away.

Imports the standard library only. Every address in it is this machine's.
"""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(sys.executable).parent
SERVE = (
    *("--interface", "wsgi", "--host", "127.0.0.1", "--workers", "2"),
    *("--blocking-threads", "16", "--backpressure", "64"),
    *("--workers-kill-timeout", "20", "--respawn-failed-workers"),
    *("--log-level", "error", "alsinfo.wsgi:application"),
)
LONGEST = 60  # seconds that an answer may take


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers in small letters, and words."""

    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True)
class Server:
    """A running server: its port and its main process."""

    port: int
    pid: int

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)

    def memory(self) -> float:
        """Megabytes that all its processes hold."""
        return sum(map(resident, tree(self.pid)))


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def serve(port: int, log: Path) -> Iterator[Server]:
    """Start it, wait until it is ready, and end it with its workers."""
    command = [str(HERE / "granian"), "--port", str(port), *SERVE]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, start_new_session=True
        )
    try:
        wait_until_ready(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and process.poll() is None:
        try:
            if (
                ask(Server(port, process.pid).connect(), "GET", "/healthz").status
                == 200
            ):
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("The server did not answer, so there is nothing to drill.")


def ask(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: str | None = None,
    headers: dict[str, str] | None = None,
) -> Answer:
    """One request over a connection that is kept."""
    connection.request(method, path, body, headers or {})
    response = connection.getresponse()
    words = response.read().decode(errors="replace")
    found = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, found, words)


def tree(pid: int) -> list[int]:
    """A process and all that came from it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += tree(int(child))
    return found


def resident(pid: int) -> float:
    """Megabytes of memory that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
