"""Owners as chips, and what is asked about those that may mean a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ita_portal.thai.numerals import to_thai
from measures.models import Unit
from measures.services.likely_units import likely_units
from measures.services.meaning import find_units
from measures.writing import owners_from_text

_NAMED = 3  # units that a question names; of more it tells how many there are


@dataclass(frozen=True, kw_only=True)
class Chip:
    """One printed owner; `is_known` when it is known which units of the organization it means.

    `question` is what it may mean besides, in words; "" where nothing is to be asked. `answer` is
    what a person said that it means, or does not mean; "" where nobody was asked.
    """

    text: str
    is_known: bool
    question: str = ""
    answer: str = ""


def chips_of(
    owners: str,
    units: Sequence[Unit],
    answered: Mapping[str, Sequence[str]],
    *,
    is_asked: bool = True,
) -> tuple[Chip, ...]:
    """The printed owners of a text. `answered` tells of words that were asked about before."""
    return tuple(
        _chip(owner.text, units, answered, is_asked=is_asked) for owner in owners_from_text(owners)
    )


def _chip(
    words: str, units: Sequence[Unit], answered: Mapping[str, Sequence[str]], *, is_asked: bool
) -> Chip:
    is_named = bool(find_units(words, units))
    if not is_asked:
        return Chip(text=words, is_known=is_named or bool(answered.get(words)))
    meant = answered.get(words)
    if meant:
        return Chip(text=words, is_known=True, answer=f"หมายถึง {_named(meant)}")
    likely = _named([unit.name for unit in likely_units(words, units)])
    if meant is None:
        return Chip(text=words, is_known=is_named, question=likely)
    return Chip(text=words, is_known=is_named, answer=likely and f"ไม่ได้หมายถึง {likely}")


def _named(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return " และ".join(filter(None, [" ".join(names[:-1]), *names[-1:]]))
    rest = to_thai(str(len(names) - _NAMED))
    return f"{' '.join(names[:_NAMED])} และอีก {rest} หน่วยงาน"
