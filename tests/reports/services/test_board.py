"""How far units are, until when, and who is reminded."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from measures.models import AuditEvent, Owner
from measures.permissions import rights_of
from measures.roles import Role
from reports.models import Reminder
from reports.services.board import Due, board_of, remind, set_due
from reports.services.notices import HELD, send_notices
from reports.services.workflow import submit_report
from tests.factories import (
    AT,
    make_full_measure,
    make_measure,
    make_membership,
    make_unit,
    make_user,
)
from tests.reports.services.people import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def units(office):
    """กองคลัง has one measure to write, งานพัสดุ below it two, กองช่าง one that is whole."""
    plan = office.report.plan
    organization = plan.organization
    treasury = make_unit(organization=organization, name="กองคลัง")
    supplies = make_unit(organization=organization, name="งานพัสดุ", parent=treasury)
    works = make_unit(organization=organization, name="กองช่าง")
    Owner.objects.get(measure=plan.measures.get()).units.set([works])
    for unit in (treasury, supplies, supplies):
        measure = make_measure(plan=plan, title=f"ของ{unit}")
        Owner.objects.create(measure=measure, position=1, text=unit.name).units.add(unit)
    return {"กองคลัง": treasury, "งานพัสดุ": supplies, "กองช่าง": works}


def a_writer(office, unit, name):
    user = make_user(display_name=name)
    organization = office.report.plan.organization
    make_membership(user=user, role=Role.STAFF, organization=organization).units.add(unit)
    return user


def rows(office):
    found = board_of(office.report.plan, rights_of(office.legal))
    return [(str(row.unit or "-"), row.left, row.total, row.people) for row in found]


def test_who_has_most_left_stands_first(office, units):
    make_measure(plan=office.report.plan, title="ไม่รู้ว่าของใคร")
    a_writer(office, units["กองคลัง"], "การเงิน")

    assert rows(office) == [
        ("งานพัสดุ", 2, 2, ("การเงิน",)),
        ("กองคลัง", 1, 1, ("การเงิน",)),
        ("-", 1, 1, ("นิติกร",)),
        ("กองช่าง", 0, 1, ()),
    ]


def test_the_board_costs_the_same_for_any_number_of_measures_and_people(office, units):
    a_writer(office, units["กองคลัง"], "การเงิน")
    with CaptureQueriesContext(connection) as few:
        rows(office)
    for number in range(5):
        make_full_measure(plan=office.report.plan)
        a_writer(office, units["งานพัสดุ"], f"พัสดุ {number}")

    with CaptureQueriesContext(connection) as many:
        rows(office)

    assert len(many) == len(few) < 30


def test_a_day_is_set_recorded_and_taken_away(office):
    by = office.legal

    set_due(report=office.report, due_on=date(2026, 3, 31), by=by, at=AT)
    set_due(report=office.report, due_on=date(2026, 3, 31), by=by, at=AT)
    set_due(report=office.report, due_on=None, by=by, at=AT)

    office.report.refresh_from_db()
    assert office.report.due_on is None
    events = AuditEvent.objects.filter(action="report.due_set").order_by("pk")
    assert [(event.before, event.after) for event in events] == [
        ({"due_on": None}, {"due_on": "2026-03-31"}),
        ({"due_on": "2026-03-31"}, {"due_on": None}),
    ]


@pytest.mark.parametrize("day", [date(2024, 3, 1), date(2028, 3, 1)])
def test_a_day_years_away_is_a_slip(office, day):
    with pytest.raises(ValidationError):
        set_due(report=office.report, due_on=day, by=office.legal, at=AT)


@pytest.mark.parametrize(("on", "days", "late"), [(17, 1, 0), (16, 0, 0), (13, -3, 3)])
def test_how_late_it_is(office, on, days, late):
    office.report.due_on = date(2026, 3, on)

    due = Due.of(office.report, date(2026, 3, 16))

    assert due
    assert (due.days, due.late) == (days, late)
    assert Due.of(None, date(2026, 3, 16)) is None


def test_those_of_the_units_are_reminded_once_a_day(office, units):
    clerk = a_writer(office, units["กองคลัง"], "การเงิน")
    buyer = a_writer(office, units["งานพัสดุ"], "พัสดุ")
    keys = [units["งานพัสดุ"].pk, units["กองช่าง"].pk]

    assert remind(report=office.report, units=keys, by=office.legal, at=AT) == [clerk, buyer]
    assert remind(report=office.report, units=keys, by=office.legal, at=AT) == []
    next_day = AT + timedelta(days=1)
    assert remind(report=office.report, units=keys, by=office.legal, at=next_day) == [clerk, buyer]

    assert AuditEvent.objects.filter(action="report.reminded").count() == 2
    assert rows(office)[0][3] == ("การเงิน", "พัสดุ")


def test_whoever_reminds_is_not_reminded(office, units):
    assert remind(report=office.report, units=[0], by=office.legal, at=AT) == []
    assert not Reminder.objects.exists()


def test_one_letter_tells_it_ten_minutes_later(office, units):
    a_writer(office, units["กองคลัง"], "การเงิน")
    set_due(report=office.report, due_on=date(2026, 3, 31), by=office.legal, at=AT)
    keys = [unit.pk for unit in units.values()]
    remind(report=office.report, units=keys, by=office.legal, at=AT)

    assert send_notices(at=AT) == 0
    assert send_notices(at=AT + HELD) == 1
    assert send_notices(at=AT + HELD) == 0

    (letter,) = mail.outbox
    assert "นิติกร เตือนให้กรอกมาตรการที่เหลือ ภายใน ๓๑ มี.ค. ๒๕๖๙" in letter.subject


def test_a_report_that_was_submitted_needs_no_reminder(office, units):
    a_writer(office, units["กองคลัง"], "การเงิน")
    keys = [units["กองคลัง"].pk]
    remind(report=office.report, units=keys, by=office.legal, at=AT)
    submit_report(report=office.report, by=office.legal, at=AT, already_printed=True)

    assert send_notices(at=AT + HELD) == 1  # to the head, of the submission
    assert Reminder.objects.get().dropped_at
    with pytest.raises(ValidationError):
        remind(report=office.report, units=keys, by=office.legal, at=timezone.now())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEGAL])
def test_days_and_reminders_are_the_officers_part(office, units, role):
    user = make_user(role=role, organization=office.report.plan.organization)

    with pytest.raises(PermissionDenied):
        set_due(report=office.report, due_on=None, by=user)
    with pytest.raises(PermissionDenied):
        remind(report=office.report, units=[0], by=user)
