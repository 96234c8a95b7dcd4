"""Servers beside which ours is measured: started on free ports, ended by their ids.

Each gives the same page with the same headers. Imports the standard library only.
"""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
# Its workers must be able to read a folder that is ours alone.
USER = "user root;" if os.geteuid() == 0 else ""
# As `make run` has it, and as if no shell forbade Python to keep what it compiled.
SERVED = {"MALLOC_ARENA_MAX": "2", "PYTHONDONTWRITEBYTECODE": ""}
MAIN = """
{user}
pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off; worker_processes 2;
events {{ worker_connections 512; }}
http {{
  access_log off; default_type text/html; sendfile on; keepalive_requests 1000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  {content}
}}
"""
STATIC = """
  server {{
    listen 127.0.0.1:{port}; root {folder}/files;
    location / {{ try_files /page.html =404; }}
  }}
"""


class NoContenderError(RuntimeError):
    """A server that should be measured is not there."""


@dataclass(frozen=True)
class Server:
    """A running contender: its port, and the processes whose time counts."""

    port: int
    roots: tuple[int, ...]

    def seconds(self) -> float:
        """Processor time so far, of these processes and all their children."""
        return sum(_spent(pid) for pid in _families(self.roots)) / TICKS

    def megabytes(self) -> float:
        """Memory of these processes; what some of them share is counted once."""
        return sum(_kilobytes(pid) for pid in _families(self.roots)) / 1000


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def get(port: int, path: str, **headers: str) -> tuple[int, list, bytes]:
    """(status, headers, body) of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=said)
    answer = connection.getresponse()
    return answer.status, answer.getheaders(), answer.read()


@contextlib.contextmanager
def running(
    command: list[str], environ: dict[str, str], port: int, path: str = "/healthz"
) -> Iterator[Server]:
    """A process group that serves this port; ended when the body is done.

    It is there once the path is answered with 200.
    """
    process = subprocess.Popen(
        command,
        env=os.environ | environ,
        cwd=ROOT,
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port, process, path)
        yield Server(port, (process.pid,))
    finally:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        # A worker may outlive the one that began it.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


@contextlib.contextmanager
def granian(
    application: str,
    environ: dict[str, str],
    port: int | None = None,
    path: str = "/healthz",
) -> Iterator[Server]:
    """A WSGI application served as `make run` serves the site."""
    port = port or free_port()
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    options += ["--http", "1", "--workers", "2", "--blocking-threads", "16"]
    options += ["--backpressure", "64", "--log-level", "error"]
    command = [str(HERE / "granian"), *options, application]
    with running(command, environ | SERVED, port, path) as server:
        yield server


@contextlib.contextmanager
def nginx_static(folder: Path, body: bytes) -> Iterator[Server]:
    """nginx with the page as a file."""
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "page.html").write_bytes(body)
    port = free_port()
    with _nginx(folder, STATIC.format(port=port, folder=folder), port) as server:
        yield server


@contextlib.contextmanager
def nginx_before(folder: Path, site: Server, static: str) -> Iterator[Server]:
    """deploy/nginx.conf as it is, but for paths, ports and the name of the host."""
    folder.mkdir()
    port = free_port()
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    for said, meant in {
        "/var/cache/nginx/alsinfo": f"{folder}/cache",
        "127.0.0.1:8000": f"127.0.0.1:{site.port}",
        "listen 80;": f"listen 127.0.0.1:{port};",
        "/srv/alsinfo/var/static/": static,
    }.items():
        if said not in text:
            raise NoContenderError(f"deploy/nginx.conf does not say {said} any more.")
        text = text.replace(said, meant)
    with _nginx(folder, text, port) as server:
        yield Server(port, (*server.roots, *site.roots))


@contextlib.contextmanager
def _nginx(folder: Path, content: str, port: int) -> Iterator[Server]:
    path = folder / "nginx.conf"
    path.write_text(MAIN.format(folder=folder, content=content, user=USER))
    with running([str(NGINX), "-c", str(path), "-p", str(folder)], {}, port) as server:
        yield server


def write_answers(path: Path, port: int, page: str) -> None:
    """Keep what the site answers, for the bare application to answer the same."""
    kept = {}
    for way in ("identity", "gzip", "br"):
        _status, headers, body = get(port, page, Accept_Encoding=way)
        mine = [pair for pair in headers if pair[0].lower() not in {"date", "server"}]
        kept[way] = {"headers": mine, "body": body.hex()}
    path.write_text(json.dumps(kept))


def _wait(port: int, process: subprocess.Popen, path: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if process.poll() is not None:
            raise NoContenderError(f"A contender ended by itself: {process.args}")
        with contextlib.suppress(OSError):
            if get(port, path)[0] == 200:
                return
        time.sleep(0.01)
    raise NoContenderError("A contender does not answer.")


def _families(roots: tuple[int, ...]) -> set[int]:
    parents = {pid: _parent(pid) for pid in _pids()}
    family = set(roots)
    while more := {p for p, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _fields(pid: int) -> list[str]:
    """The numbers of /proc/<pid>/stat after the name, which may hold blanks."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _parent(pid: int) -> int:
    fields = _fields(pid)
    return int(fields[1]) if fields else 0


def _spent(pid: int) -> int:
    fields = _fields(pid)
    return int(fields[11]) + int(fields[12]) if fields else 0


def _kilobytes(pid: int) -> int:
    """The share of a process in the memory that it maps (PSS)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
