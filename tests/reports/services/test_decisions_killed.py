"""A process killed at any moment of a decision leaves all of it, or nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from measures.models import AnnualPlan, AuditEvent
from reports.models import Decision, Notice, Report
from reports.services.decisions import VERB_EVENTS
from reports.status import Status, Verb
from tests.factories import make_full_measure, make_plan, make_report
from tests.reports.services import decide_once
from tests.reports.services.people import make_office

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = {
    Verb.SUBMIT: (Status.SUBMITTED, True),
    Verb.APPROVE: (Status.APPROVED, True),
    Verb.RETURN: (Status.DRAFT, False),
    Verb.WITHDRAW: (Status.WITHDRAWN, True),
}


def act_and_kill(verb: Verb, report: Report, user_key: int, *, after: float) -> bool:
    """Whether the act was acknowledged before the kill."""
    name = str(connection.settings_dict["NAME"])
    values = f"verb={verb.value!r}, report_key={report.pk}, user_key={user_key}, database={name!r}"
    code = f"from {decide_once.__name__} import main; main({values})"
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
        return "done\n" in process.stdout.read()


def kill_and_check(verb: Verb, after: float) -> None:
    plan = make_plan()
    make_full_measure(plan=plan)
    office = make_office(make_report(plan=plan))
    start = {Verb.APPROVE: office.submit, Verb.RETURN: office.submit, Verb.WITHDRAW: office.publish}
    start.get(verb, lambda: None)()
    before = Report.objects.get(), AnnualPlan.objects.get().is_locked
    by = office.executive if verb in (Verb.APPROVE, Verb.RETURN) else office.legal

    acknowledged = act_and_kill(verb, office.report, by.pk, after=after)

    with transaction.atomic():  # once no killed transaction holds the plan any more
        locked = AnnualPlan.objects.select_for_update().get().is_locked
    report = Report.objects.get()
    is_done = Decision.objects.filter(verb=verb.value).exists()
    assert is_done or not acknowledged
    assert AuditEvent.objects.filter(action=VERB_EVENTS[verb]).count() == is_done
    assert Notice.objects.filter(decision__verb=verb.value).exists() == is_done
    expected = AFTER[verb] if is_done else (before[0].status, before[1])
    assert (report.status, locked) == expected
    assert (report.published_version is None) == (verb is not Verb.WITHDRAW or is_done)


@pytest.mark.parametrize("verb", [Verb.SUBMIT, Verb.APPROVE])
def test_a_decision_killed_leaves_all_or_nothing(verb):
    kill_and_check(verb, 0.02)


@pytest.mark.torture
@pytest.mark.parametrize("verb", AFTER)
@pytest.mark.parametrize("seed", range(30))
def test_decisions_killed_a_hundred_times(verb, seed):
    kill_and_check(verb, random.Random(seed).uniform(0, 0.15))
