"""The steps of a measure as rows of a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ita_portal.thai.numerals import to_thai
from measures.models import Step
from measures.models.step import MAX_DEPTH
from reports.layouts import Column
from reports.views.workspace.editor.fields import Field, Kind, Texts

OF_A_STEP: dict[str, Kind] = {
    "period": "period",
    "owners": "owners",
    "outputs": "list",
    "suggestions": "list",
}


@dataclass(frozen=True, kw_only=True)
class StepRow:
    """One step; `number` is its place in the tree ("๒.๑"), `can` the moves that it may take."""

    pk: int
    depth: int
    number: str
    mark: Field
    text: Field
    more: tuple[Field, ...]
    is_open: bool
    can: frozenset[str]

    @property
    def shown(self) -> tuple[Field, ...]:
        """Its own fields that can be written in or say something."""
        return tuple(field for field in self.more if field.is_open or field.value)

    @property
    def is_movable(self) -> bool:
        return self.text.is_open


def step_rows(
    steps: Sequence[Step], columns: Sequence[Column], texts: Texts, *, per_step: bool
) -> tuple[StepRow, ...]:
    """The rows in order; `per_step` opens what each has of its own."""
    numbers = tree_numbers([step.depth for step in steps])
    return tuple(
        _row(step, numbers[place], columns, texts, per_step, moves(steps, place))
        for place, step in enumerate(steps)
    )


def tree_numbers(depths: Sequence[int]) -> list[str]:
    """The place of each row of a tree in Thai digits: ๑, ๒, ๒.๑, ๒.๒, ๓."""
    counts: list[int] = []
    numbers = []
    for depth in depths:
        counts = [*counts[: depth + 1], *[0] * (depth + 1 - len(counts))]
        counts[depth] += 1
        numbers.append(to_thai(".".join(str(count or 1) for count in counts)))
    return numbers


def moves(steps: Sequence[Step], place: int) -> frozenset[str]:
    """Which of up, down, in and out this row can take, with all that stands below it."""
    depth = steps[place].depth
    above = [step.depth for step in steps[:place]]
    below = [step.depth for step in steps[place + 1 :]]
    own = next((i for i, other in enumerate(below) if other <= depth), len(below))
    deepest = max([depth, *below[:own]])
    can = set()
    if _has_sibling(list(reversed(above)), depth):
        can.add("up")
    if own < len(below) and below[own] == depth:
        can.add("down")
    if above and above[-1] >= depth and deepest < MAX_DEPTH:
        can.add("in")
    if depth:
        can.add("out")
    return frozenset(can)


def _has_sibling(depths: Sequence[int], depth: int) -> bool:
    nearest = next((other for other in depths if other <= depth), None)
    return nearest == depth


def _row(
    step: Step,
    number: str,
    columns: Sequence[Column],
    texts: Texts,
    per_step: bool,
    can: frozenset[str],
) -> StepRow:
    prefix = f"step-{step.pk}"
    headings = {column.field: column.heading for column in columns}
    more = tuple(
        texts.field(f"{prefix}-{name}", f"{heading} เฉพาะขั้นตอนนี้", OF_A_STEP[name])
        for name, heading in headings.items()
        if name in OF_A_STEP
    )
    hidden = tuple(
        texts.field(f"{prefix}-{name}", "ข้อความที่ตารางนี้ไม่พิมพ์", kind)
        for name, kind in OF_A_STEP.items()
        if name not in headings and texts.value(f"{prefix}-{name}")
    )
    return StepRow(
        pk=step.pk,
        depth=step.depth,
        number=number,
        mark=texts.field(f"{prefix}-mark", f"เลขหรือเครื่องหมายหน้าขั้นตอนที่ {number}", "mark"),
        text=texts.field(f"{prefix}-text", f"ขั้นตอนที่ {number}", "text"),
        more=more + hidden,
        is_open=per_step or any(f.value or f.error or f.collision for f in more + hidden),
        can=can,
    )
