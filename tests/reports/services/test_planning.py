"""Publishing at a set time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from measures.models import AuditEvent
from measures.roles import Role
from reports.models import Decision, ReportVersion
from reports.services.planning import (
    LATEST,
    DueRun,
    plan_publication,
    publish_due,
    stop_publication,
)
from reports.services.workflow import publish_report, return_report
from reports.snapshot import fingerprint
from reports.status import Status, TransitionRefused
from tests.factories import AT, make_full_measure, make_plan, make_report, make_user
from tests.reports.services.people import make_office, state, verbs
from tests.reports.services.tampering import plain
from tests.together import outcome, together

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


@pytest.fixture
def office():
    return make_office()


def plan(office, version, *, publish_at=LATER, by=None):
    return plan_publication(version=version, publish_at=publish_at, by=by or office.legal, at=AT)


def planned(office):
    office.report.refresh_from_db()
    return office.report.publish_at


def test_a_version_becomes_public_when_its_time_has_come(office):
    version = office.approve()
    plan(office, version)

    assert publish_due(at=LATER - timedelta(seconds=1)) == DueRun()
    assert state(office.report)[0] == Status.APPROVED
    assert publish_due(at=LATER) == DueRun(published=1)
    assert publish_due(at=LATER) == DueRun()

    assert state(office.report) == (Status.PUBLISHED, True, version)
    assert (office.report.published_at, planned(office)) == (LATER, None)
    assert AuditEvent.objects.get(action="report.publication_planned").after == {
        "publish_at": LATER.isoformat(),
        "version": 1,
    }


def test_another_time_takes_the_place_of_the_first(office):
    version = office.approve()
    plan(office, version)
    plan(office, version, publish_at=LATER + timedelta(days=1))

    assert publish_due(at=LATER) == DueRun()
    assert planned(office) == LATER + timedelta(days=1)


@pytest.mark.parametrize("who", ["legal", "executive"])
def test_whoever_may_return_stops_it(office, who):
    plan(office, office.approve())

    stop_publication(report=office.report, by=getattr(office, who))

    assert publish_due(at=LATER) == DueRun()
    assert (state(office.report)[0], planned(office)) == (Status.APPROVED, None)
    with pytest.raises(TransitionRefused):
        stop_publication(report=office.report, by=office.legal)


def test_a_decision_takes_the_time_away(office):
    version = office.approve()
    plan(office, version)

    return_report(version=version, reason="แก้", by=office.executive)

    assert planned(office) is None
    assert publish_due(at=LATER) == DueRun()


def test_publishing_at_once_takes_the_time_away(office):
    version = office.approve()
    plan(office, version)

    publish_report(version=version, by=office.legal)

    assert planned(office) is None
    assert publish_due(at=LATER) == DueRun()


@pytest.mark.parametrize(
    "publish_at", [AT, AT - timedelta(days=1), AT + LATEST + timedelta(seconds=1)]
)
def test_a_time_that_has_passed_or_is_far_off_is_refused(office, publish_at):
    version = office.approve()

    with pytest.raises(ValidationError):
        plan(office, version, publish_at=publish_at)

    assert planned(office) is None


def test_only_what_is_approved_is_planned(office):
    version = office.submit()

    with pytest.raises(TransitionRefused):
        plan(office, version)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEGAL])
def test_planning_is_the_legal_officers_part(office, role):
    version = office.approve()
    user = make_user(role=role, organization=office.report.plan.organization)

    with pytest.raises(PermissionDenied):
        plan(office, version, by=user)


def test_whoever_lost_the_part_publishes_nothing(office):
    plan(office, office.approve())
    office.legal.memberships.all().delete()

    assert publish_due(at=LATER) == DueRun()

    assert (state(office.report)[0], planned(office)) == (Status.APPROVED, None)
    event = AuditEvent.objects.get(action="report.publication_refused")
    assert (event.actor, event.before) == ("ระบบ", {"publish_at": LATER.isoformat()})


def test_what_cannot_be_drawn_is_tried_again(office, settings):
    plan(office, office.approve())
    settings.RENDER_TIMEOUT_SECONDS = 0.001
    assert publish_due(at=LATER) == DueRun(failed=1)
    assert planned(office) == LATER
    settings.RENDER_TIMEOUT_SECONDS = 60

    assert publish_due(at=LATER) == DueRun(published=1)


def test_one_that_fails_keeps_no_other_from_being_published(office, capsys):
    """The first is stored in a way that nothing foresees: it has no layout to be drawn in."""
    other = make_office()
    for each in (office, other):
        plan(each, each.approve())
    version = broken(office)

    with pytest.raises(CommandError, match="1 versions could not be published"):
        call_command("publish_due")

    assert capsys.readouterr().out == "1 versions published.\n"
    assert state(office.report) == (Status.APPROVED, True, None)
    assert (planned(office), office.report.is_publication_late) == (LATER, True)
    assert state(other.report)[0] == Status.PUBLISHED
    assert not Decision.objects.filter(version=version, verb="publish").exists()


def broken(office):
    """Its newest version, whose layout is none, with the hash of that."""
    (version,) = office.report.versions.all()
    sha256 = fingerprint(version.content, {}, version.previous_sha256)
    plain(ReportVersion).filter(pk=version.pk).update(layout={}, sha256=sha256)
    return version


def test_the_command_publishes_what_is_due(office, capsys):
    plan(office, office.approve())

    call_command("publish_due")

    assert capsys.readouterr().out == "1 versions published.\n"


@pytest.mark.django_db(transaction=True)
def test_two_runs_publish_once_and_a_stop_is_all_or_nothing():
    measure_plan = make_plan()
    make_full_measure(plan=measure_plan)
    office = make_office(make_report(plan=measure_plan))
    plan(office, office.approve())

    results = together(
        lambda: publish_due(at=LATER),
        lambda: publish_due(at=LATER),
        lambda: stop_publication(report=office.report, by=office.executive),
    )

    published = state(office.report)[0] == Status.PUBLISHED
    assert results[:2].count(DueRun(published=1)) == published
    assert (verbs(office.report)[-1] == (1, "publish")) == published
    assert outcome(results[2:]) == [("TransitionRefused" if published else "Report")]
    assert planned(office) is None
