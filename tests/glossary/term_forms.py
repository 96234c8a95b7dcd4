"""The form of an entry with its panel of terms: read and posted as a person would."""

import re
from html import unescape

from django.test import Client

from tests import cast

BODY = "## Nerves\n\nA motor neurone carries signals.\n\n## Care\n\nNIV helps at night."


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def address_of(entry):
    meta = type(entry)._meta
    return f"/admin/{meta.app_label}/{meta.model_name}/{entry.pk}/change/"


class Form:
    """The form of an entry as somebody sees it, to be changed and posted."""

    def __init__(self, entry, person=None):
        self.client = signed_in(person or cast.writer())
        self.address = address_of(entry)
        self.read(self.client.get(self.address))

    def read(self, response):
        self.status = response.status_code
        self.page = response.content.decode()
        self.said = [str(m) for m in response.context["messages"]]
        inline = response.context["inline_admin_formsets"][0].formset.text_form
        self.data = {
            "slug": response.context["original"].slug,
            "revisions-TOTAL_FORMS": "1",
            "revisions-INITIAL_FORMS": "0",
        }
        for bound in inline:
            self.data[bound.html_name] = as_posted(bound.value())
        self.data |= self.boxes()

    def boxes(self):
        """What is ticked in the panel, by the names of the boxes."""
        ticked = {}
        for name, value, checked in boxes_of(self.page):
            if checked and value:
                ticked.setdefault(name, []).append(value)
        return ticked

    def values(self, name):
        found = boxes_of(self.page)
        return [v for n, v, _c in found if re.fullmatch(name, n) and v]

    def post(self, button="_link_terms", **changes):
        names = {f"revisions-0-{name}": value for name, value in changes.items()}
        data = self.data | names | {button: ""}
        self.read(self.client.post(self.address, data, follow=True))
        return self

    @property
    def panel(self):
        found = re.search(r'(?s)<section class="terms".*?</section>', self.page)
        return unescape(found[0]) if found else ""


def as_posted(value):
    if isinstance(value, list):
        return [getattr(one, "slug", one) for one in value]
    return "" if value is None else value


def boxes_of(page):
    """(name, value, whether it is ticked) of the boxes and choices of the panel."""
    for tag in re.findall(r"<input[^>]*>", page):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if given.get("name", "").startswith("term-"):
            yield given["name"], unescape(given["value"]), "checked" in tag


def body_of(entry):
    return type(entry).objects.get(pk=entry.pk).newest_revision().body
