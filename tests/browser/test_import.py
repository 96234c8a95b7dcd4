"""A document becomes a draft in a real browser."""

from articles.models import Article
from tests import cast
from tests.articles.pages_to_import import BLOGGED, SOLD

from .test_accessibility import violations


def test_a_writer_imports_two_files_and_opens_the_draft(visits):
    writer = visits(cast.writer())
    writer.go("/admin/articles/article/")
    writer.follow("Import documents")
    assert violations(writer) == []
    writer.page.get_by_label("Files").set_input_files(
        [
            {
                "name": "clover.txt",
                "mimeType": "text/plain",
                "buffer": BLOGGED.encode(),
            },
            {"name": "soil.txt", "mimeType": "text/plain", "buffer": SOLD.encode()},
        ]
    )
    writer.press("Import")
    assert "Saved as version 1 of “Is Clover a Weed? A Short Guide”." in writer.text()
    assert "Left out of the text: author box." in writer.text()
    assert violations(writer) == []
    writer.page.get_by_role("link", name="Open the draft").first.click()
    title = writer.page.get_by_label("Title:", exact=True)
    assert title.input_value() == "Is Clover a Weed? A Short Guide"
    assert Article.objects.count() == 2
