"""Circles in what terms say of one another. Pure; linear in terms and links, but for
the length of what is found."""

from collections.abc import Iterator

Links = dict[str, list[str]]
MOST_CIRCLES = 1_000


def one_way(links: Links) -> Links:
    """The links that are not answered by one back."""
    there = {(one, other) for one, others in links.items() for other in others}
    return {
        one: [other for other in others if (other, one) not in there]
        for one, others in links.items()
    }


def circles(links: Links, most: int = MOST_CIRCLES) -> list[list[str]]:
    """Circles of two or more, each once, beginning with its first name; the first ones.

    Whoever takes one link out of every circle that is found leaves none: the search
    goes down every path once and tells each link that leads back to where it is.
    """
    found: list[list[str]] = []
    done: set[str] = set()
    for start in sorted(links):
        if start in done:
            continue
        for circle in _from(start, links, done):
            found.append(circle)
            if len(found) == most:
                return sorted(found)
    return sorted(found)


def _from(start: str, links: Links, done: set[str]) -> Iterator[list[str]]:
    path = [start]
    place = {start: 0}
    waiting = [iter(sorted(links.get(start, [])))]
    while path:
        step = next(waiting[-1], None)
        if step is None:
            waiting.pop()
            done.add(path[-1])
            del place[path.pop()]
        elif step in place:
            if step != path[-1]:
                yield _turned(path[place[step] :])
        elif step not in done:
            place[step] = len(path)
            path.append(step)
            waiting.append(iter(sorted(links.get(step, []))))


def _turned(circle: list[str]) -> list[str]:
    first = circle.index(min(circle))
    return circle[first:] + circle[:first]
