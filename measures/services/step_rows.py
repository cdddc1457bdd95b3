"""The rows of a measure's steps: added, moved, nested, taken out and put back.

Rows are on the server before anybody types into them. Each verb holds the plan and works on the
rows as they stand now, so that two people may move rows at the same time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.db import transaction

from measures.models import Measure, RemovedRow, User
from measures.services.once import once
from measures.services.removed_rows import put_back, take_out
from measures.services.step_turn import Change, RowRefused, StepsChanged, Turn
from measures.writing import (
    BadValue,
    Key,
    Row,
    indented,
    inserted,
    moved,
    normal,
    outdented,
    placed,
    without,
)
from measures.writing.lists import items_from_text

Moved = Literal["up", "down"]
_TEXT = Key(field="text", step=1)


@transaction.atomic
def add_steps(
    *,
    measure: Measure,
    texts: Sequence[str],
    by: User,
    after: int | None = None,
    depth: int = 0,
    at: datetime | None = None,
    token: str | None = None,
) -> StepsChanged:
    """Add rows below a step and what belongs to it; last when it is None or gone.

    Each text may begin with a mark; where none does, the rows are counted as the others are. The
    same `token` again adds nothing. Raises PermissionDenied, PlanLocked, MeasureChanged, or
    RowRefused for too many rows or a text that cannot be taken.
    """
    turn = Turn(measure, by=by, at=at)

    def make() -> list[int]:
        new = _new_rows(texts, depth, measure.plan.fiscal_year.year)
        rows = turn.do(lambda rows: inserted(rows, [row for row, _ in new], after))
        turn.create(rows, {row.key: text for row, text in new})
        added = [turn.content.steps[place].pk for place, row in enumerate(rows) if row.key < 0]
        turn.finish("measure.steps_added", after={"steps": turn.texts(added)})
        return added

    act = f"step.added {measure.pk}"
    return turn.result(once(token=token, act=act, by=by, at=turn.at, make=make))


def add_step(
    *,
    measure: Measure,
    by: User,
    after: int | None = None,
    depth: int = 0,
    at: datetime | None = None,
    token: str | None = None,
) -> StepsChanged:
    """Add one empty row, as `add_steps` does."""
    return add_steps(
        measure=measure, texts=[""], by=by, after=after, depth=depth, at=at, token=token
    )


@transaction.atomic
def move_step(
    *,
    measure: Measure,
    step: int,
    direction: Moved,
    by: User,
    at: datetime | None = None,
    token: str | None = None,
) -> StepsChanged:
    """Exchange a step with the one before or after it; raises RowRefused at the end.

    As of all that move a step, the same `token` again moves nothing.
    """
    turn = Turn(measure, by=by, at=at)
    return _rearrange(turn, step, lambda rows: moved(rows, step, direction), direction, token)


@transaction.atomic
def place_step(
    *, measure: Measure, step: int, before: int | None, by: User, at: datetime | None = None
) -> StepsChanged:
    """Put a step right before another one, as deep as that; None is last."""
    turn = Turn(measure, by=by, at=at)
    return _rearrange(turn, step, lambda rows: placed(rows, step, before), "place")


@transaction.atomic
def indent_step(
    *, measure: Measure, step: int, by: User, at: datetime | None = None, token: str | None = None
) -> StepsChanged:
    """Put a step under the one above; raises RowRefused where there is none or it is too deep."""
    turn = Turn(measure, by=by, at=at)
    return _rearrange(turn, step, lambda rows: indented(rows, step), "in", token)


@transaction.atomic
def outdent_step(
    *, measure: Measure, step: int, by: User, at: datetime | None = None, token: str | None = None
) -> StepsChanged:
    """Take a step, with all below it, one level out; raises RowRefused on the first level."""
    turn = Turn(measure, by=by, at=at)
    return _rearrange(turn, step, lambda rows: outdented(rows, step), "out", token)


@transaction.atomic
def remove_step(
    *, measure: Measure, step: int, by: User, at: datetime | None = None
) -> StepsChanged:
    """Take out a step with all below it, to be put back within thirty days.

    One that is gone already is nothing to do. Raises PermissionDenied, PlanLocked or
    MeasureChanged.
    """
    turn = Turn(measure, by=by, at=at)
    if turn.content.step(step) is None:
        return turn.result([])
    rest, gone = without(turn.rows, step)
    keys = [row.key for row in gone]
    removed = take_out(turn.content, keys, by=by, at=turn.at)
    turn.arrange(rest)
    turn.finish("measure.steps_removed", before={"steps": removed.content})
    return turn.result(keys, removed=removed.pk)


@transaction.atomic
def restore_removed(
    *, measure: Measure, removed: int, by: User, at: datetime | None = None
) -> StepsChanged:
    """Put back what was taken out, where it stood; what is back already is nothing to do.

    Raises PermissionDenied, PlanLocked, MeasureChanged or RowRefused.
    """
    turn = Turn(measure, by=by, at=at)
    kept = RemovedRow.objects.filter(measure=measure, pk=removed).first()
    if kept is None:
        return turn.result([])
    new = [Row(key=row["key"], depth=row["depth"], mark=row["mark"]) for row in kept.content]
    standing = {row.key for row in turn.rows}
    missing = [row for row in new if row.key not in standing]
    if missing:
        above = _above(turn.rows, kept)
        rows = turn.do(lambda rows: inserted(rows, missing, above, is_first=above is None))
        put_back(turn.content, kept.content)
        turn.arrange(rows)
        turn.finish("measure.steps_restored", after={"steps": kept.content})
    kept.delete()
    return turn.result([row.key for row in new])


def _rearrange(
    turn: Turn, step: int, change: Change, act: str, token: str | None = None
) -> StepsChanged:
    """Raises RowRefused, or ValidationError for a token that no form has.

    `act` tells the buttons of one form apart.
    """

    def make() -> list[int]:
        rows = turn.do(change)
        if [(row.key, row.depth) for row in rows] != [(row.key, row.depth) for row in turn.rows]:
            turn.arrange(rows)
            turn.finish(
                "measure.steps_reordered",
                before={"order": turn.shape},
                after={"order": turn.content.shape},
            )
        return [step]

    done = f"step.{act} {step}"
    return turn.result(once(token=token, act=done, by=turn.by, at=turn.at, make=make))


def _above(rows: Sequence[Row], kept: RemovedRow) -> int | None:
    """The row that what was taken out stood below, or the one in its place now; None is first."""
    after = kept.content[0]["after"]
    if any(row.key == after for row in rows):
        return int(after)
    place = min(kept.position - 1, len(rows))
    return rows[place - 1].key if place else None


def _new_rows(texts: Sequence[str], depth: int, fiscal_year: int) -> list[tuple[Row, str]]:
    """Rows for new texts; a mark that a text begins with is the row's own."""
    rows: list[tuple[Row, str]] = []
    for place, text in enumerate(texts, 1):
        try:
            words = normal(_TEXT, text, fiscal_year=fiscal_year)
        except BadValue as error:
            raise RowRefused(str(error), code="text") from error
        items = items_from_text(words.replace("\n", "\n "))
        mark = items[0].mark if items else ""
        words = items[0].text if items else ""
        rows.append((Row(key=-place, depth=depth, mark=mark or None), words))
    if not rows:
        raise RowRefused("ไม่มีข้อความที่จะเพิ่มเป็นขั้นตอน", code="text")
    return rows
