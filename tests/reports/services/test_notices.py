"""Who is told of a decision, on their desk and by letter."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db.models import QuerySet

from measures.models import Membership, Organization, User
from measures.roles import Role
from reports.models import ApprovalRoute, Decision, Notice, Reminder
from reports.services.approval import approve_report
from reports.services.notices import GIVEN_UP, HELD, put_away, send_notices, words_of
from reports.services.workflow import (
    publish_report,
    pull_back_report,
    reopen_report,
    return_report,
    submit_report,
    withdraw_report,
)
from tests.factories import (
    AT,
    make_full_measure,
    make_membership,
    make_organization,
    make_plan,
    make_report,
    make_user,
)
from tests.reports.services.people import make_office, state
from tests.together import together

pytestmark = pytest.mark.django_db
DUE = AT + HELD


@pytest.fixture
def office():
    """The legal officer and the executive, and others of the organization and of another."""
    office = make_office()
    organization = office.report.plan.organization
    for role in Role:
        if role not in (Role.LEGAL, Role.EXECUTIVE):
            make_user(role=role, organization=organization, display_name=role.value)
    make_user(role=Role.EXECUTIVE, organization=organization, is_active=False)
    make_user(role=Role.EXECUTIVE, organization=make_organization(), display_name="ที่อื่น")
    return office


def told(decision):
    rows = Notice.objects.filter(decision=decision)
    return sorted(rows.values_list("user__display_name", flat=True))


def last():
    return Decision.objects.latest("pk")


def test_each_decision_is_told_to_those_whom_it_concerns(office):
    version = office.submit()
    assert told(last()) == ["นายก"]
    return_report(version=version, reason="แก้", by=office.executive, at=AT)
    assert told(last()) == ["coordinator", "นิติกร"]
    version = office.submit()
    pull_back_report(version=version, by=office.legal, at=AT)
    assert told(last()) == []
    version = office.approve()
    assert told(last()) == ["นิติกร"]
    publish_report(version=version, by=office.legal, at=AT)
    assert told(last()) == ["coordinator", "นายก"]
    reopen_report(report=office.report, reason="แก้", by=office.legal, at=AT)
    assert told(last()) == ["coordinator"]
    withdraw_report(report=office.report, reason="ถอน", by=office.legal, at=AT)
    assert told(last()) == ["coordinator", "นายก"]


def test_an_endorsement_is_told_to_the_next_in_turn(office):
    office.goes_through("ปลัด", "นายก")
    other = make_user(
        role=Role.EXECUTIVE, organization=office.report.plan.organization, display_name="ปลัด"
    )
    version = office.submit()
    assert told(last()) == ["นายก", "ปลัด"]

    approve_report(version=version, by=other, step=0, at=AT)

    assert told(last()) == ["นายก", "นิติกร"]


def test_one_person_with_several_parts_is_told_once(office):
    organization = office.report.plan.organization
    make_membership(user=office.executive, role=Role.COORDINATOR, organization=organization)
    version = office.approve()

    publish_report(version=version, by=office.legal, at=AT)

    assert told(last()) == ["coordinator", "นายก"]


def test_a_letter_waits_ten_minutes_and_is_sent_once(office):
    office.submit()

    assert send_notices(at=DUE - timedelta(seconds=1)) == 0
    assert send_notices(at=DUE) == 1
    assert send_notices(at=DUE) == 0

    (letter,) = mail.outbox
    assert letter.to == [office.executive.email]
    plan = office.report.plan
    assert (
        letter.subject == f"{plan.organization} {plan.fiscal_year}: นิติกร ส่งตรวจฉบับที่ ๑ รอท่านพิจารณา"
    )
    assert f"http://localhost:8000/plans/{plan.organization.code}/2568/" in letter.body
    assert letter.body.startswith("เรียน นายก")


def test_whoever_has_left_since_is_told_nothing(office):
    version = office.submit()
    return_report(version=version, reason="แก้", by=office.executive, at=AT)
    opening = {"report": office.report, "by": office.legal, "at": AT, "is_of_opening": True}
    coordinator = User.objects.get(display_name="coordinator")
    Reminder.objects.create(user=coordinator, **opening)
    parts = Membership.objects.filter(user=coordinator)

    def told_of():
        waiting = AT + timedelta(seconds=1)
        return [
            rows.count()
            for model in (Notice, Reminder)
            for rows in (
                model.objects.unread_by(coordinator),
                model.objects.not_sent(waiting_since=waiting).filter(user=coordinator),
            )
        ]

    assert told_of() == [1, 1, 1, 1]
    parts.update(suspended_at=AT)
    assert told_of() == [0, 0, 0, 0]
    parts.delete()
    assert told_of() == [0, 0, 0, 0]
    assert send_notices(at=DUE) == 1  # the legal officer's
    assert [letter.to for letter in mail.outbox] == [[office.legal.email]]


def test_what_was_taken_back_in_time_is_never_sent(office):
    version = office.submit()
    pull_back_report(version=version, by=office.legal, at=AT + timedelta(minutes=5))

    assert send_notices(at=DUE) == 0

    assert mail.outbox == []
    assert Notice.objects.get().dropped_at == DUE


def test_what_happened_in_several_reports_is_one_letter(office):
    plan = make_plan(organization=office.report.plan.organization, year=2569)
    make_full_measure(plan=plan)
    office.submit()
    submit_report(report=make_report(plan=plan), by=office.legal, at=AT)

    assert send_notices(at=DUE) == 1

    (letter,) = mail.outbox
    assert letter.subject == "รายงานคุณธรรมและความโปร่งใส มีเรื่องแจ้ง ๒ เรื่อง"
    assert letter.body.count("รอท่านพิจารณา") == 2


def test_what_was_read_meanwhile_is_not_sent(office):
    office.submit()

    keys = list(Notice.objects.values_list("pk", flat=True))

    assert put_away(by=office.executive, at=AT, notices=keys) == 1

    assert send_notices(at=DUE) == 0
    assert put_away(by=office.executive, at=AT, notices=keys) == 0


def test_nobody_puts_away_what_is_of_another(office):
    office.submit()
    keys = Notice.objects.values_list("pk", flat=True)

    assert put_away(by=office.legal, at=AT, notices=keys) == 0
    assert Notice.objects.filter(read_at=None).count() == 1


def test_a_mail_server_that_does_not_answer_stops_nothing_and_is_tried_again(office, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    office.submit()
    assert state(office.report)[0] == "submitted"

    assert send_notices(at=DUE) == 0
    assert Notice.objects.to_be_sent().count() == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert send_notices(at=DUE) == 1
    assert len(mail.outbox) == 1


def test_an_address_that_nobody_can_write_to_keeps_no_other_letter_back(office):
    second = make_user(role=Role.EXECUTIVE, organization=office.report.plan.organization)
    User.objects.filter(pk=office.executive.pk).update(email="a\nb@example.test")
    office.submit()

    assert send_notices(at=DUE) == 1

    assert [letter.to for letter in mail.outbox] == [[second.email]]
    failed = Notice.objects.get(sent_at=None)
    assert (failed.user, failed.failed_at, failed.dropped_at) == (office.executive, DUE, None)


def test_a_letter_that_cannot_be_worded_keeps_no_other_back(office):
    other = make_office()
    for each in (office, other):
        each.submit()
    of_office = Decision.objects.filter(version__report=office.report)
    QuerySet.update(of_office, verb="unknown")

    assert send_notices(at=DUE) == 1

    assert [letter.to for letter in mail.outbox] == [[other.executive.email]]
    assert Notice.objects.get(sent_at=None).failed_at == DUE


def test_after_a_day_a_letter_is_given_up(office):
    office.submit()

    assert send_notices(at=AT + GIVEN_UP) == 0

    assert Notice.objects.get().dropped_at == AT + GIVEN_UP
    assert mail.outbox == []


def test_who_has_left_gets_no_letter(office):
    office.submit()
    office.executive.is_active = False
    office.executive.save()

    assert send_notices(at=DUE) == 0


def test_the_command_sends_what_is_due(office, capsys):
    office.submit()

    call_command("send_notices")

    assert capsys.readouterr().out == "0 letters sent.\n"  # decided long ago, by the clock of now
    assert Notice.objects.to_be_sent().count() == 0


def test_words_say_who_did_what_and_why(office):
    version = office.submit()
    decision = return_report(version=version, reason="แก้\nบทนำ", by=office.executive, at=AT)

    assert words_of(decision) == "นายก ส่งคืนฉบับที่ ๑: “แก้ บทนำ”"


@pytest.mark.django_db(transaction=True)
def test_two_runs_send_one_letter():
    plan = make_plan()
    make_full_measure(plan=plan)
    office = make_office(make_report(plan=plan))
    office.submit()

    results = together(*[lambda: send_notices(at=DUE)] * 2)

    assert sorted(results) == [0, 1]
    assert len(mail.outbox) == 1
    assert Organization.objects.count() == 1
    assert not ApprovalRoute.objects.exists()
