"""One log record, one line. Imports nothing of the project's.

What a visitor sends (an address, a header) reaches the log. A line break in it could
forge a second record, and an escape sequence could drive the terminal of whoever reads
it, so every control character is written out.
"""

import logging
import re

# C0 and C1 control characters, and the separators that some readers break lines at.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """The text with every control character written as its escape."""
    return CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)


class OneLineFormatter(logging.Formatter):
    """Formats a record, traceback included, as a single harmless line."""

    def format(self, record: logging.LogRecord) -> str:
        return harmless(super().format(record))
