"""Whether a form was sent from a page of this site, when no cookie can prove it.

Public pages set no cookie, so Django's token cannot be used, and there is no session
that a foreign site could misuse: what it could do is make its visitors send us reports.
Browsers say where a form comes from. Imports Django only.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest


def is_ours(request: HttpRequest) -> bool:
    """By `Origin`; else by `Sec-Fetch-Site`; else by `Referer`.

    `null` and everything foreign is not ours. A request without any of the three
    passes: every browser that could be tricked sends one of them, and a program that
    leaves them out could as well write ours.
    """
    headers = request.headers
    if "Origin" in headers:
        return headers["Origin"].lower() == _own(request)
    if "Sec-Fetch-Site" in headers:
        return headers["Sec-Fetch-Site"] in {"same-origin", "none"}
    if "Referer" in headers:
        return _origin_of(headers["Referer"]) == _own(request)
    return True


def _own(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}".lower()


def _origin_of(address: str) -> str:
    try:
        parts = urlsplit(address.lower())
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
