"""Finding the names of terms, beside one compiled pattern of all of them.

Run as `python -m tests.benchmarks.suggesting`. Read the ratios: both are measured in
one run. What a text costs to parse is measured apart from what it costs to search.
"""

import os
import random
import re
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

from alsinfo.text.suggestions import Name, Text, Vocabulary, suggest

from . import goals

RUNS = 15
SYLLABLES = ("al", "be", "co", "di", "el", "fo", "gra", "hy", "in", "ju", "ka", "lo")


def words_of(count, begin):
    """Different made-up words that begin in one way."""
    chance = random.Random(begin)
    found = {}
    while len(found) < count:
        found[begin + "".join(chance.choices(SYLLABLES, k=chance.randint(3, 5)))] = None
    return list(found)


def names_of(count, words):
    """Names of one to three words, one in ten in capitals."""
    chance = random.Random(count)
    names = {}
    while len(names) < count:
        name = " ".join(chance.choices(words, k=chance.randint(1, 3)))
        names[name.upper() if chance.random() < 0.1 else name] = None
    return [Name(f"term-{number}", name) for number, name in enumerate(names)]


def text_of(count, words, names):
    """A text of so many words, a name in every fortieth, in paragraphs and sections."""
    chance = random.Random(7)
    parts = []
    for number in range(count):
        known = number % 40 == 0
        parts.append(chance.choice(names).words if known else chance.choice(words))
        parts.append(".\n\n" if number % 100 == 99 else " ")
        parts += ["## A heading\n\n"] if number % 400 == 399 else []
    return "".join(parts)


def milliseconds(work):
    """The median processor time of several runs."""
    work()
    times = []
    for _run in range(RUNS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def alternation(names):
    """What a glossary is mostly searched with: one pattern of all its names."""
    longest_first = sorted((name.words for name in names), key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest_first))
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


def found_in(read, vocabulary):
    return [list(vocabulary.matches(words)) for words in read.stretches]


def of_ten_thousand():
    """A page of 1,500 words against 10,000 names: by tree, and by one pattern."""
    known = words_of(9_000, "my")
    names = names_of(10_000, known)
    text = text_of(1_500, [*words_of(4_000, "ne"), *known[:400]], names)
    vocabulary, read = Vocabulary(names), Text(text)
    pattern = alternation(names)
    ours = milliseconds(lambda: found_in(read, vocabulary))
    theirs = milliseconds(lambda: pattern.findall(text))
    found = sum(map(len, found_in(read, vocabulary)))
    print(f"10,000 names, {len(text.split()):,} words, {found} names found")
    print(f"  building the vocabulary {milliseconds(lambda: Vocabulary(names)):>12.1f}")
    print(f"  reading the text        {milliseconds(lambda: Text(text)):>12.1f}")
    print(f"  finding the names       {ours:>12.2f}")
    print(f"  one pattern of all      {theirs:>12.1f}   {theirs / ours:,.0f} times")
    goals.at_most("finding 10,000 names in 1,500 words", ours, 0.6)
    goals.at_least("finding names, beside one pattern", theirs / ours, 400)


def of_long_texts():
    """2,000 names in 50 to 400 kB; the last column must stay about the same."""
    known = words_of(3_000, "my")
    names = names_of(2_000, known)
    vocabulary = Vocabulary(names)
    print("\n2,000 names, all of it: parsing, finding, choosing")
    for kilobytes in (50, 100, 200, 400):
        text = text_of(kilobytes * 150, words_of(4_000, "ne"), names)[
            : kilobytes * 1000
        ]
        taken = milliseconds(lambda text=text: suggest(text, vocabulary))
        print(f"  {kilobytes:>4} kB {taken:>29.1f}{taken / kilobytes:>10.2f} per kB")


def of_names_alike():
    """Names that only their last words tell apart, in a text of nothing else."""
    names = [Name("long", "a " * 59 + "b"), Name("pattern", "(a+)+$")]
    vocabulary, text = Vocabulary(names), "a " * 50_000
    print("\nA name of sixty words that are all alike, in a text of that word")
    taken = milliseconds(lambda: suggest(text, vocabulary))
    print(f"  {len(text) // 1000:>4} kB {taken:>29.1f}")


def main():
    django.setup()
    print("milliseconds of processor time, median")
    of_ten_thousand()
    of_long_texts()
    of_names_alike()


if __name__ == "__main__":
    main()
