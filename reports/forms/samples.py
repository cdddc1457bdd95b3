"""Which measures of a report an auditor looks at; the address holds all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from ita_portal.thai.numerals import to_arabic

STEPS = (2, 3, 4, 5, 10)
FIRST = range(1, 6)


@dataclass(frozen=True, kw_only=True)
class SampleChoice:
    """Every so many measures, from the `first`, counted from 1; what makes no sense is as usual."""

    every: int = 3
    first: int = 1

    @classmethod
    def read(cls, query: QueryDict) -> SampleChoice:
        every = _number(query.get("every", ""), STEPS, cls.every)
        return cls(every=every, first=_number(query.get("first", ""), FIRST, cls.first))

    def of(self, count: int) -> range:
        """The places, from 0, among so many; never none where there is one."""
        return range(min(self.first, max(count, 1)) - 1, count, self.every)


def _number(typed: str, allowed: Sequence[int], usual: int) -> int:
    found = to_arabic(typed).strip()
    return int(found) if found in map(str, allowed) else usual
