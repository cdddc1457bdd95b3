"""Which measure of one version is which of another: rows of a snapshot bear no keys."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

from ita_portal.thai.text import squash
from reports.snapshot import MeasureRow

LIKE = 0.4  # of all groups of three letters in two titles, how many both have

Pair = tuple[int, int]


def pairs_of(old: Sequence[MeasureRow], new: Sequence[MeasureRow]) -> dict[int, int]:
    """For each measure of `new` that `old` has, too, its place there.

    By the same words first, then by the same steps, by an issue that only one has, and last by
    titles that are alike.
    """
    found: dict[int, int] = {}
    for key_of in (_words, _steps):
        _same(old, new, key_of, found)
    _only_issue(old, new, found)
    _alike(old, new, found)
    return found


def moved_in(pairs: dict[int, int]) -> frozenset[int]:
    """The places in the new order that stand elsewhere among the others: as few as can be."""
    places = sorted(pairs)
    ends: list[int] = []  # the smallest last old place of a run of each length
    before: dict[int, int | None] = {}
    last_of: list[int] = []
    for place in places:
        length = bisect_left(ends, pairs[place])
        before[place] = last_of[length - 1] if length else None
        if length == len(ends):
            ends.append(pairs[place])
            last_of.append(place)
        else:
            ends[length], last_of[length] = pairs[place], place
    kept = set()
    place_kept = last_of[-1] if last_of else None
    while place_kept is not None:
        kept.add(place_kept)
        place_kept = before[place_kept]
    return frozenset(places) - kept


def _words(measure: MeasureRow) -> Hashable:
    return squash(f"{measure.issue}\n{measure.title}")


def _steps(measure: MeasureRow) -> Hashable:
    return tuple(squash(step.text) for step in measure.steps)


def _same(
    old: Sequence[MeasureRow],
    new: Sequence[MeasureRow],
    key_of: Callable[[MeasureRow], Hashable],
    found: dict[int, int],
) -> None:
    """Pair what has the same key, in order; an empty key says nothing."""
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    taken = set(found.values())
    for place, measure in enumerate(old):
        if place not in taken and key_of(measure):
            waiting[key_of(measure)].append(place)
    for place, measure in enumerate(new):
        if place not in found and waiting[key_of(measure)]:
            found[place] = waiting[key_of(measure)].pop(0)


def _only_issue(
    old: Sequence[MeasureRow], new: Sequence[MeasureRow], found: dict[int, int]
) -> None:
    taken = set(found.values())
    places: list[defaultdict[str, list[int]]] = []
    for measures, done in ((old, taken), (new, set(found))):
        by_issue: defaultdict[str, list[int]] = defaultdict(list)
        for place, measure in enumerate(measures):
            if place not in done and measure.issue:
                by_issue[squash(measure.issue)].append(place)
        places.append(by_issue)
    for issue, here in places[1].items():
        there = places[0][issue]
        if len(here) == len(there) == 1:
            found[here[0]] = there[0]


def _alike(old: Sequence[MeasureRow], new: Sequence[MeasureRow], found: dict[int, int]) -> None:
    taken = set(found.values())
    before = {i: _triples(m) for i, m in enumerate(old) if i not in taken}
    after = {i: _triples(m) for i, m in enumerate(new) if i not in found}
    marks = [
        (share(here, there), -place, -other)
        for place, here in after.items()
        for other, there in before.items()
    ]
    for mark, place, other in sorted(marks, reverse=True):
        if mark < LIKE:
            break
        if -place not in found and -other not in taken:
            found[-place] = -other
            taken.add(-other)


def triples(text: str) -> frozenset[str]:
    """All runs of three letters of a text, white space aside."""
    letters = squash(text)
    return frozenset(letters[i : i + 3] for i in range(len(letters) - 2))


def share(some: frozenset[str], others: frozenset[str]) -> float:
    """How much of two texts both have, from 0 to 1, by their runs of three letters."""
    return len(some & others) / len(some | others) if some and others else 0.0


def _triples(measure: MeasureRow) -> frozenset[str]:
    return triples(f"{measure.issue}{measure.title}")
