"""A process killed in mid-save: every acknowledged text is there, and no save is there by half."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from measures.models import AnnualPlan, AuditEvent, MeasureEntry
from tests.factories import make_full_measure
from tests.measures.services import save_often
from tests.measures.services.editing import stored, tree, writer

pytestmark = pytest.mark.django_db(transaction=True)


def save_and_kill(measure, by, *, after: float) -> int:
    """The number of the last save that was acknowledged before the kill."""
    values = {
        "measure_key": measure.pk,
        "user_key": by.pk,
        "step_key": measure.steps.get().pk,
        "database": str(connection.settings_dict["NAME"]),
    }
    code = f"from {save_often.__name__} import main; main(**{values!r})"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    with subprocess.Popen(
        command,
        cwd=Path(__file__).resolve().parents[3],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        os.killpg(process.pid, signal.SIGKILL)
        acknowledged = re.findall(r"saved ([0-9]+)\n", process.stdout.read())
    return int(acknowledged[-1]) if acknowledged else 0


def settle(measure) -> None:
    """Wait until no killed transaction holds the plan any more."""
    with transaction.atomic():
        AnnualPlan.objects.select_for_update().get(pk=measure.plan_id)


def kill_and_check(after: float) -> None:
    measure = make_full_measure()
    by, step = writer(measure), measure.steps.get()
    before = stored(measure)

    acknowledged = save_and_kill(measure, by, after=after)
    settle(measure)

    now = stored(measure)
    number = int(now["title"].rpartition(" ")[2]) if now["title"] != before["title"] else 0
    assert number in (acknowledged, acknowledged + 1)
    if number:
        assert now["outputs"] == f"- ผลที่ {number}\n- อีกข้อ {number}"
        assert now["owners"] == f"กองที่ {number}"
        assert now[f"step-{step.pk}-text"] == f"ขั้นตอนครั้งที่ {number}"
        assert MeasureEntry.objects.get(is_open=True).values == now
    tree(measure)
    written = AuditEvent.objects.filter(action="measure.written")
    assert written.count() == number
    measure.refresh_from_db()
    assert measure.revision == AuditEvent.objects.count()


@pytest.mark.parametrize("after", [0.0, 0.15, 0.4])
def test_a_killed_save_leaves_all_or_nothing(after):
    kill_and_check(after)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(200))
def test_saves_killed_two_hundred_times(seed):
    kill_and_check(random.Random(seed).uniform(0, 0.6))
