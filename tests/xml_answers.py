"""What stands in an answer that says it is XML; a fault in its form is an error."""

from typing import Any
from xml.etree.ElementTree import Element, fromstring


def root_of(response: Any) -> Element:
    assert response.status_code == 200
    return fromstring(response.content)  # noqa: S314 - our own words, no entities
