"""Telephone numbers, e-mail addresses and postal addresses in a line or sentence."""

import re

from .patterns import SITE

PHONE = re.compile(r"(?<![\w./-])(?:\+|\(\+?)?\d[\d ().–-]{6,22}\d(?![\w/-])")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,500}", re.I)
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d\s?[-–]\s?(?:1[5-9]|20)\d\d")
# A number written in groups of three, as large numbers are.
_COUNT = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
_AMERICAN = re.compile(r"(?:\+?1[-. ])?\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}")
_ANNOUNCED = re.compile(
    r"\b(?:tel|telephone|phone|call|mobile|fax|helpline|hotline|ring|dial|whatsapp)"
    r"(?:\s+(?:us|now|on|at|number|no))*\W{0,3}\Z",
    re.I,
)
_IDENTIFIER = re.compile(
    r"\b(?:doi|isbn|issn|pmid|pmcid|pmc|nct|orcid|isrctn|eudract|number|no|charity)"
    r"(?:-1[03])?\W{0,3}\Z",
    re.I,
)
_LABELS = re.compile(
    r"\b(?:phone|telephone|tel|mobile|fax|e-?mail|mail|call|contact|us|at|or|on|to|and|"
    r"now|today|toll|free|helpline|hotline|whatsapp|address|website|web|visit|support|"
    r"enquiries|info|office|hours|for|appointments?|team|our|reach|write)\b",
    re.I,
)
_REACH = (
    r"(?:call|phone|ring|dial|text|contact|reach|whatsapp|message|e?-?mail|write to)"
)
# The words of a sentence that tells how to reach the people of the page.
_OWN = re.compile(
    rf"\b{_REACH}\s(?:to )?(?:us|me)\b"
    r"|\bour (?:[\w-]{1,20} ){0,2}(?:helpline|hotline|number|phone|line|office|team|"
    r"e-?mail|address|clinic|experts?|specialists?|staff|advis[eo]rs?|cent(?:er|re)|"
    r"patient|customer|support)\b",
    re.I,
)
_CALLING = re.compile(
    rf"^(?:please |so |just |(?:for|to)\b.{{1,60}}?,? (?:please )?){_REACH}?"
    rf"|^{_REACH}\b",
    re.I,
)
_BEFORE_IT = re.compile(
    rf"\b{_REACH}(?:[\s:,]{{1,3}}(?:us|on|at|now|today|to))*\W*\Z", re.I
)
_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|ln|boulevard|blvd|suite|floor|sector|"
    r"nagar|highway|hwy|drive|plaza|tower|square|marg|p\.?\s?o\.?\sbox|building|"
    r"parkway|pkwy|court|terrace|crescent|way)\b\.?",
    re.I,
)
_POSTCODE = re.compile(
    r"\b(?:[A-Z]{2},?\s\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|"
    r"[A-Z][a-z]+\s?[-–]?\s?\d{6}|\d{5}\s[A-Z][a-z]+)\b"
)


def is_contact(text: str) -> bool:
    """Whether little but telephone numbers and e-mail addresses stand here."""
    rest, mails = EMAIL.subn(" ", text)
    surely = PHONE.sub(lambda m: " " if _is_telephone(m) else m[0], rest)
    maybe = PHONE.sub(lambda m: " " if _could_be_one(m[0]) else m[0], rest)
    if not mails and rest == maybe:
        return False
    if mails or surely != rest:
        return _count(surely) <= 3
    return not _count(maybe)


def _count(text: str) -> int:
    rest = _LABELS.sub(" ", URL.sub(" ", text))
    return len(re.findall(r"[^\W_]{2,}", rest))


def calls(text: str) -> bool:
    """Whether a sentence gives a number or address at which to reach the page.

    The contacts of others, in a sentence about them, are information.
    """
    found = [*EMAIL.finditer(text), *filter(_is_telephone, PHONE.finditer(text))]
    if not found:
        return False
    if _OWN.search(text):
        return True
    directly = _BEFORE_IT.search(text[: min(match.start() for match in found)])
    return bool(directly and _CALLING.match(text))


def may_call(text: str) -> bool:
    """A quick look that spares most texts the slower one."""
    return "@" in text or bool(PHONE.search(text))


def _is_telephone(match: re.Match[str]) -> bool:
    """Whether digits in groups are surely a number that one can ring."""
    written, before = match[0], match.string[max(match.start() - 40, 0) : match.start()]
    count = sum(c.isdigit() for c in written)
    if not 8 <= count <= 15 or _YEARS.search(written) or _IDENTIFIER.search(before):
        return False
    if _ANNOUNCED.search(before) or written.startswith(("+", "(+")):
        return True
    if _AMERICAN.fullmatch(written):
        return True
    return (
        written.startswith(("0", "(0")) and written[1] not in "." and 9 <= count <= 14
    )


def _could_be_one(written: str) -> bool:
    """Whether digits alone on their line are a number that one can ring."""
    groups = re.findall(r"\d+", written)
    if not 9 <= sum(map(len, groups)) <= 15 or _YEARS.search(written):
        return False
    if _COUNT.fullmatch(written):
        return False
    return len(groups) <= 6 and max(map(len, groups)) >= 3 and len(groups[-1]) > 1


def is_street(text: str) -> bool:
    """Whether a line is a postal address and nothing else."""
    if len(text) > 160 or text[-1] in "?!" or len(text.split()) > 22:
        return False
    coded = bool(_POSTCODE.search(text))
    street = bool(_STREET.search(text)) and bool(re.search(r"\d", text))
    labelled = re.match(r"(?:our )?(?:address|location|head office)\s?:", text, re.I)
    return bool((coded and text.count(",")) and street) or bool(
        labelled or (street and text.count(",") >= 2 and re.match(r"\W*\d", text))
    )


def is_prose(text: str) -> bool:
    """Whether words are a sentence that says something, and not of the page itself."""
    if text.rstrip("\"'”’)»")[-1:] not in (".", "!", "?", "…") or SITE.search(text):
        return False
    initials = [word[0] for word in re.findall(r"[^\W\d_]+", text)]
    small = sum(initial.islower() for initial in initials)
    return len(initials) >= 4 and 2 * small >= len(initials)
