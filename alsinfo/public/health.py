"""Two questions from machines: is the process alive, and may it have visitors?"""

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alsinfo.editorial import completeness

PLAIN = "text/plain; charset=utf-8"


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer without asking anything, the database least of all."""
    return _answer("The site is running.", 200)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when pages can be made, else 503 with one plain sentence."""
    try:
        fault = _fault()
    except (DatabaseError, InterfaceError):
        fault = "The database does not answer."
    return _answer(fault or "The site is ready.", 503 if fault else 200)


def _fault() -> str:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "The database is older than the code: run “manage.py migrate”."
    if completeness.missing():
        return "The search rows are not complete: run “manage.py reindex”."
    return ""


def _answer(sentence: str, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(
        f"{sentence}\n", status=status, content_type=PLAIN, headers=headers
    )
