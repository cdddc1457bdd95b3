"""That more of a report was opened is told to its writers, too."""

from datetime import timedelta

import pytest
from django.core import mail

from measures.roles import Role
from reports.models import Reminder
from reports.services.comments import add_comment
from reports.services.notices import HELD, send_notices
from reports.services.opening import open_everything, open_field
from reports.services.workflow import return_report, submit_report
from reports.status import Scope
from tests.factories import AT, make_user
from tests.reports.services.people import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def returned(office):
    """The report comes back with its title open alone."""
    version = office.submit()
    add_comment(version=version, field="title", text="แก้", by=office.legal)
    return_report(version=version, reason="แก้", by=office.legal, scope=Scope.COMMENTED, at=AT)


def test_opening_more_is_told_by_one_letter_ten_minutes_later(office):
    organization = office.report.plan.organization
    writer = make_user(role=Role.COORDINATOR, organization=organization, display_name="ผู้ประสาน")
    make_user(role=Role.STAFF, organization=organization)
    returned(office)
    send_notices(at=AT + timedelta(days=999))  # of the return itself
    mail.outbox.clear()
    for field in ("cover", "introduction"):
        open_field(report=office.report, field=field, by=office.legal, at=AT)

    assert send_notices(at=AT + HELD - timedelta(seconds=1)) == 0
    assert send_notices(at=AT + HELD) == 1

    (letter,) = mail.outbox
    assert letter.to == [writer.email]
    assert letter.subject.endswith("นิติกร เปิดช่องให้แก้เพิ่มในรายงานที่ส่งคืน")
    assert not Reminder.objects.to_finish().exists()


def test_nobody_is_told_of_more_once_the_report_is_submitted_again(office):
    writer = make_user(role=Role.COORDINATOR, organization=office.report.plan.organization)
    returned(office)
    send_notices(at=AT + timedelta(days=999))
    open_everything(report=office.report, by=office.legal, at=AT)
    later = AT + timedelta(minutes=1)
    submit_report(report=office.report, by=office.legal, at=later, already_printed=True)
    mail.outbox.clear()

    send_notices(at=AT + HELD)

    assert list(Reminder.objects.unread_by(writer)) == []
    assert [letter.subject for letter in mail.outbox if "เปิดช่อง" in letter.subject] == []
    assert list(Reminder.objects.of_opening().to_be_sent()) == []
