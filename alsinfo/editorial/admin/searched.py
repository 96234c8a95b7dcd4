"""Searching a list of the editors: as many words as help, whatever is pasted."""

from django.contrib import messages
from django.utils.text import smart_split
from django.utils.translation import gettext as _

MOST_WORDS = 20  # each is a condition of its own, and a database takes so many


class FewWords:
    """Mixed into an admin: of a long search the first words count, and it says so."""

    def get_search_results(self, request, queryset, search_term):
        words = list(smart_split(search_term))
        if len(words) > MOST_WORDS:
            search_term = " ".join(words[:MOST_WORDS])
            sentence = _("Only the first %(most)d words were looked for.")
            messages.warning(request, sentence % {"most": MOST_WORDS})
        return super().get_search_results(request, queryset, search_term)
