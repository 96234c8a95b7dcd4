"""How often a wrong key may be tried: 10 an account, 20 an address, in 5 minutes.

A try is written down before the password is looked at and taken back when it was right,
so that parallel requests cannot slip through together. The rows live in the database,
where every worker sees them and a restart does not forget them; Django's database cache
would lose counts, because its `incr` reads first and writes afterwards.
"""

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Tries

WINDOW = 300  # seconds
AN_ACCOUNT = 10
AN_ADDRESS = 20
MOST_SWEPT = 100


class TooMany(Exception):
    """Nothing more is tried here for so many `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Try:
    """One try, written down."""

    keys: tuple[str, ...]
    at: float
    until: float

    def forgive(self) -> None:
        """It was right: it does not count."""
        with transaction.atomic():
            for row in _lock(self.keys, self.until):
                if self.at in row.times:
                    row.times.remove(self.at)
                row.save(update_fields=["times"])


def begin(
    purpose: str,
    *,
    address: str,
    account: str | None = None,
    most: int = AN_ADDRESS,
    window: int = WINDOW,
) -> Try:
    """Write a try down, or raise `TooMany`. An `account` is a name as it was typed.

    `most` of this purpose are let through from one `address` in a `window` of seconds,
    which is always the same for one purpose.
    """
    limits = {_key(purpose, "address", address): most}
    if account is not None:
        limits[_key(purpose, "account", account)] = AN_ACCOUNT
    now = timezone.now().timestamp()
    with transaction.atomic():
        rows = _lock(limits, now + window)
        for row in rows:
            row.times = [at for at in row.times if at > now - window]
        _refuse_full(rows, limits, now - window)
        for row in rows:
            row.times.append(now)
            row.save(update_fields=["times"])
        _sweep(now)
    return Try(tuple(limits), now, now + window)


def _key(purpose: str, kind: str, name: str) -> str:
    """Names that look alike count as one; the table does not tell who they are.

    Without the secret key nobody can find the address or name of a row by trying all.
    """
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    text = f"{purpose}\0{kind}\0{plain}".encode("utf-8", "surrogatepass")
    return salted_hmac("alsinfo.accounts.limits", text, algorithm="sha256").hexdigest()


def _lock(keys: Iterable[str], until: float) -> list[Tries]:
    """The rows, made when missing and held until the transaction ends.

    One statement inserts or locks them, in the order of their keys: two requests cannot
    wait for each other, and no row is swept away in between.
    """
    ordered = sorted(keys)
    Tries.objects.bulk_create(
        [Tries(key=key, until=until) for key in ordered],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["until"],
    )
    return list(Tries.objects.filter(key__in=ordered))


def _refuse_full(rows: list[Tries], limits: dict[str, int], since: float) -> None:
    waits = [
        sorted(row.times)[-limits[row.key]] - since
        for row in rows
        if len(row.times) >= limits[row.key]
    ]
    if waits:
        raise TooMany(max(1, math.ceil(max(waits))))


def _sweep(now: float) -> None:
    """Forget what no longer counts, without waiting for anybody."""
    old: Any = Tries.objects.filter(until__lt=now).select_for_update(skip_locked=True)
    keys = list(old.values_list("key", flat=True)[:MOST_SWEPT])
    if keys:
        Tries.objects.filter(key__in=keys).delete()
