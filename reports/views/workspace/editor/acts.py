"""What the buttons of the editor do beside saving, the same for form posts and for the script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from ita_portal.thai.numerals import to_thai
from measures.importing.lists import split_items
from measures.importing.tables import Block
from measures.models import Measure, User
from measures.services.step_rows import (
    add_step,
    add_steps,
    indent_step,
    move_step,
    outdent_step,
    place_step,
    remove_step,
    restore_removed,
)
from measures.services.step_turn import RowRefused, StepsChanged

VERBS = frozenset({"add", "up", "down", "in", "out", "remove", "restore", "paste", "place"})
_NOT_FOUND = "ไม่พบขั้นตอนนี้แล้ว อาจมีผู้อื่นลบไปก่อน"


@dataclass(frozen=True, kw_only=True)
class StepAct:
    """A verb on a step. `about` is the step (of "restore" what was removed); None is none.

    `text` is what was pasted, `before` the step before which one is placed, `once` the form's.
    """

    verb: str
    about: int | None = None
    before: int | None = None
    text: str = ""
    once: str | None = None


def read_act(act: str, *, text: str = "", before: str = "", once: str = "") -> StepAct | None:
    """The act on a step that a button names ("step-up:12"); None for what is none."""
    name, _, about = act.partition(":")
    verb = name.removeprefix("step-")
    if not name.startswith("step-") or verb not in VERBS:
        return None
    if verb not in {"add", "paste"} and _key(about) is None:
        return None
    return StepAct(verb=verb, about=_key(about), before=_key(before), text=text, once=once or None)


def do_act(act: StepAct, measure: Measure, *, by: User, at: datetime) -> StepsChanged:
    """Do it. Raises PermissionDenied, PlanLocked, MeasureChanged or RowRefused."""
    if act.verb == "add":
        depth = _depth(measure, act.about)
        return add_step(measure=measure, after=act.about, depth=depth, by=by, at=at, token=act.once)
    if act.verb == "paste":
        texts = split_steps(act.text)
        depth = _depth(measure, act.about)
        return add_steps(
            measure=measure,
            texts=texts,
            after=act.about,
            depth=depth,
            by=by,
            at=at,
            token=act.once,
        )
    if act.about is None:
        raise RowRefused(_NOT_FOUND, code="rows")
    return _on_step(act, act.about, measure, by=by, at=at)


def _on_step(act: StepAct, about: int, measure: Measure, *, by: User, at: datetime) -> StepsChanged:
    ways: dict[str, Callable[..., StepsChanged]] = {
        "up": partial(move_step, direction="up"),
        "down": partial(move_step, direction="down"),
        "in": indent_step,
        "out": outdent_step,
    }
    if act.verb in ways:
        return ways[act.verb](measure=measure, step=about, by=by, at=at, token=act.once)
    if act.verb == "remove":
        return remove_step(measure=measure, step=about, by=by, at=at)
    if act.verb == "place":
        return place_step(measure=measure, step=about, before=act.before, by=by, at=at)
    return restore_removed(measure=measure, removed=about, by=by, at=at)


def split_steps(text: str) -> list[str]:
    """The steps of a pasted text, each with its mark; without marks, each line is one."""
    blocks = [Block(text=line) for line in text.splitlines() if line.strip()]
    items = split_items(blocks).items
    return [f"{item.mark} {item.text}".strip() for item in items]


def said_of(act: StepAct, changed: StepsChanged) -> str:
    """What was done, in words."""
    if act.verb == "remove":
        count = len(changed.keys)
        more = f" พร้อมขั้นตอนย่อย {to_thai(str(count - 1))} ข้อ" if count > 1 else ""
        return f"ลบขั้นตอน{more}แล้ว เก็บไว้ ๓๐ วัน"
    if act.verb == "paste":
        return f"เพิ่ม {to_thai(str(len(changed.keys)))} ขั้นตอนแล้ว"
    if act.verb == "restore":
        return "นำขั้นตอนกลับมาแล้ว"
    if act.verb in {"up", "down", "place"} and changed.keys:
        places = [key for key, _ in changed.steps]
        place, count = places.index(changed.keys[0]) + 1, len(places)
        return to_thai(f"ย้ายไปลำดับที่ {place} จาก {count}")
    return ""


def _depth(measure: Measure, after: int | None) -> int:
    """As deep as the step above."""
    depths: Sequence[int] = [step.depth for step in measure.steps.all() if step.pk == after]
    return depths[0] if depths else 0


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
