"""Functions called in a process of their own, which is killed in the middle of the call."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection, transaction

from measures.models import AnnualPlan


def killed(function: Callable[..., None], *, after: float, **values: object) -> str:
    """What a call had said when its process was killed, so many seconds after it said "ready".

    `values` are what Python can write out; the function is also given the `database` of the test.
    """
    given = {**values, "database": str(connection.settings_dict["NAME"])}
    code = f"from {function.__module__} import {function.__name__} as call; call(**{given!r})"
    with subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=Path(__file__).resolve().parents[1],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        os.killpg(process.pid, signal.SIGKILL)
        return process.stdout.read()


def released(plan_key: int) -> AnnualPlan:
    """The plan, once no killed transaction holds it any more."""
    with transaction.atomic():
        return AnnualPlan.objects.select_for_update().get(pk=plan_key)
