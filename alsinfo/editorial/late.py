"""Views whose module is read when the first of its pages is asked for.

A server that starts reads what its first page needs, and most of the site is not in it:
search, feeds, forms, the past. `manage.py check` and the tests read everything.
Imports nothing of the project's.
"""

from importlib import import_module
from typing import Any


class LateView:
    """A view by the name of its module and its own; stands in a table of addresses.

    What Django and the page cache read from a view is read from the view itself.
    """

    def __init__(self, module: str, name: str) -> None:
        self.__module__ = module
        self.__name__ = self.__qualname__ = name

    def __call__(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return self.view(request, *args, **kwargs)

    @property
    def view(self) -> Any:
        return getattr(import_module(self.__module__), self.__name__)

    @property
    def storable(self) -> Any:
        return self.view.storable

    @property
    def csrf_exempt(self) -> bool:
        return getattr(self.view, "csrf_exempt", False)


class Late:
    """A module of views; each of its attributes is one of them."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> LateView:
        return LateView(self._module, name)
