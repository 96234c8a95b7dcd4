"""What the first visit costs a reader: three requests, and 200 kB at most.

Counted in the browser. A page counts as it is; style sheets and scripts as whitenoise
sends them, compressed.
"""

import gzip
from urllib.parse import urlsplit

from tests import showcase

MOST_REQUESTS = 3  # page, style sheet, script; the icon in the tab apart
MOST_PAGE = 200_000  # bytes of everything that one page loads
MOST = {"stylesheet": 20_000, "script": 20_000}  # bytes, all files of a kind together


def test_a_first_visit_is_light(visits, site):
    heavy = {}
    for name, (address, _status) in showcase.KINDS.items():
        loaded = first_load(visits(), address)
        if wrong := faults(loaded):
            heavy[name] = wrong
    assert heavy == {}


def first_load(visit, address):
    """What a browser asks for that has never been here: kind and bytes by address."""
    found = {}
    visit.page.on("response", lambda response: found.setdefault(response.url, response))
    visit.go(address)
    visit.page.wait_for_load_state("networkidle")
    visit.messages.clear()
    icon = visit.page.get_attribute("link[rel=icon]", "href")
    found.pop(visit.base + icon, None)
    assert {urlsplit(url).netloc for url in found} == {urlsplit(visit.base).netloc}
    return {url: (r.request.resource_type, weight(r)) for url, r in found.items()}


def weight(response):
    body = response.body()
    return (
        len(gzip.compress(body))
        if response.request.resource_type in MOST
        else len(body)
    )


def faults(loaded):
    sizes = {kind: [s for k, s in loaded.values() if k == kind] for kind in MOST}
    total = sum(size for _kind, size in loaded.values())
    return [
        *([f"{len(loaded)} requests"] if len(loaded) > MOST_REQUESTS else []),
        *([f"{total} bytes"] if total > MOST_PAGE else []),
        *(f"{k}: {sum(sizes[k])} bytes" for k in MOST if sum(sizes[k]) > MOST[k]),
    ]
