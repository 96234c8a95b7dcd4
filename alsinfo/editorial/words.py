"""Small questions to strings that editors type. Pure; imports nothing of the house."""

import re
import unicodedata

APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc]")
DASHES = re.compile(r"[-\u2010-\u2015\u2212]")


def lines(text):
    """The non-empty lines of a text box, stripped, in order."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def fold(text):
    """A phrase as compared: one Unicode form, small letters, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def fold_name(text):
    """A name as compared: folded, no accents or apostrophes, a hyphen a space."""
    plain = APOSTROPHES.sub("", DASHES.sub(" ", text))
    letters = unicodedata.normalize("NFKD", plain)
    return fold("".join(c for c in letters if not unicodedata.combining(c)))
