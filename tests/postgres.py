"""A PostgreSQL cluster that exists as long as one command runs.

    python -m tests.postgres pytest -n 2

It listens on a socket in its own temporary folder, never on the network, and does not
wait for the disk. Imports the standard library only.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HARMLESS_IF_LOST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def find_binaries() -> Path | None:
    """The folder of the server programs: from PATH, else Debian's newest."""
    found = shutil.which("initdb")
    if found and (Path(found).parent / "pg_ctl").exists():
        return Path(found).parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(folders, key=lambda path: int(path.parts[-3].split(".")[0]))
    return newest[-1].parent if newest else None


@contextlib.contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    """Start a fresh cluster, answer its DATABASE_URL, and remove every trace of it."""
    owner = _owner()
    with tempfile.TemporaryDirectory(prefix="alsinfo-pg-") as folder:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        data = Path(folder) / "data"
        control = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-s"]
        _run([str(binaries / "initdb"), "-D", str(data), *_initdb_options()], owner)
        options = f"-k {folder} -h '' " + " ".join(f"-c {o}" for o in HARMLESS_IF_LOST)
        _run([*control, "-l", f"{folder}/log", "-o", options, "start"], owner)
        try:
            yield f"postgres://alsinfo@/postgres?host={folder}"
        finally:
            _run([*control, "-m", "immediate", "stop"], owner)


def _initdb_options() -> list[str]:
    return ["-U", "alsinfo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]


def _owner() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root, so root lends its hands to someone else."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _run(command: list[str], owner: pwd.struct_passwd) -> None:
    """Run a server program as the cluster's owner; show its output if it fails."""
    change = {}
    if os.geteuid() == 0:
        change = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    # The server inherits standard output: a file, not a pipe, lets pg_ctl return.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            command, stdout=output, stderr=output, cwd="/", check=False, **change
        )
        output.seek(0)
        if done.returncode:
            sys.exit(f"{command[0]} failed:\n{output.read().decode(errors='replace')}")


def end_on_signals() -> None:
    """Leave by way of every `finally` when the run is ended from outside."""
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: sys.exit("Ended by a signal."))


def main() -> int:
    """Run the command of the command line with a cluster beside it."""
    binaries = find_binaries()
    if not binaries:
        sys.exit("No PostgreSQL server was found in PATH or /usr/lib/postgresql.")
    end_on_signals()
    with cluster(binaries) as url:
        changes = {"TEST_DATABASE": "postgres", "DATABASE_URL": url}
        return subprocess.call(sys.argv[1:], env=os.environ | changes)


if __name__ == "__main__":
    sys.exit(main())
