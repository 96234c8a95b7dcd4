"""Sites that exist as long as a bench runs: a folder, a database, and what fills it.

Imports the standard library and its neighbours; what Django does, a child process does.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.postgres import cluster, find_binaries

from .contenders import ROOT, free_port

KEY = "only for measuring, where nothing is worth a secret 0123456789"
# What a developer's shell may hold must not change what is measured.
CLEAN = dict.fromkeys(
    [
        *("SITE_URL", "CACHE_URL", "EMAIL_URL", "DEBUG", "PAGE_CACHE", "PAGE_CACHE_MB"),
        *("TRUSTED_PROXIES", "REQUIRE_MFA", "TIME_ZONE", "CONTACT_EMAIL", "MAIL_FROM"),
    ],
    "",
)


@dataclass
class World:
    """A site of its own. `name` is that of its database."""

    name: str
    folder: Path
    url: str = ""
    port: int = field(default_factory=free_port)

    @property
    def environ(self) -> dict[str, str]:
        own = {"DATA_DIR": str(self.folder / "data"), "DATABASE_URL": self.url}
        own |= {"PORT": str(self.port), "SECRET_KEY": KEY}
        return os.environ | CLEAN | own | {"DJANGO_SETTINGS_MODULE": "alsinfo.settings"}

    def manage(self, *command: str) -> None:
        """One command of manage.py; its words go to standard error."""
        self.run("manage.py", *command)

    def module(self, name: str, *options: str) -> str:
        """A bench of this package in a process of its own; answers what it printed."""
        return self.run("-m", f"{__package__}.{name}", *options)

    def run(self, *command: str) -> str:
        """Run Python; a fault is told with the end of what was printed."""
        done = subprocess.run(
            [sys.executable, *command],
            env=self.environ,
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            told = (done.stdout + done.stderr)[-2_000:]
            raise RuntimeError(f"{' '.join(command)} failed:\n{told}")
        return done.stdout

    def prepare(self, static: Path | None = None) -> "World":
        """The content of the fixtures; `static` are files collected for another."""
        self.manage("migrate", "--verbosity", "0")
        self.manage("createcachetable", "--verbosity", "0")
        self.manage("load_content", "--verbosity", "0")
        if static:
            self.static.symlink_to(static)
        else:
            self.manage("collectstatic", "--no-input", "--verbosity", "0")
        return self

    @property
    def static(self) -> Path:
        return self.folder / "data" / "static"

    def generate(self, articles: int, terms: int) -> float:
        """Add generated entries until there are so many; the seconds it took."""
        start = time.monotonic()
        counts = ["--articles", str(articles), "--terms", str(terms)]
        self.manage("generate_content", *counts)
        return time.monotonic() - start


@contextlib.contextmanager
def embedded(static: Path | None = None) -> Iterator[World]:
    """A site on SQLite."""
    with _folder() as folder:
        yield World("SQLite", folder).prepare(static)


@contextlib.contextmanager
def with_server(static: Path | None = None) -> Iterator[World | None]:
    """A site on PostgreSQL; None where its programs are not found."""
    binaries = find_binaries()
    if not binaries:
        yield None
        return
    with _folder() as folder, cluster(binaries) as url:
        yield World("PostgreSQL", folder, url).prepare(static)


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="alsinfo-bench-") as folder:
        yield Path(folder)
