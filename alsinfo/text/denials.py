"""What takes back something that a sentence says, and what only seems to.

“No cure” takes a cure back, “no doubt a cure” does not. Advice has rules of its own:
“do not stop” is advice for all its “not”, and “people stopped” is none.
"""

from collections.abc import Sequence

from .inflections import forms
from .patterns import Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A negation this many words before takes a claim back.
REACH = 4
# A negation this many words before an excuse unsays it; no further than its clause.
NEAR = 3
NEGATIONS = _words(
    "no not never none without nobody neither nor cannot nothing nowhere hardly "
    "scarcely barely fail fails failed failing lacks lacked"
)
# How far before advice somebody may be said to give it, or to ask for it.
FAR = 6
# Pairs that deny without any of these words.
PAIRS = frozenset(
    [("far", "from"), ("rather", "than"), ("instead", "of"), ("anything", "but")]
)
# What follows a negation and makes an affirmation of it.
AFFIRMED = {
    "no": frozenset({"doubt", "question", "less", "wonder"}),
    "not": frozenset({"only", "just", "merely", "simply", "solely", "least"}),
    "without": frozenset({"doubt", "question", "exception"}),
    "nothing": frozenset({"but", "short", "less"}),
    "never": frozenset({"mind"}),
}
ARTICLES = frozenset({"a", "an", "any", "the"})
# What says of a claim, right after it, that it does not hold.
COPULAS = frozenset({"is", "was", "are", "were", "remains", "sounds", "proved"})
FALSE = _words(
    "false wrong misleading untrue incorrect unfounded unproven mistaken baseless "
    "exaggerated myth"
)
TRUE = frozenset({"true", "right", "correct", "so"})
CLAUSES = _words("and but so or then which that because")

ORDERS = frozenset({"do not", "don't", "never", "please do", "please don't"})
ADDRESSED = frozenset({"you", "your", "yourself"})
REPORTS = _words("tell tells told telling say says said ask asks asked")
# What medical advice tells people to do; as “people stop” or “she stopped” it is none.
VERBS = _words(
    "begin carry change come continue discontinue double enrol enroll enter go "
    "increase join keep lower miss pause quit raise reduce resume skip start stay "
    "stop take try use"
)
ORDERED = VERBS | {form for verb in VERBS for form in forms(verb) if form[-3:] == "ing"}
TOLD = {form for verb in VERBS for form in forms(verb)} - ORDERED
# What stands right before an order, where a sentence does not begin with it.
LEADS = _words(
    "advise also always and avoid consider do ever just must never not or ought "
    "please recommend shall should simply so suggest then you"
)
# What makes an order of “to stop”; with “whether to stop” it is a question.
URGENT = _words(
    "advise advised best essential have has important must need needs ought "
    "recommend recommended remember sure vital want wise"
)


def is_taken_back(tokens: Sequence[Token], at: int, end: int, *, advice: bool) -> bool:
    """Whether its sentence denies what `tokens[at:end]` say."""
    if advice:
        return _is_told(tokens, at) or (
            _is_negated(tokens, at, REACH) and not _is_order(tokens, at)
        )
    return _is_negated(tokens, at, REACH) or _is_denied(tokens, end)


def is_unsaid(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether an excuse is itself denied: “has not been withdrawn” excuses nothing."""
    if any(_is_negation(token.folded) for token in tokens[at:end]):
        return False
    start = at
    while start and at - start < NEAR and _goes_on(tokens[start - 1], tokens[start]):
        start -= 1
    return _is_negated(tokens, at, at - start)


def _goes_on(before: Token, token: Token) -> bool:
    return token.tight and before.folded not in CLAUSES


def _is_negation(word: str) -> bool:
    return word in NEGATIONS or word.endswith("n't")


def _is_negated(tokens: Sequence[Token], at: int, reach: int) -> bool:
    """Whether a negation stands before, in the same sentence, and is meant as one."""
    return any(
        tokens[place].sentence == tokens[at].sentence and _negates(tokens, place)
        for place in range(max(0, at - reach), at)
    )


def _negates(tokens: Sequence[Token], place: int) -> bool:
    word, *after = (token.folded for token in tokens[place : place + 3])
    if after and (word, after[0]) in PAIRS:
        return True
    if not _is_negation(word):
        return False
    if place and tokens[place - 1].folded == "why":
        return False
    following = after[1:2] if after and after[0] in ARTICLES else after[:1]
    return not (set(following) & AFFIRMED.get(word, frozenset()))


def _is_denied(tokens: Sequence[Token], end: int) -> bool:
    """Whether “is false”, “was not true” or the like follows at once."""
    sentence = tokens[end - 1].sentence
    after = [t.folded for t in tokens[end : end + 5] if t.sentence == sentence]
    if after and after[0] not in COPULAS:
        after = after[1:]
    if not after or after[0] not in COPULAS:
        return False
    negated = any(map(_is_negation, after[1:]))
    return bool(set(after) & (TRUE if negated else FALSE))


def _is_order(tokens: Sequence[Token], at: int) -> bool:
    """Whether a negated piece of advice is still advice."""
    sentence = tokens[at].sentence
    span = tokens[max(0, at - 40) : at + 12]
    words = [token.folded for token in span if token.sentence == sentence]
    before = _said_before(tokens, at, FAR)
    if any(_is_negation(word) for word in before) and REPORTS & set(before):
        return False
    opening = " ".join(words[:2])
    return bool(ADDRESSED & set(words)) or opening in ORDERS or words[0] in ORDERS


def _is_told(tokens: Sequence[Token], at: int) -> bool:
    """Whether it tells what people do or did, and not what to do."""
    verb = tokens[at].folded
    if "whether" in _said_before(tokens, at, FAR):
        return True
    if verb not in ORDERED:
        return verb in TOLD
    if not at or not tokens[at].tight or tokens[at - 1].sentence != tokens[at].sentence:
        return False
    before = tokens[at - 1].folded
    if before == "to":
        return at < 2 or tokens[at - 2].folded not in URGENT
    return before not in LEADS and not before.endswith("n't")


def _said_before(tokens: Sequence[Token], at: int, reach: int) -> list[str]:
    span = tokens[max(0, at - reach) : at]
    return [token.folded for token in span if token.sentence == tokens[at].sentence]
