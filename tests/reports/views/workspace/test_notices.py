"""What lies on a person's desk to be read."""

import pytest
from django.utils import timezone

from measures.roles import Role
from reports.models import Notice, Reminder
from reports.services.comments import add_comment
from reports.services.notices import HELD, send_notices
from reports.services.opening import open_field
from reports.services.workflow import pull_back_report, return_report
from reports.status import Scope
from tests.factories import make_user
from tests.reports.views.workspace.deciding import browser_of, make_desk, page

pytestmark = pytest.mark.django_db
READ = "/work/notices/read/"


@pytest.fixture
def desk():
    return make_desk()


def test_the_desk_tells_by_report_what_was_decided(desk):
    version = desk.submit()
    return_report(version=version, reason="แก้บทนำ", by=desk.executive)

    shown = page(browser_of(desk.legal), "/work/")

    assert "นายกเทศมนตรี ส่งคืนฉบับที่ ๑: “แก้บทนำ”" in shown
    assert "แจ้งเตือน" in shown
    assert "แจ้งเตือน" not in page(
        browser_of(make_user(role=Role.STAFF, organization=desk.plan.organization)), "/work/"
    )


def test_what_was_read_is_put_away(desk):
    desk.submit()
    client = browser_of(desk.executive)
    notice = Notice.objects.get()

    response = client.post(READ, {"notice": [notice.pk]})

    assert response["Location"] == "/work/"
    notice.refresh_from_db()
    assert notice.read_at
    assert "แจ้งเตือน" not in page(client, "/work/")


def test_whoever_acted_since_has_seen_what_lay_before(desk):
    desk.publish()

    assert "แจ้งเตือน" not in page(browser_of(desk.legal), "/work/")
    shown = page(browser_of(desk.executive), "/work/")
    assert "นิติกร เผยแพร่ฉบับที่ ๑" in shown
    assert "รอท่านพิจารณา" not in shown


def test_what_was_pulled_back_waits_for_nobody(desk):
    version = desk.submit()
    head = browser_of(desk.executive)
    assert "แจ้งเตือน" in page(head, "/work/")

    pull_back_report(version=version, by=desk.legal)

    assert "แจ้งเตือน" not in page(head, "/work/")


@pytest.mark.parametrize("keys", [[], ["x"], ["-1"], ["9" * 30], ["0"]])
def test_what_names_no_notice_puts_nothing_away(desk, keys):
    desk.submit()

    assert browser_of(desk.executive).post(READ, {"notice": keys}).status_code == 302
    assert Notice.objects.filter(read_at=None).count() == 1


def test_nobody_puts_away_what_is_of_another(desk):
    desk.submit()

    browser_of(desk.legal).post(READ, {"notice": [Notice.objects.get().pk]})

    assert Notice.objects.filter(read_at=None).count() == 1


def test_the_desk_tells_that_more_was_opened_until_it_is_read(desk):
    version = desk.submit()
    add_comment(version=version, field="title", text="แก้", by=desk.legal)
    return_report(version=version, reason="แก้", by=desk.legal, scope=Scope.COMMENTED)
    writer = make_user(role=Role.COORDINATOR, organization=desk.plan.organization)
    client = browser_of(writer)

    open_field(report=desk.report, field="cover", by=desk.legal)
    told = page(client, "/work/")
    opening = Reminder.objects.get(user=writer)
    client.post(READ, {"opening": [opening.pk, "x"]})

    assert told.count("นิติกร เปิดช่องให้แก้เพิ่มในรายงานที่ส่งคืน") == 1
    assert f'name="opening" value="{opening.pk}"' in told
    assert "แจ้งเตือน" not in page(client, "/work/")
    open_field(report=desk.report, field="introduction", by=desk.legal)
    assert "เปิดช่องให้แก้เพิ่ม" in page(client, "/work/")
    assert send_notices(at=timezone.now() + HELD) == 1  # of what is unread


def test_nobody_puts_away_what_was_opened_to_another(desk):
    writer = make_user(role=Role.COORDINATOR, organization=desk.plan.organization)
    opened = Reminder.objects.create(
        report=desk.report, user=writer, by=desk.legal, is_of_opening=True
    )

    browser_of(desk.executive).post(READ, {"opening": [opened.pk]})

    assert list(Reminder.objects.unread_by(writer)) == [opened]
