"""A process killed at any moment of a decision leaves all of it, or nothing."""

import random

import pytest

from measures.models import AnnualPlan, AuditEvent
from reports.models import Decision, Notice, Report
from reports.services.decisions import VERB_EVENTS
from reports.status import Status, Verb
from tests.factories import make_full_measure, make_plan, make_report
from tests.killing import killed, released
from tests.reports.services import decide_once
from tests.reports.services.found import check_found
from tests.reports.services.people import make_office

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = {
    Verb.SUBMIT: (Status.SUBMITTED, True),
    Verb.APPROVE: (Status.APPROVED, True),
    Verb.RETURN: (Status.DRAFT, False),
    Verb.WITHDRAW: (Status.WITHDRAWN, True),
}


def kill_and_check(verb: Verb, after: float) -> None:
    plan = make_plan()
    make_full_measure(plan=plan)
    office = make_office(make_report(plan=plan))
    start = {Verb.APPROVE: office.submit, Verb.RETURN: office.submit, Verb.WITHDRAW: office.publish}
    start.get(verb, lambda: None)()
    before = Report.objects.get(), AnnualPlan.objects.get().is_locked
    by = office.executive if verb in (Verb.APPROVE, Verb.RETURN) else office.legal

    keys = {"verb": verb.value, "report_key": office.report.pk, "user_key": by.pk}
    acknowledged = "done\n" in killed(decide_once.main, after=after, **keys)

    locked = released(plan.pk).is_locked
    report = Report.objects.get()
    is_done = Decision.objects.filter(verb=verb.value).exists()
    assert is_done or not acknowledged
    assert AuditEvent.objects.filter(action=VERB_EVENTS[verb]).count() == is_done
    assert Notice.objects.filter(decision__verb=verb.value).exists() == is_done
    expected = AFTER[verb] if is_done else (before[0].status, before[1])
    assert (report.status, locked) == expected
    assert (report.published_version is None) == (verb is not Verb.WITHDRAW or is_done)
    check_found(report)


@pytest.mark.parametrize("verb", [Verb.SUBMIT, Verb.APPROVE])
def test_a_decision_killed_leaves_all_or_nothing(verb):
    kill_and_check(verb, 0.02)


@pytest.mark.torture
@pytest.mark.parametrize("verb", AFTER)
@pytest.mark.parametrize("seed", range(30))
def test_decisions_killed_a_hundred_times(verb, seed):
    kill_and_check(verb, random.Random(seed).uniform(0, 0.15))
