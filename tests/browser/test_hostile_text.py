"""The whole corpus in a real browser without a content security policy: all stays text.

What a payload would do is call a dialog or ask something of another host. Both are
watched, from before the first script of a page until after everything on it was loaded,
touched and scrolled past.
"""

import pytest
from playwright.sync_api import expect

from tests.hostile.payloads import OLD
from tests.hostile.poison import hostile, make_site

# Whatever hears of these has run a payload.
EARS = """
  window.ran = [];
  for (const name of ["alert", "print", "confirm", "prompt", "open", "DDE"])
    window[name] = (...given) => { window.ran.push([name, String(given)]); };
"""
# Fire what a payload may listen to, at every element there is.
TOUCH = """
  () => {
    const events = ["load", "error", "focus", "blur", "click", "mouseover", "wheel",
      "pointerenter", "animationstart", "animationend", "transitionend", "scroll",
      "toggle", "beforetoggle", "cut", "beforeinput", "begin", "hashchange"];
    const links = document.querySelectorAll("a, form, button, summary");
    for (const link of links) link.addEventListener("click", e => e.preventDefault());
    for (const part of document.querySelectorAll("*"))
      for (const name of events) part.dispatchEvent(new Event(name));
    const strange = "[onload],[onerror],[onclick],iframe,object,embed,base,style";
    return document.querySelectorAll(strange).length;
  }
"""


@pytest.fixture
def site(transactional_db):
    return make_site(hostile)


class Watch:
    """One window: what ran in it, and whom it asked."""

    def __init__(self, visit):
        self.visit, self.page, self.found = visit, visit.page, []
        self.page.add_init_script(EARS)
        self.page.on("dialog", self.dialog)
        self.page.context.route("**/*", self.ask)

    def dialog(self, dialog):
        self.found.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def ask(self, route):
        if route.request.url.startswith(self.visit.base):
            return route.continue_()
        self.found.append(f"asked {route.request.url}")
        return route.abort()

    def look(self, path):
        assert self.visit.go(path).ok
        self.judge(path)

    def judge(self, path):
        strange = self.page.evaluate(TOUCH)
        self.page.wait_for_timeout(100)
        ran = self.page.evaluate("window.ran")
        assert (strange, ran, self.found) == (0, [], []), path
        assert self.page.url.startswith(self.visit.base)


@pytest.fixture
def watch(visits):
    def begin(person=None):
        return Watch(visits(person, bypass_csp=True))

    return begin


def test_the_watch_hears_what_runs(site, watch):
    seen = watch()
    seen.visit.go("/")
    seen.page.evaluate("document.body.innerHTML = '<img src=x onerror=alert(1)>'")
    seen.page.wait_for_timeout(300)
    assert seen.page.evaluate("window.ran") == [["alert", "1"]]
    seen.page.evaluate("new Image().src = 'https://evil.example/x'")
    seen.page.wait_for_timeout(300)
    assert seen.found == ["asked https://evil.example/x"]
    with pytest.raises(AssertionError):
        seen.judge("/")
    seen.visit.messages.clear()


def test_nothing_runs_on_a_public_page(site, watch):
    seen = watch()
    for path in (
        *("/", "/articles/", "/glossary/", "/topics/", "/topics/a-topic/", "/updates/"),
        *("/articles/an-article/", "/glossary/a-term/"),
        *("/articles/an-article/history/", "/articles/an-article/history/1/"),
        "/articles/an-article/history/2/changes/",
        "/glossary/a-term/history/2/changes/",
    ):
        seen.look(path)


@pytest.mark.parametrize("kind", ["articles/article", "glossary/term"])
def test_nothing_runs_in_the_admin(site, watch, kind):
    seen = watch(site["boss"])
    entry = site[kind.partition("/")[2]]
    at = f"/admin/{kind}/{entry.pk}"
    for path in (
        *("/admin/", f"/admin/{kind}/", f"{at}/change/", f"{at}/history/"),
        *(f"{at}/preview/", f"{at}/notes/", f"{at}/versions/1/", f"{at}/act/rename/"),
        *(f"{at}/compare/?from=1&to=2", f"{at}/restore/1/", f"{at}/aside/"),
    ):
        seen.look(path)


def test_nothing_runs_where_records_and_people_are_kept(site, watch):
    seen = watch(site["boss"])
    for model in ("editorial/tag", "editorial/source", "editorial/figure", "auth/user"):
        seen.look(f"/admin/{model}/?q=%3Cscript%3Ealert(1)%3C/script%3E")
        first = seen.page.locator("#result_list tbody th a").first
        seen.look(first.get_attribute("href")) if first.count() else None


def test_nothing_runs_when_a_form_comes_back_or_is_previewed(site, watch):
    seen = watch(site["boss"])
    at = f"/admin/articles/article/{site['article'].pk}"
    seen.visit.go(f"{at}/change/")
    for box in ("title", "summary", "key_messages", "body", "disclosure"):
        boxes = seen.page.locator(f"[name=revisions-0-{box}]")
        boxes.evaluate("(box, text) => { box.value = text }", "\n".join(OLD))
    with seen.page.expect_navigation():
        seen.page.evaluate(
            "document.querySelector('form:has([name=revisions-0-body])').submit()"
        )
    expect(seen.page.locator(".errornote")).to_be_visible()
    seen.judge("a returned form")
    with seen.page.expect_navigation():
        seen.page.evaluate(
            "at => { const box = document.querySelector('[name=revisions-0-body]');"
            "box.form.action = at; box.form.submit() }",
            f"{at}/preview/",
        )
    seen.judge("a preview")
