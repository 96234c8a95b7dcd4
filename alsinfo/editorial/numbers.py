"""Numbers in addresses, each in one spelling: `7`, never `07`.

Else one page would have many addresses, and each would be made and kept anew. Import it
where addresses are written: `<number:name>`. Imports Django only.
"""

from django.urls import register_converter


class Number:
    """A whole number."""

    regex = "0|[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Number, "number")
