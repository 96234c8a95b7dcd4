"""The editors' lists look for a few words, however many somebody pastes."""

import pytest
from django.urls import reverse

from alsinfo.editorial.admin.searched import MOST_WORDS
from alsinfo.editorial.models import Tag
from tests import cast

pytestmark = pytest.mark.django_db
LISTS = [
    *("feedback_report", "search_synonyms", "search_pick", "search_miss"),
    *("editorial_tag", "editorial_source", "editorial_figure", "editorial_watchword"),
    *("articles_article", "glossary_term", "auth_user", "auth_group"),
]


@pytest.fixture
def editor(client):
    client.force_login(cast.administrator())
    return client


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["a " * 2_000, '"a" ' * 900, "'" * 2_600])
def test_a_pasted_page_is_looked_for_without_a_fault(editor, name, query):
    answer = editor.get(reverse(f"admin:{name}_changelist"), {"q": query})
    assert answer.status_code == 200


def test_the_first_words_count_and_the_list_says_so(editor):
    found = cast.make_tag(name="A tag", slug="a-tag")
    assert Tag.objects.count() == 1
    listing = reverse("admin:editorial_tag_changelist")
    some, many = "a " * MOST_WORDS, "a " * MOST_WORDS + "nowhere"
    for query, told in [(some, False), (many, True)]:
        html = editor.get(listing, {"q": query}).content.decode()
        assert f"/tag/{found.pk}/change/" in html
        assert (f"Only the first {MOST_WORDS} words were looked for" in html) == told
    assert (
        b"/change/"
        not in editor.get(listing, {"q": "nowhere"})
        .content.partition(b'id="result_list"')[2]
        .partition(b"</table>")[0]
    )
