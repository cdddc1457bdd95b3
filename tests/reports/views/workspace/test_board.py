"""The officer's board of units, the day a report is due, and reminders."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ita_portal.thai.dates import format_date
from measures.models import Owner
from measures.roles import Role
from reports.models import Reminder
from reports.services.workflow import publish_report, return_report
from tests.factories import make_measure, make_membership, make_unit, make_user
from tests.reports.views.workspace.deciding import PLAN, browser_of, make_desk, page

pytestmark = pytest.mark.django_db
BOARD = PLAN + "board/"
DUE, REMIND = BOARD + "due/", BOARD + "remind/"


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def unit(desk):
    unit = make_unit(organization=desk.plan.organization, name="กองคลัง")
    measure = make_measure(plan=desk.plan, title="ของกองคลัง")
    Owner.objects.create(measure=measure, position=1, text="กองคลัง").units.add(unit)
    return unit


@pytest.fixture
def clerk(desk, unit):
    user = make_user(display_name="การเงิน")
    organization = desk.plan.organization
    make_membership(user=user, role=Role.STAFF, organization=organization).units.add(unit)
    return user


def in_days(days):
    return format_date(timezone.localdate() + timedelta(days=days))


def test_the_officer_sets_the_day_and_everyone_sees_it(desk, clerk):
    client = browser_of(desk.legal)

    assert client.post(DUE, {"due_on": in_days(5)})["Location"] == BOARD

    assert "เหลือ ๕&nbsp;วัน" in page(client, BOARD)
    assert "เหลือ ๕&nbsp;วัน" in page(browser_of(clerk), "/work/")
    client.post(DUE, {"due_on": in_days(-3)})
    assert "เลยกำหนด ๓&nbsp;วัน" in page(browser_of(clerk), "/work/")
    client.post(DUE, {"due_on": in_days(0)})
    assert "ครบกำหนดวันนี้" in page(client, BOARD)
    client.post(DUE, {"due_on": ""})
    assert "กำหนดส่ง " not in page(browser_of(clerk), "/work/")


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        ("พรุ่งนี้", "อ่านวันที่ไม่ได้"),
        ("๓๑ มี.ค. ๒๕๙๙", "ต้องไม่ห่างจากวันนี้เกินหนึ่งปี"),
        ("๓๐ ก.พ. ๒๕๖๙", "อ่านวันที่ไม่ได้"),
    ],
)
def test_a_day_that_is_none_is_told(desk, day, refusal):
    shown = browser_of(desk.legal).post(DUE, {"due_on": day}).content.decode()

    assert refusal in shown
    assert f'value="{day}"' in shown


def test_the_board_shows_each_unit_and_reminds_its_people(desk, unit, clerk):
    client = browser_of(desk.legal)
    shown = page(client, BOARD)
    assert shown.index("กองคลัง</th>") < shown.index("ไม่ระบุหน่วย</th>")
    assert "การเงิน" in shown

    response = client.post(REMIND, {"unit": [unit.pk]}, follow=True)

    assert "เตือน ๑ คนแล้ว" in response.content.decode()
    assert Reminder.objects.get().user == clerk
    assert "เตือนล่าสุด" in page(client, BOARD)
    assert "นิติกร เตือน" in page(browser_of(clerk), "/work/")
    again = client.post(REMIND, {"unit": [unit.pk]}, follow=True)
    assert "ไม่มีผู้ที่ต้องเตือนเพิ่ม" in again.content.decode()


@pytest.mark.parametrize("units", [[], ["x"], ["-5"]])
def test_nobody_chosen_is_told(desk, units):
    response = browser_of(desk.legal).post(REMIND, {"unit": units}, follow=True)

    assert "โปรดเลือกหน่วยงานที่จะเตือน" in response.content.decode()


def test_a_unit_of_another_office_reminds_nobody(desk, clerk):
    other = make_unit(name="ที่อื่น")

    browser_of(desk.legal).post(REMIND, {"unit": [other.pk, 10**15]})

    assert not Reminder.objects.exists()


def test_others_read_the_board_and_change_nothing(desk, clerk, unit):
    client = browser_of(clerk)

    shown = page(client, BOARD)

    assert "กองคลัง</th>" in shown
    assert "เตือนหน่วยที่เลือก" not in shown
    assert client.post(DUE, {"due_on": ""}).status_code == 403
    assert client.post(REMIND, {"unit": [unit.pk]}).status_code == 403


def test_a_locked_report_is_reminded_of_no_more_until_it_is_returned(desk):
    version = desk.submit()

    shown = page(browser_of(desk.legal), BOARD)
    return_report(version=version, reason="แก้", by=desk.executive)
    returned = page(browser_of(desk.legal), BOARD)

    assert ("เตือนหน่วยที่เลือก" in shown, "ส่งคืน</span>" in shown) == (False, False)
    assert ("เตือนหน่วยที่เลือก" in returned, "ส่งคืน</span>" in returned) == (True, True)


def test_a_published_report_has_no_day_any_more(desk):
    client = browser_of(desk.legal)
    client.post(DUE, {"due_on": in_days(5)}, follow=True)
    publish_report(version=desk.approve(), by=desk.legal)

    shown = page(client, BOARD)
    refused = client.post(DUE, {"due_on": in_days(9)}, follow=True).content.decode()

    assert "บันทึกกำหนดส่ง" not in shown
    assert "กำหนดส่ง" not in shown
    assert "ไม่มีสิ่งใดเปลี่ยน สถานะของรายงานขณะนี้" in refused
    desk.report.refresh_from_db()
    assert desk.report.due_on == timezone.localdate() + timedelta(days=5)
