"""What a web page carries around its text: forms, buttons, contacts, personas.

`kind_of` judges a line or paragraph as a whole, `sentences` parts the ones to leave
out from the rest of a paragraph. Each piece is named by its kind, for the report. What
says something stays: only what is surely no part of a text is debris.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from . import contacts
from .patterns import DAY, LIKELY, SENTENCES, SURE, together
from .phrases import PHRASES

_WILD = "…"
LONGEST = 400


def _table() -> tuple[dict[str, str], list[tuple[str, str]]]:
    whole: dict[str, str] = {}
    starts: list[tuple[str, str]] = []
    for kind, phrases in PHRASES.items():
        for phrase in (" ".join(p.split()) for p in phrases.split(";")):
            if phrase.endswith(_WILD):
                starts.append((phrase[:-1], kind))
                whole[phrase[:-1].strip()] = kind
            else:
                whole[phrase] = kind
    return whole, starts


_WHOLE, _STARTS = _table()
_ANY_START = tuple(start for start, _kind in _STARTS)
_SURE, _LIKELY = together(SURE), together(LIKELY)
_CALL = re.compile("|".join(f"(?:{p})" for p in SENTENCES.values()), re.I)
_CALLS = [(kind, re.compile(pattern, re.I)) for kind, pattern in SENTENCES.items()]
_LONGEST_PHRASE = 14
# Two names with nothing between them, and the names that are written so.
_GLUED = re.compile(r"[a-z)][A-Z][a-z]")
_BRANDS = re.compile(
    r"\b(?:Ma?c[A-Z]\w+|YouTube|TikTok|LinkedIn|WhatsApp|PubMed|FaceTime|PayPal|JavaScript"
    r"|GoFundMe|MedlinePlus|Clinical[Tt]rials|Patients[A-Z]\w+)"
)
_MENU = re.compile(r"\b(?:home|about|contact|privacy|terms|blog|log ?in)\b", re.I)
_DATED = re.compile(rf".{{0,60}}\b(?:{DAY}|\d{{1,2}} min(?:ute)?s?\b).{{0,40}}", re.I)
_LABEL = re.compile(
    r"(?:[A-Za-z-]+ ){0,2}(?:[Bb][Yy]|Author|Editor|Reviewer)\b[: ]*", re.I
)
_NAME = re.compile(r"(?:[A-Z][\w.'’-]*,?(?:\s|$)){1,5}")
_SENTENCE = re.compile(r"(?<=[.!?])['\"”’)]{0,2}\s+(?=[\"“‘'(]?[A-Z0-9+])")
_STRIPPED = " \t*:.!?…|>»›→«<‹←-–—•·+\"'“”’()[]#✓✔▼▲▾▸"


@lru_cache(maxsize=20_000)
def kind_of(text: str) -> str:
    """Name the kind of debris that a whole line or paragraph is; empty for none."""
    if len(text) > LONGEST:
        return ""
    words = text.lower().strip(_STRIPPED)
    if not words:
        return "rule or sign"
    if len(words) <= 60 and words.replace("’", "'") in _WHOLE:
        return _WHOLE[words.replace("’", "'")]
    bare = text.strip(" \t*|•·–—")
    return _matched(_SURE, bare) or _by_look(text) or _if_no_prose(text, words, bare)


def whole(text: str) -> str:
    """The same, and the kind of a line of which every sentence calls."""
    if kind := kind_of(text):
        return kind
    kinds = [kind for _words, kind in sentences(text)] if len(text) <= LONGEST else []
    return kinds[0] if kinds and all(kinds) else ""


def _if_no_prose(text: str, words: str, bare: str) -> str:
    if contacts.is_prose(text):
        return ""
    kind = _by_start(words) or _matched(_LIKELY, bare)
    if kind == "byline or date" and not _is_byline(bare):
        kind = ""
    return kind or _by_parts(bare)


def _by_start(words: str) -> str:
    if words.count(" ") > _LONGEST_PHRASE or not words.startswith(_ANY_START):
        return ""
    return next((kind for start, kind in _STARTS if words.startswith(start)), "")


def _matched(patterns: tuple[re.Pattern[str], tuple[str, ...]], text: str) -> str:
    pattern, kinds = patterns
    found = pattern.fullmatch(text)
    return kinds[int((found.lastgroup or "k0")[1:])] if found else ""


def _is_byline(text: str) -> bool:
    """A date, or a label and hardly more than names."""
    label = _LABEL.match(text)
    if label is None or _DATED.match(text):
        return True
    words = re.findall(r"[^\W\d_][\w'’-]*", text[label.end() :])
    named = sum(word[0].isupper() for word in words)
    brief = len(words) <= 12 and (text[-1] != "." or len(words) <= 4)
    return brief and 3 * named >= 2 * len(words)


def _by_parts(text: str) -> str:
    """A line of names, dates and buttons with signs between them."""
    parts = [part.strip() for part in re.split(r"\s[|•·]\s", text)]
    if len(parts) < 2:
        return ""
    kinds = [kind_of(part) for part in parts if part]
    named = all(k or _NAME.fullmatch(p) for k, p in zip(kinds, parts, strict=False))
    return next(filter(None, kinds), "") if named else ""


def _by_look(text: str) -> str:
    if contacts.may_call(text) and contacts.is_contact(text):
        return "contact details"
    if not contacts.is_prose(text) and contacts.is_street(text):
        return "street address"
    glued = len(_GLUED.findall(_BRANDS.sub(" ", text))) > 1
    if glued and not re.search(r"[.!?;:]\s|[.!?]$", text):
        return "tags run together" if len(text.split()) <= 60 else ""
    if contacts.URL.fullmatch(text) or (text.count("|") > 1 and _MENU.search(text)):
        return "navigation"
    return ""


# --- Who writes for the page --------------------------------------------------------

_ROLE = (
    r"(?:guide|host|writer|blogger|editor|creator|copywriter|journalist|storyteller|"
    r"contributor|enthusiast|coach|curator|author|founder)"
)
_PERSONA = re.compile(
    r"\b(?:I['’]m|I am|[Mm]y name is) [A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,2}"
    rf"[,.]? (?:and )?(?:I['’]m |I am )?(?:your (?:[\w-]{{1,20}} ){{0,3}}{_ROLE}\b"
    rf"|(?:an?|the) (?:[\w-]{{1,20}} ){{0,4}}{_ROLE}\b.{{0,160}}"
    r"\b(?:here|behind|this (?:site|blog|page)|passion\w*|share|cover|years of|love)\b)"
    r"|\b[Ww]elcome to my (?:blog|site|page|channel|website)\b"
    r"|\b(?:[Vv]iew|[Ss]ee|[Rr]ead) all (?:posts|articles) (?:by|from)\b"
)
# Somebody who lives by writing, said of a name at the beginning.
_WRITES = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?[A-Z][\w'’-]{1,30}(?: [A-Z][\w.'’-]{0,30}){0,3}"
    r"(?:, [A-Z][\w.]{0,8}){0,3},? is an? (?:(?!that|which|who|whom|of|by|for)"
    r"[\w-]{1,30},? ){0,4}(?:writer|journalist|blogger|editor|content creator|"
    r"copywriter)\b"
)
_OF_THEM = re.compile(
    r"\b(?:who|based|covers?|writes?|at|for|with|about|specialis|specializ)\b|[.]$"
)


def is_persona(text: str) -> bool:
    """Whether a paragraph presents somebody who writes for the page."""
    if len(text) >= 1_500:
        return False
    written = _WRITES.match(text)
    return bool(_PERSONA.search(text) or (written and _OF_THEM.search(text)))


# --- Sentences of a paragraph -------------------------------------------------------


def sentences(text: str) -> Iterator[tuple[str, str]]:
    """Part a paragraph into runs of (words, kind of debris); kind is empty for text."""
    parts = list(_split(text)) if _may_call(text) else [text]
    kept: list[str] = []
    for sentence in parts:
        kind = _sentence_kind(sentence) if len(parts) > 1 or _may_call(text) else ""
        if not kind:
            kept.append(sentence)
            continue
        if kept:
            yield " ".join(kept), ""
        kept = []
        yield sentence, kind
    if kept:
        yield " ".join(kept), ""


def _split(text: str) -> Iterator[str]:
    start = 0
    for found in _SENTENCE.finditer(text):
        yield text[start : found.end()].strip()
        start = found.end()
    if text[start:].strip():
        yield text[start:].strip()


def _may_call(text: str) -> bool:
    return contacts.may_call(text) or bool(_QUICK.search(text))


# One of these words stands in every sentence that calls.
_QUICK = re.compile(
    r"\b(?:cookies?|subscribe|sign up|join|inbox|unsubscribe|share|follow|comments?|"
    r"e-?mail|click|book|schedule|request|call|contact us|get in touch|experts?|ask|"
    r"consult|talk|speak|chat|copyright|reserved|published|marked|using|browsing|"
    r"continuing)\b|©",
    re.I,
)


def _sentence_kind(text: str) -> str:
    if len(text) > 600:
        return ""
    if contacts.calls(text):
        return "contact details"
    if not _CALL.search(text):
        return ""
    return next((kind for kind, pattern in _CALLS if pattern.search(text)), "")
