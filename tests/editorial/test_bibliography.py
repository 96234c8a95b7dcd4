"""How a source is named: a DOI as it is copied, a year that can be."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alsinfo.editorial.models import Source
from alsinfo.editorial.models.bibliography import bare_doi, validate_year
from tests import cast

NEXT_YEAR = timezone.localdate().year + 1


@pytest.mark.parametrize(
    "pasted",
    [
        "10.1000/182",
        "https://doi.org/10.1000/182",
        "http://dx.doi.org/10.1000/182",
        "HTTPS://DOI.ORG/10.1000/182",
        "https://www.doi.org/10.1000/182",
        "doi.org/10.1000/182",
        "https://doi.org/10.1000%2F182",
        "doi:10.1000/182",
        "DOI: 10.1000/182",
        "doi 10.1000/182",
        " doi:https://doi.org/10.1000/182 ",
    ],
)
def test_a_doi_is_shortened_to_itself(pasted):
    assert bare_doi(pasted) == "10.1000/182"


@pytest.mark.parametrize(
    "pasted", ["", "x", "https://a.example/10.1000/182", "https://doi.org/", "doi:"]
)
def test_what_is_no_doi_stays_as_it_is(pasted):
    assert bare_doi(pasted) == pasted


@pytest.mark.parametrize(
    "year", ["1800", "2024", str(NEXT_YEAR), "2016, updated 2019", "May 2020", "2017a"]
)
def test_a_year_that_can_be_is_taken(year):
    validate_year(year)


@pytest.mark.parametrize(
    "year",
    [
        *("3020", "-5", "1799", "0", "98", "20155", "201", "soon", "-2015"),
        *(str(NEXT_YEAR + 1), "2016, updated 3019", "٢٠١٦", "9" * 40),
    ],
)
def test_a_year_that_cannot_be_is_refused(year):
    with pytest.raises(ValidationError, match="Give a year between 1800 and"):
        validate_year(year)


def post(client, **fields):
    client.force_login(cast.writer())
    plain = {"key": "a-2025", "title": "A study", "kind": "trial"} | fields
    return client.post("/admin/editorial/source/add/", plain)


@pytest.mark.django_db
def test_the_form_takes_a_doi_with_its_address(client):
    assert post(client, doi="https://doi.org/10.1000/182").status_code == 302
    assert Source.objects.get().doi == "10.1000/182"


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"year": "3020"}, {"doi": "https://a.example/1"}])
def test_the_form_refuses_beside_the_field(client, fields):
    response = post(client, **fields)
    assert response.status_code == 200
    assert set(response.context["adminform"].form.errors) == set(fields)
    assert not Source.objects.exists()
