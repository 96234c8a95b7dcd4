"""The W3C's checker of HTML, CSS and SVG, `vnu.jar`, pinned by its hash.

    python -m tests.vnu

fetches it with npm, whose package `vnu-jar` is where its makers release it, into the
virtual environment. It needs Java 17. Imports the standard library only.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

VERSION = "26.9.27"
SHA256 = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"
MEMBER = "package/build/dist/vnu.jar"


class NotCheckedError(Exception):
    """Why nothing can be checked here: one sentence."""


def find_java() -> str:
    """The program that runs the checker."""
    java = shutil.which("java")
    if not java:
        raise NotCheckedError("no Java was found")
    return java


def find_jar() -> Path:
    """The checker: VNU_JAR when it is set, else what `fetch` brought; hash checked."""
    given = os.environ.get("VNU_JAR")
    jar = Path(given or Path(sys.prefix) / f"vnu-{VERSION}.jar")
    if not jar.exists():
        raise NotCheckedError("vnu.jar is not here; `python -m tests.vnu` fetches it")
    if hashlib.sha256(jar.read_bytes()).hexdigest() != SHA256:
        raise NotCheckedError(f"{jar} is not version {VERSION} of vnu.jar")
    return jar


def fetch() -> Path:
    """Bring the pinned jar with npm, 30 MB, unless it is here. Runs no code of it."""
    try:
        return find_jar()
    except NotCheckedError:
        pass
    npm = shutil.which("npm")
    if not npm:
        raise NotCheckedError("vnu.jar is not here, and no npm to fetch it with")
    with tempfile.TemporaryDirectory(prefix="alsinfo-vnu-") as folder:
        packed = [npm, "pack", "--silent", "--ignore-scripts", f"vnu-jar@{VERSION}"]
        if subprocess.call(packed, cwd=folder, stdout=subprocess.DEVNULL):
            raise NotCheckedError(f"npm could not fetch version {VERSION} of vnu-jar")
        _unpack(Path(folder) / f"vnu-jar-{VERSION}.tgz")
    return find_jar()


def _unpack(package: Path) -> None:
    """Put the jar in its place whole or not at all."""
    with tarfile.open(package) as opened:
        jar = opened.extractfile(MEMBER)
        content = jar.read() if jar else b""
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise NotCheckedError("what npm brought does not have the pinned hash")
    place = Path(sys.prefix) / f"vnu-{VERSION}.jar"
    part = place.with_suffix(f".{os.getpid()}")
    part.write_bytes(content)
    part.replace(place)


def check(folder: Path, kind: str) -> list[dict[str, str]]:
    """What the checker says of all files of a `kind` (html, css, svg) in a folder.

    Starts Java once, about 3 s, then some milliseconds a page. Each message has `type`
    (error, info), `subType` (warning, or none), `message`, `extract`, `url`.
    """
    options = [f"--{kind}", f"--skip-non-{kind}", "--format", "json", "--stdout"]
    command = [find_java(), "-jar", str(find_jar()), *options, "--exit-zero-always"]
    # SVG and CSS are judged as such only when their names say so.
    done = subprocess.run([*command, str(folder)], capture_output=True, check=True)
    return list(json.loads(done.stdout)["messages"])


def faults(messages: Iterable[dict[str, str]]) -> list[str]:
    """Errors and warnings, one line each; what is only information is left out."""
    return [
        f"{Path(said['url']).name}: {said['message']} [{said.get('extract', '')}]"
        for said in messages
        if said["type"] != "info" or said.get("subType") == "warning"
    ]


if __name__ == "__main__":
    try:
        print(fetch())
    except NotCheckedError as error:
        sys.exit(f"Not fetched: {error}.")
