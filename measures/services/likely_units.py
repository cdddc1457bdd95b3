"""Which units an owner's words may mean that name none of them: a question, never an answer.

"กองการคลัง" comes near to "กองคลัง", "สำนักปลัด" begins "สำนักปลัดเทศบาล", "ทุกกอง" is all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from ita_portal.thai.text import search_form
from measures.models import Unit
from measures.services.meaning import find_units

_KINDS = ("สำนักงาน", "สำนัก", "กอง", "ฝ่าย", "ส่วน", "หน่วย", "งาน")
_BETWEEN = re.compile(r"[/,;\n]|\s+(?:และ|กับ)\s*|(?<=\s)-\s")
_ALL = re.compile(r"^(?:ทุก|แต่ละ)((?:(?:/|และ|ทุก)?(?:สำนัก|กอง|ฝ่าย|ส่วน|หน่วย|งาน))+)$")
_WHOLE = re.compile(r"^(?:ทุก|แต่ละ)(?:ส่วน|หน่วย)(?:งาน|ราชการ)?(?:ภายใน)?$")
_NEAR = 0.8  # of the letters of two names that stand in both, in one order
_SHORTEST = 3  # letters after กอง and the like, so that "กอง" alone begins nothing
_LONGEST = 100  # a longer part is a sentence


def likely_units(text: str, units: Sequence[Unit]) -> list[Unit]:
    """The units to ask about, besides those that `find_units` knows; none where nothing is near."""
    everybody = _everybody(search_form(text), units)
    if everybody:
        return everybody
    likely: list[Unit] = []
    for part in _BETWEEN.split(text):
        if part.strip() and len(part) <= _LONGEST and not find_units(part, units):
            near = _everybody(search_form(part), units) or _nearest(part, units)
            likely += [unit for unit in near if unit not in likely]
    known = find_units(text, units)
    return [unit for unit in likely if unit not in known]


def _everybody(words: str, units: Iterable[Unit]) -> list[Unit]:
    """Of "ทุกกอง" and its like, the units at the top of that kind; of "ทุกส่วนราชการ", all there."""
    top = [unit for unit in units if unit.parent_id is None]
    if _WHOLE.fullmatch(words):
        return top
    found = _ALL.fullmatch(words)
    if not found:
        return []
    kinds = tuple(kind for kind in _KINDS if kind in found[1])
    of_kind = [unit for unit in top if search_form(unit.name).startswith(kinds)]
    return of_kind or [unit for unit in units if search_form(unit.name).startswith(kinds)]


def _nearest(part: str, units: Iterable[Unit]) -> list[Unit]:
    """The one unit that the words come nearest to; none where two are as near."""
    words = search_form(part).replace("ฯ", "").strip("-–•.()")
    scored = sorted(
        ((_nearness(words, search_form(unit.name)), unit.pk, unit) for unit in units), reverse=True
    )
    if not scored or scored[0][0] < _NEAR:
        return []
    best = [unit for score, _, unit in scored if score == scored[0][0]]
    return best if len(best) == 1 else []


def _nearness(words: str, name: str) -> float:
    """From 0 to 1; names that differ in their kind alone, or of which one begins the other, 0.9."""
    own, other = _bare(words), _bare(name)
    if min(len(own), len(other)) < _SHORTEST:
        return 0.0
    if own == other or name.startswith(words) or words.startswith(name):
        return 0.9
    return SequenceMatcher(None, words, name, autojunk=False).ratio()


def _bare(name: str) -> str:
    """A name without what kind of unit it is."""
    kind = next((kind for kind in _KINDS if name.startswith(kind)), "")
    return name.removeprefix(kind)
