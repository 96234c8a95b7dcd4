"""Templates without their indents: fewer bytes, the same words on the same lines."""

import pytest
from django.template.loader import get_template

from alsinfo.lean import leaner

PAGE = "<ul>\n  <li>\n\t  One  two.\n  </li>\n\n</ul>"


def test_indents_go_and_lines_stay():
    lean = leaner(PAGE, "/house/alsinfo/templates/page.html")
    assert lean == "<ul>\n<li>\nOne  two.\n</li>\n\n</ul>"


@pytest.mark.parametrize(
    "name", ["/house/letter.txt", "/lib/site-packages/django/admin/page.html"]
)
def test_letters_and_the_pages_of_others_stay_as_they_are(name):
    assert leaner(PAGE, name) == PAGE


def test_the_site_loads_its_templates_so():
    assert "\n  <" not in get_template("base.html").template.source
    assert "\n  " in get_template("admin/pagination.html").template.source
