"""The ways for a reader to speak of the page they read. Never queries."""

from django import template
from django.template import Context

from .. import shown

register = template.Library()


@register.simple_tag(takes_context=True)
def report_form(context: Context) -> str:
    """The address of the form about this page, and the version that it shows."""
    return shown.report_form(*shown.place(context))


@register.inclusion_tag("_vote.html", takes_context=True)
def vote(context: Context) -> dict[str, str]:
    """Whether the page helped; nothing where nobody can vote."""
    page, began = shown.place(context)
    return {"page": page, "shown": shown.written(began)}
