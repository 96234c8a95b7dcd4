"""Every way to ask, every address to ask, and the hidden words in what is answered."""

from django.test import Client

from .. import addresses
from .words import SECRET

HEADERS = [
    {"accept": "text/html"},
    {"accept": "application/json"},
    {"accept": "*/*"},
    {"range": "bytes=0-99999"},
    {"if-none-match": "*"},
    {"if-none-match": '"anything"'},
    {"if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    {"if-modified-since": "Fri, 31 Dec 2999 00:00:00 GMT"},
    {"x-requested-with": "XMLHttpRequest"},
]
QUERIES = (
    "status=draft",
    "_connector=OR",
    "o=1",
    "on=2026-03-01",
    "on=2026-02-02",
    "on=2931-05-05",
    "page=1",
    "page=2",
    "preview=1",
    "format=json",
)
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE")
REQUESTS = [
    *((method, "", {}) for method in METHODS),
    *(("GET", f"?{query}", {}) for query in QUERIES),
    *(("GET", "", headers) for headers in HEADERS),
]


def ask(client, path, method="GET", headers=None):
    """Everything that the answer says: its status, headers, cookies and body."""
    response = client.generic(method, path, headers=headers or {})
    body = b"".join(response) if response.streaming else response.content
    head = f"{response.status_code} {response.reason_phrase}\n"
    cookies = response.cookies.output()
    return head + response.serialize_headers().decode() + cookies + body.decode()


def leaks(client, path, method="GET", headers=None):
    """The hidden words in an answer, but for those that the request itself said."""
    said = {word.lower() for word in SECRET.findall(path)}
    found = {
        word.lower() for word in SECRET.findall(ask(client, path, method, headers))
    }
    return [f"{method} {path} {headers}: {word}" for word in sorted(found - said)]


def public_paths():
    """Every address outside the admin, for every row, public or not."""
    every = addresses.every_address()
    return [address.path for address in every if address.route.is_public]


def requests_of(path):
    """Every way to ask; fewer of the many pages of the past: they know no parameter."""
    if "/history/" not in path:
        return REQUESTS
    return [*((method, "", {}) for method in METHODS), ("GET", "", HEADERS[1])]


def admin_paths():
    """Each address of the admin and of its door once: nobody here gets further."""
    routes = [route for route in addresses.routes() if not route.is_public]
    routes = [route for route in routes if route.name != "account_logout"]
    return [addresses.fill(route)[0].path for route in routes]


def plain(path):
    return Client().get(path).content.decode()


def is_like_never(path, word, method="GET", headers=None):
    """Whether the answer is the one that a word gets which is nowhere in the site."""
    never = "n" + "e" * (len(word) - 2) + "v"
    answer = ask(Client(), path, method, headers)
    other = ask(Client(), path.replace(word, never), method, headers)
    return answer.replace(word, never) == other
