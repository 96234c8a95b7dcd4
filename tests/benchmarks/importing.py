"""How long a document takes to read, for pages of 100 kB to 8 MB.

Run as `python -m tests.benchmarks.importing`. The last column must stay about the same.
"""

import os
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from alsinfo.text import documents
from tests.articles.pages_to_import import BLOGGED, SOLD, WRAPPED

SIZES = (100_000, 1_000_000, 2_000_000, 4_000_000, 8_000_000)


def page_of(size):
    """A page of this many characters, made of pages with every fault."""
    one = WRAPPED + "\n\n" + SOLD + "\n\n" + BLOGGED + "\n\n"
    return (one * (size // len(one) + 1))[:size]


def main():
    print(f"{'characters':>12}{'seconds':>10}{'per megabyte':>15}")
    for size in SIZES:
        page = page_of(size)
        start = time.process_time()
        documents.convert(page)
        taken = time.process_time() - start
        print(f"{size:>12,}{taken:>10.2f}{taken / size * 1_000_000:>15.2f}")


if __name__ == "__main__":
    main()
