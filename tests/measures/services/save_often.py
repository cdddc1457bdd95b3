"""Saves one measure again and again, in a process that a test kills."""

from __future__ import annotations

from django.db import connection

from measures.models import Measure, User
from measures.services.step_rows import add_step, move_step, remove_step
from measures.services.writing import save_changes, values_of
from measures.writing import Change


def main(*, measure_key: int, user_key: int, step_key: int, database: str) -> None:
    """Say "ready", then after each save "saved NUMBER" once it is acknowledged.

    Save number N writes N into the title, two lists and a step; every fifth also adds a row, moves
    it, or takes it out.
    """
    connection.settings_dict["NAME"] = database
    measure = Measure.objects.with_plan().get(pk=measure_key)
    by = User.objects.get(pk=user_key)
    seen = values_of(Measure.objects.with_rows().get(pk=measure_key))
    added: list[int] = []
    print("ready", flush=True)
    for number in range(1, 100_000):
        texts = {
            "title": f"ครั้งที่ {number}",
            "outputs": f"- ผลที่ {number}\n- อีกข้อ {number}",
            "owners": f"กองที่ {number}",
            f"step-{step_key}-text": f"ขั้นตอนครั้งที่ {number}",
        }
        changes = [Change(key=key, base=seen[key], value=text) for key, text in texts.items()]
        saved = save_changes(measure=measure, changes=changes, by=by)
        seen |= saved.values
        if saved.conflicts or saved.errors:
            raise AssertionError(saved)
        print("saved", number, flush=True)
        if number % 15 == 5:
            added += add_step(measure=measure, by=by, after=step_key).keys
        elif number % 15 == 10:
            move_step(measure=measure, step=added[-1], direction="up", by=by)
        elif number % 15 == 0:
            remove_step(measure=measure, step=added.pop(), by=by)
