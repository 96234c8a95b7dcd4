"""What the admin's templates ask: addresses of an entry's pages, and its fields."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from alsinfo.editorial.models import Revision

# What every kind of text has; shown after what its own kind has.
COMMON = {field.name for field in Revision._meta.get_fields()}

register = template.Library()


@register.simple_tag
def entry_url(opts, page, *args):
    """The admin address of one page of an entry, or of its kind."""
    name = f"admin:{opts.app_label}_{opts.model_name}_{page}"
    return reverse(name, args=args)


@register.simple_tag
def label_of(field):
    """The label of a field of an admin's form. Django prints each by four templates."""
    bound, words = field.field, str(field.field.label)
    name = bound.id_for_label
    leads = format_html(' for="{}"', name) if name else ""
    classes = "vCheckboxLabel" if field.is_checkbox else ""
    if bound.field.required:
        classes = f"{classes} required".strip()
    kind = format_html(' class="{}"', classes) if classes else ""
    ends = field.is_checkbox or words.endswith((":", "?", ".", "!"))
    colon = "" if ends else ":"
    return format_html("<label{}{}>{}{}</label>", leads, kind, words, colon)


@register.filter
def fields_of(revision):
    """(label, value) of every filled field an editor writes, tags included."""
    fields = [f for f in revision._meta.fields if f.editable and not f.primary_key]
    fields.sort(key=lambda field: field.name in COMMON)
    pairs = [(field.verbose_name, _shown(revision, field)) for field in fields]
    for field in revision._meta.many_to_many:
        pairs.append((field.verbose_name, _named(getattr(revision, field.name))))
    return [(label, value) for label, value in pairs if value not in ("", None)]


def _shown(revision, field):
    value = field.value_from_object(revision)
    if isinstance(value, bool):
        return _("yes") if value else ""
    display = getattr(revision, f"get_{field.name}_display", None)
    return display() if display else value


def _named(manager):
    return ", ".join(map(str, manager.all()))
