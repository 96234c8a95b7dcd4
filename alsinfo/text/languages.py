"""Language tags (BCP 47), such as `en-GB`: are two the same, which way is one read."""

# Languages and scripts that are written from right to left.
RIGHT_TO_LEFT = {
    *("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug"),
    *("ur", "yi"),
}
SCRIPTS = {"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"}


def same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def is_right_to_left(tag: str) -> bool:
    """Whether the tag's script, else its language, is read from right to left."""
    language, *others = tag.casefold().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    return script in SCRIPTS if script else language in RIGHT_TO_LEFT
