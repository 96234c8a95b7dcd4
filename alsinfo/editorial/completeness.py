"""Whether every text that may be found has its search row. Only asks."""

from alsinfo.search import finding as search

from .kinds import entry_models, revision_model


def missing() -> dict[str, tuple[int, int]]:
    """Kinds whose rows and texts differ: kind -> (search rows, texts to be found)."""
    counts = {
        kind: (
            search.count(kind),
            revision_model(kind).objects.filter(live_from__isnull=False).count(),
        )
        for kind in entry_models()
    }
    return {kind: pair for kind, pair in counts.items() if pair[0] != pair[1]}
