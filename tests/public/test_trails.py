"""The way to a page, told to machines by every page that shows it to people."""

import pytest

from alsinfo.editorial.workflow import Status
from alsinfo.public.policies import POLICIES
from articles.paging import ON_A_PAGE
from tests import cast, schema_org

from .test_jsonld import blocks, html_of, told

pytestmark = pytest.mark.django_db
TRAILS = {
    "/articles/": ["Articles"],
    "/glossary/": ["Glossary"],
    "/topics/": ["Topics"],
    "/topics/als-basics/": ["Topics", "Care & <b>"],
    "/updates/": ["What changed lately"],
    "/search/": ["Search"],
    **{f"/{policy.slug}/": [str(policy.title)] for policy in POLICIES},
}


@pytest.mark.parametrize("path", TRAILS)
def test_every_page_with_crumbs_tells_them(client, settings, path):
    tag = cast.make_tag(name="Care & <b>")
    cast.make_article(Status.PUBLISHED, tags=[tag])
    document = told(client, path)
    assert schema_org.faults(document) == []
    [crumbs] = document["@graph"]
    assert crumbs["@type"] == "BreadcrumbList"
    steps = crumbs["itemListElement"]
    assert [step["name"] for step in steps] == ["Home", *TRAILS[path]]
    assert [step["position"] for step in steps] == [*range(1, len(steps) + 1)]
    assert steps[0]["item"] == f"{settings.SITE_URL}/"
    assert "item" not in steps[-1]
    html = html_of(client, path)
    for step in steps[1:-1]:
        path_of_step = step["item"].removeprefix(settings.SITE_URL)
        assert f'href="{path_of_step}"' in html.partition('class="crumbs"')[2]


def test_a_second_page_of_a_list_tells_them_too(client):
    for _number in range(ON_A_PAGE + 1):
        cast.make_article(Status.PUBLISHED)
    [crumbs] = told(client, "/articles/?page=2")["@graph"]
    assert [s["name"] for s in crumbs["itemListElement"]] == ["Home", "Articles"]


def test_what_nobody_is_to_find_tells_no_way(client):
    for path in ("/search/?q=als", "/report/", "/helpful/"):
        assert blocks(client, path) == []
