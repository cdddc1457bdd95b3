"""Steps that are those of another measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import squash
from reports.checks.findings import Finding, Kind, Level, Place
from reports.checks.material import Material
from reports.snapshot import MeasureRow

_LEAST_LETTERS = 30  # fewer may well be the same by chance
_START = 20  # letters by which a step that was changed later on is still found
_PIECE = 4  # letters of the pieces by which two texts are compared
_ALIKE = 0.8  # share of pieces in common


def check_steps(material: Material) -> Iterator[Finding]:
    """A measure whose steps are, all together, those of one before it or almost so.

    Linear: a measure is compared with those alone that first began half of its steps, at most two.
    """
    first_with: dict[str, int] = {}
    whole: dict[int, str] = {}
    for at, measure in enumerate(material.snapshot.measures):
        steps = tuple(squash(step.text) for step in measure.steps)
        letters = "".join(steps)
        if len(letters) < _LEAST_LETTERS or "steps" not in material.fields:
            continue
        whole[at] = letters
        starts = {step[:_START] for step in steps}
        shared = Counter(first_with[start] for start in starts if start in first_with)
        for other, count in sorted(shared.items()):
            if 2 * count >= len(starts) and _are_alike(letters, whole[other]):
                yield _same(material, at, other, measure)
                break
        for start in starts:
            first_with.setdefault(start, at)


def _are_alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _ALIKE * max(len(one), len(other)):
        return False
    pieces, others = _pieces(one), _pieces(other)
    return len(pieces & others) >= _ALIKE * len(pieces | others)


def _pieces(text: str) -> set[str]:
    return {text[place : place + _PIECE] for place in range(len(text) - _PIECE + 1)}


def _same(material: Material, at: int, other: int, measure: MeasureRow) -> Finding:
    steps = [step.text for step in measure.steps]
    before = [step.text for step in material.snapshot.measures[other].steps]
    how = "เหมือนกับ" if steps == before else "เกือบเหมือนกับ"
    count = f" ทั้ง {to_thai(str(len(steps)))} ข้อ" if len(steps) == len(before) else ""
    number = to_thai(str(other + 1))
    return Finding(
        kind=Kind.SAME_STEPS,
        level=Level.LOOK_AT,
        place=Place(field="steps", measure=at),
        title=f"ขั้นตอนซ้ำกับมาตรการที่ {number}",
        message=f"{how}มาตรการที่ {number}{count} โปรดตรวจว่าคัดลอกมาโดยยังไม่ได้แก้หรือไม่",
        quote=steps[0],
        basis="\n".join([*steps, "", *before]),
    )
