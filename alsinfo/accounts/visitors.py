"""From which network address a request really comes.

`X-Forwarded-For` is what a visitor likes to write in it, but for the entries that our
own proxies added at its end. TRUSTED_PROXIES says how many those are, or who they are.
"""

import ipaddress
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The visitor's address, to count by; of IPv6 the network a household gets."""
    remote = _parse(request.META.get("REMOTE_ADDR", ""))
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    return _counted_as(_from_outside(settings.TRUSTED_PROXIES, hops, remote))


def _from_outside(trusted: Any, hops: list[str], remote: Any) -> Any:
    if isinstance(trusted, int):
        given = _parse(hops[-trusted]) if 0 < trusted <= len(hops) else None
        return given or remote
    found = remote
    for hop in reversed(hops):
        if not any(found in network for network in trusted if found):
            break
        parsed = _parse(hop)
        if parsed is None:
            break
        found = parsed
    return found


def _parse(text: str) -> Any:
    """An address, perhaps with a port; None for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _counted_as(address: Any) -> str:
    if address is None:
        return "unknown"
    if address.version == 6:
        return str(ipaddress.IPv6Network((int(address), 64), strict=False))
    return str(address)
