"""Our templates without the blanks that indent them: a tenth of a page's bytes.

Line breaks stay, so the lines of a template are still counted as they stand in its
file. No template of ours has words of `pre` or of a text field that begin with blanks.
"""

import re

from django.template.loaders import app_directories, filesystem

INDENT = re.compile(r"(?<=\n)[ \t]+")
ELSEWHERE = "site-packages"


class Folder(filesystem.Loader):
    """The templates of the frame."""

    def get_contents(self, origin):
        return leaner(super().get_contents(origin), origin.name)


class Rooms(app_directories.Loader):
    """The templates of each room, and those of the packages as they are."""

    def get_contents(self, origin):
        return leaner(super().get_contents(origin), origin.name)


def leaner(text: str, name: str) -> str:
    """A page of ours without its indents; mail and other people's pages as they are."""
    if ELSEWHERE in name or not name.endswith(".html"):
        return text
    return INDENT.sub("", text)
