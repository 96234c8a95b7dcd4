"""What a web page carries around its text: forms, buttons, contacts, personas.

`kind_of` judges a line or paragraph as a whole, `sentences` parts the ones to leave
out from the rest of a paragraph. Each piece is named by its kind, for the report.
"""

import re
from collections.abc import Iterator

from .patterns import SENTENCES, WHOLE
from .phrases import PHRASES

_WILD = "…"


def _table() -> tuple[dict[str, str], list[tuple[str, str]]]:
    whole: dict[str, str] = {}
    starts: list[tuple[str, str]] = []
    for kind, phrases in PHRASES.items():
        for phrase in (" ".join(p.split()) for p in phrases.split(";")):
            if phrase.endswith(_WILD):
                starts.append((phrase[:-1], kind))
            else:
                whole[phrase] = kind
    return whole, starts


_WHOLE, _STARTS = _table()
_LONGEST_PHRASE = 14
_PHONE = re.compile(r"(?<![\w./-])(?:\+|\(\+?)?\d[\d ().–-]{7,22}\d(?![\w/-])")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,500}", re.I)
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d\s?[-–]\s?(?:1[5-9]|20)\d\d")
_GLUED = re.compile(r"[a-z)][A-Z][a-z]")
_LABELS = re.compile(
    r"\b(?:phone|telephone|tel|mobile|fax|e-?mail|mail|call|contact|us|at|or|on|to|and|"
    r"now|today|toll|free|helpline|hotline|whatsapp|address|website|web|visit|support|"
    r"enquiries|info|office|hours|for|appointments?|team|our|reach|write)\b",
    re.I,
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
_MENU = re.compile(r"\b(?:home|about|contact|privacy|terms|blog|log ?in)\b", re.I)
# In a line whose case counts.
_BYLINE = re.compile(r"(?:By|BY|Author|Written by)[: ].{0,6}[A-Z]")
_PERSONA = re.compile(
    r"(?:hello|hi|hey|greetings|welcome)\b[^.?]{0,30}?\b(?:i['’]m|i am|my name)\b"
    r"|(?:i['’]m|i am|my name is) [\w.]{1,30}(?: \w{1,30})?, (?:your|an?|the) "
    r"|\byour guide to\b|\bjoin me (?:on|as|in)\b"
    r"|^(?:[\w.'’-]{1,30} ){1,5}is an? (?:[\w-]{1,30} ){0,5}"
    r"(?:writer|journalist|blogger|editor|content creator|copywriter|author)\b"
    r"|\b(?:view|see|read) all (?:posts|articles) (?:by|from)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])['\"”’)]{0,2}\s+(?=[\"“‘'(]?[A-Z0-9+])")
_STRIPPED = " \t*:.!?…|>»›→«<‹←-–—•·+\"'“”’()[]#✓✔▼▲▾▸"


def kind_of(text: str) -> str:
    """Name the kind of debris that a whole line or paragraph is; empty for none."""
    if len(text) > 400:
        return ""
    words = text.lower().strip(_STRIPPED)
    if not words:
        return "rule or sign"
    if len(words) <= 60 and words.replace("’", "'") in _WHOLE:
        return _WHOLE[words.replace("’", "'")]
    return _by_start(words) or _by_pattern(text) or _by_look(text)


def _by_start(words: str) -> str:
    if words.count(" ") > _LONGEST_PHRASE:
        return ""
    return next((kind for start, kind in _STARTS if words.startswith(start)), "")


def _by_pattern(text: str) -> str:
    bare = text.strip(" \t*|•·–—")
    for kind, pattern in WHOLE:
        if pattern.fullmatch(bare) and _is_plausible(kind, pattern, bare):
            return kind
    return ""


def _is_plausible(kind: str, pattern: re.Pattern[str], text: str) -> bool:
    """A last look at the patterns that sentences and headings may fit, too."""
    if kind in ("tags", "navigation") and text[-1] in ".?" and "|" not in text:
        return ":" in text[:20]
    if kind == "byline or date" and text.lower().startswith(("by ", "editor")):
        named = sum(word[0].isupper() for word in text.split())
        brief = len(text.split()) <= 12 and text[-1] != "."
        return bool(_BYLINE.match(text)) and brief and 2 * named >= len(text.split())
    if kind == "image name" and " " not in text and "." not in text:
        return text.count("-") + text.count("_") > 1 and text[0].islower()
    return True


def _by_look(text: str) -> str:
    if is_contact(text):
        return "contact details"
    if is_street(text):
        return "street address"
    if len(_GLUED.findall(text)) > 1 and not re.search(r"[.!?;:]\s|[.!?]$", text):
        return "tags run together" if len(text.split()) <= 60 else ""
    if _URL.fullmatch(text) or (text.count("|") > 1 and _MENU.search(text)):
        return "navigation"
    return ""


def is_contact(text: str) -> bool:
    """Whether little but telephone numbers and e-mail addresses stand here."""
    rest, found = _EMAIL.subn(" ", text)
    rest, phones = _PHONE.subn(lambda m: " " if _is_phone(m[0]) else m[0], rest)
    if rest == text or not found + phones:
        return False
    rest = _LABELS.sub(" ", _URL.sub(" ", rest))
    return len(re.findall(r"[^\W_]{2,}", rest)) <= 3


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


def _is_phone(text: str) -> bool:
    """Nine digits or more, in groups as telephones have them: no years, no decimals."""
    groups = re.findall(r"\d+", text)
    if not 9 <= sum(map(len, groups)) <= 15 or _YEARS.search(text):
        return False
    return len(groups) <= 6 and max(map(len, groups)) >= 3 and len(groups[-1]) > 1


def is_persona(text: str) -> bool:
    """Whether a paragraph presents somebody who writes for the page."""
    return len(text) < 1_500 and bool(_PERSONA.search(text))


def sentences(text: str) -> Iterator[tuple[str, str]]:
    """Part a paragraph into runs of (words, kind of debris); kind is empty for text."""
    if not _may_call(text):
        yield text, ""
        return
    kept: list[str] = []
    for sentence in _split(text):
        kind = _sentence_kind(sentence)
        if not kind:
            kept.append(sentence)
            continue
        if kept:
            yield " ".join(kept), ""
        kept = []
        yield sentence, kind
    if kept:
        yield " ".join(kept), ""


def _split(text: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for found in _SENTENCE.finditer(text):
        end = found.end()
        parts.append(text[start:end].strip())
        start = end
    return [*parts, text[start:].strip()] if text[start:].strip() else parts


def _may_call(text: str) -> bool:
    if "@" in text or _PHONE.search(text):
        return True
    return any(pattern.search(text) for _kind, pattern in SENTENCES)


def _sentence_kind(text: str) -> str:
    if len(text) > 600:
        return ""
    if _EMAIL.search(text) or any(_is_phone(p) for p in _PHONE.findall(text)):
        return "contact details"
    return next((kind for kind, pattern in SENTENCES if pattern.search(text)), "")
