"""What a word may have meant that no published measure has: taken from what the measures say.

No dictionary is asked: a slip of the keys leaves one half of a word as it is, and the measures
with that half show the rest. So nothing is ever offered that is not published.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from reports.models.search import SHORTEST, SearchDocumentQuerySet

_READ = 40  # measures that are read for one half of a word
_LONGEST = 60  # letters; a longer word is no slip
_SLIP_WITHIN = 6  # letters after the last that are known
_TWO_SLIPS = 10  # letters from which on two may be wrong
_NO_START = re.compile("[ะัาำิีึืฺุูๅ็่้๊๋์ํ๎]")
_NO_END = tuple("ัเแโใไ")


def likely_meant(
    public: SearchDocumentQuerySet, terms: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The terms as they were likely meant, and those with which nothing can be done."""
    meant: dict[str, None] = {}
    unknown = []
    for term in terms:
        if len(term) < SHORTEST or _is_there(public, term):
            meant[term] = None
            continue
        instead = _read_alike(public, term) or _in_pieces(public, term)
        meant |= dict.fromkeys(instead)
        unknown += [] if instead else [term]
    return tuple(meant), tuple(unknown)


def _is_there(public: SearchDocumentQuerySet, term: str) -> bool:
    return public.holding((term,)).order_by().exists()


def _read_alike(public: SearchDocumentQuerySet, term: str) -> tuple[str, ...]:
    """The words of the measures that differ least from it, if by a slip or two."""
    half = len(term) // 2
    if not SHORTEST <= half <= _LONGEST // 2:
        return ()
    most = 2 if len(term) >= _TWO_SLIPS else 1
    near: Counter[tuple[int, str]] = Counter()
    for part, is_beginning in ((term[:half], True), (term[half:], False)):
        rows = public.holding((part,)).order_by().values_list("text", flat=True)
        for text in rows[:_READ]:
            for each in _around(text, part, len(term), most, is_beginning=is_beginning):
                near[_distance(term, each), each] += 1
    likely = [
        (slips, abs(len(each) - len(term)), -count, each)
        for (slips, each), count in near.items()
        if slips <= most
    ]
    return (min(likely)[-1],) if likely else ()


def _around(text: str, part: str, length: int, most: int, *, is_beginning: bool) -> Iterator[str]:
    """Runs of letters of about this length that begin, or end, with a part."""
    start = text.find(part)
    while start >= 0:
        for size in range(length - most, length + most + 1):
            first = start if is_beginning else start + len(part) - size
            last = first + size
            run = text[max(first, 0) : last]
            if len(run) == size and "\n" not in run and not _is_torn(text, first, last):
                yield run
        start = text.find(part, start + 1)


def _is_torn(text: str, first: int, last: int) -> bool:
    ends = text.endswith(_NO_END, first, last)
    return bool(ends or _NO_START.match(text, first) or _NO_START.match(text, last))


def _distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or changed to make one of the other."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, another in enumerate(other, start=1):
            changed = above[column - 1] + (letter != another)
            line.append(min(above[column] + 1, line[-1] + 1, changed))
        above = line
    return above[-1]


def _in_pieces(public: SearchDocumentQuerySet, term: str) -> tuple[str, ...]:
    return (_Cutter(public).cut(term) if len(term) <= _LONGEST else None) or ()


@dataclass
class _Cutter:
    """Cuts a run of words that was written without spaces into what the measures have."""

    public: SearchDocumentQuerySet
    tries: int = 12

    def cut(self, run: str) -> tuple[str, ...] | None:
        """The words in order; None where some of it is in no measure, or it takes too long."""
        if len(run) < SHORTEST:
            return ()
        if not self.tries:
            return None
        self.tries -= 1
        longest = self._longest_beginning(run)
        whole = longest
        while whole and _NO_START.match(run, whole):
            whole -= 1
        ways = [self._kept(run, whole), self._mended(run, longest)]
        # an end within a syllable is mostly a slip
        found = chain.from_iterable(ways if whole == longest else reversed(ways))
        return next(found, None)

    def _kept(self, run: str, size: int) -> Iterator[tuple[str, ...]]:
        rest = self.cut(run[size:]) if size >= SHORTEST else None
        if rest is not None:
            yield (run[:size], *rest)

    def _mended(self, run: str, known: int) -> Iterator[tuple[str, ...]]:
        """With a first word that has a slip soon after what is known of it."""
        for size in range(min(known + _SLIP_WITHIN, len(run)), known + 1, -1):
            word = _read_alike(self.public, run[:size])
            rest = self.cut(run[size:]) if word else None
            if rest is not None:
                yield (*word, *rest)

    def _longest_beginning(self, run: str) -> int:
        """How many letters of its beginning some measure has; 0 for fewer than SHORTEST.

        What has a longer beginning has the shorter ones too, so halving finds the end.
        """
        there, missing = SHORTEST - 1, len(run) + 1
        while missing - there > 1:
            middle = (there + missing) // 2
            if _is_there(self.public, run[:middle]):
                there = middle
            else:
                missing = middle
        while run[:there].endswith(_NO_END):  # belongs to what follows
            there -= 1
        return there if there >= SHORTEST else 0
