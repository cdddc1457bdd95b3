"""How a difference between two texts is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django import template

from measures.writing import Part

register = template.Library()

_BESIDE = 1  # whole lines shown beside a change, so that it can be placed
_LEAST = 4  # fewer lines are shown: the words that fold them would take as much room


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A piece of text; `folded_lines` is how many it has where it is folded away, else 0."""

    kind: str
    text: str
    folded_lines: int = 0


@register.filter
def folded(parts: Iterable[Part]) -> list[Shown]:
    """The parts in order; lines that did not change, far from what did, as one to be unfolded."""
    runs = [
        (kind, "".join(part.text for part in run))
        for kind, run in groupby(parts, key=lambda part: part.kind)
    ]
    shown: list[Shown] = []
    for place, (kind, text) in enumerate(runs):
        is_first, is_last = place == 0, place == len(runs) - 1
        if kind == "same":
            shown += _unchanged(text, is_first=is_first, is_last=is_last)
        else:
            shown.append(Shown(kind=kind, text=text))
    return shown


def _unchanged(text: str, *, is_first: bool, is_last: bool) -> list[Shown]:
    lines = text.split("\n")
    # beside a change the first or last piece is the rest of the line in which the change is
    start = 0 if is_first else 1 + _BESIDE
    end = len(lines) - (0 if is_last else 1 + _BESIDE)
    if end <= start:
        return [Shown(kind="same", text=text)]
    while start > 1 and not lines[start - 1].strip():
        start -= 1
    while end + 1 < len(lines) and not lines[end].strip():
        end += 1
    if end - start < _LEAST:
        return [Shown(kind="same", text=text)]
    return [
        Shown(kind="same", text="\n".join(some), folded_lines=count)
        for some, count in (
            (lines[:start], 0),
            (lines[start:end], end - start),
            (lines[end:], 0),
        )
        if any(some)
    ]
