"""A page asks as often of ten thousand entries as of a hundred."""

import pytest
from django.utils import timezone

from articles.models import Article, ArticleRevision
from glossary.models import Term

from . import growing

# A page that is not kept ready may ask six times; what gathers more may ask more.
MOST = 6
GATHERED = {"search": 12, "search of a topic": 26, "feed of a topic": 13, "sitemap": 9}
MOST_OF_EDITORS = 8
# Whether a feed of both kinds names a source, and so asks for it, is chance.
VARIED = {"feed of a topic"}
# A search that found enough looks no further, and then it asks less.
SEARCHES = {"search", "suggestions"}
# One that is narrowed asks the same words again where there are more than it shows.
NARROWED = {"search of a topic"}


def test_there_are_ten_thousand_entries(grown):
    assert Article.objects.count() + Term.objects.count() == 10_000
    assert ArticleRevision.objects.live(timezone.now()).count() > 4_500


@pytest.mark.parametrize(
    "name", sorted(growing.PUBLIC.keys() - SEARCHES - NARROWED - VARIED)
)
def test_growth_costs_no_question(grown, name):
    few, many = grown.of_few[name], grown.of_many[name]
    assert len(many) == len(few), "\n\n".join(many)


@pytest.mark.parametrize("name", sorted(SEARCHES))
def test_a_search_asks_no_more_of_many(grown, name):
    few, many = grown.of_few[name], grown.of_many[name]
    assert len(many) <= len(few), "\n\n".join(many)


@pytest.mark.parametrize("name", sorted(NARROWED))
def test_a_narrowed_search_asks_its_words_twice_at_most(grown, name):
    few, many = grown.of_few[name], grown.of_many[name]
    assert len(many) <= 2 * len(few), "\n\n".join(many)


@pytest.mark.parametrize("name", growing.PUBLIC)
def test_public_pages_ask_little(grown, name):
    questions = grown.of_many[name]
    assert len(questions) <= GATHERED.get(name, MOST), "\n\n".join(questions)


@pytest.mark.parametrize("name", growing.ADMIN)
def test_lists_of_editors_ask_little(grown, name):
    questions = grown.of_many[name]
    assert len(questions) <= MOST_OF_EDITORS, "\n\n".join(questions)
