"""What goes wrong while nobody looks: told to the officer, with what to do, and tried again."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from measures.models import AuditEvent
from measures.roles import Role
from reports.models import ExportFile, FileFault, Notice, Report
from reports.services.file_faults import check_files
from reports.services.notices import GIVEN_UP, HELD, send_notices
from reports.services.planning import plan_publication
from reports.services.troubles import send_again, troubles_of
from reports.services.workflow import submit_report
from tests.factories import make_user
from tests.reports.views.workspace.deciding import PLAN, browser_of, make_desk, page
from tests.storage import keep_files_in, store_away
from tests.together import together

pytestmark = pytest.mark.django_db
BOARD = PLAN + "board/"


@pytest.fixture
def desk(settings, tmp_path):
    keep_files_in(settings, tmp_path / "files")
    return make_desk()


@pytest.fixture
def no_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9


def mail_again(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def told(html):
    """The notes of what went wrong, as words."""
    found = re.search(r'<section class="stack mb-4" id="troubles".*?</section>', html, re.S)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", found[0])).split()) if found else ""


def test_a_lost_file_is_told_until_it_is_back(desk, settings):
    desk.publish()
    lost = ExportFile.objects.get(format="pdf")
    changed = ExportFile.objects.get(format="json")
    with default_storage.open(str(lost.file)) as file:
        data = file.read()
    with default_storage.open(str(changed.file)) as file:
        was = file.read()
    default_storage.delete(str(lost.file))
    put(str(changed.file), was + b" ")
    officer, head = browser_of(desk.legal), browser_of(desk.executive)
    assert (told(page(officer, BOARD)), "เรื่องที่ต้องดูแล" in page(officer, "/work/")) == ("", False)

    for _ in range(2):  # the second look finds the same
        with pytest.raises(CommandError, match="๒ รายการ"):
            call_command("verify_versions")

    assert [str(fault) for fault in FileFault.objects.all()] == [
        "ไฟล์ PDF ของฉบับที่ ๑ หายไป",
        "ไฟล์ JSON ของฉบับที่ ๑ เปลี่ยนไปจากเดิม",
    ]
    assert "ไฟล์ที่เก็บไว้หายหรือเปลี่ยนไป ๒ ไฟล์" in told(page(officer, BOARD))
    assert "หายหรือเปลี่ยนไป ๒&nbsp;ไฟล์" in page(officer, "/work/")
    assert (told(page(head, BOARD)), "เรื่องที่ต้องดูแล" in page(head, "/work/")) == ("", False)
    assert head.post(BOARD + "files/").status_code == 403

    with store_away(settings):
        assert "ติดต่อที่เก็บไฟล์ไม่ได้" in officer.post(BOARD + "files/", follow=True).content.decode()
    assert FileFault.objects.count() == 2
    put(str(lost.file), data)
    put(str(changed.file), was)
    answer = officer.post(BOARD + "files/", follow=True).content.decode()
    assert ("อยู่ครบและตรงกับที่เก็บไว้" in answer, told(answer)) == (True, "")
    assert AuditEvent.objects.get(action="plan.files_checked").after == {"faults": 0}
    places = [page(client, PLAN + "publication/") for client in (officer, head)]
    assert ["ตรวจว่าไฟล์ที่เก็บไว้อยู่ครบ" in place for place in places] == [True, False]


def put(name, data):
    """What an administrator brings back from a backup."""
    if default_storage.exists(name):
        default_storage.delete(name)
    assert default_storage.save(name, ContentFile(data)) == name


def test_letters_that_no_server_takes_are_told_and_sent_again(desk, settings, no_mail):
    submit_report(report=desk.report, by=desk.legal, at=timezone.now() - HELD)
    officer = browser_of(desk.legal)

    assert send_notices(at=timezone.now()) == 0

    words = told(page(officer, BOARD))
    assert "จดหมายแจ้งยังไม่ถึง" in words
    assert f"{desk.executive} {desk.executive.email}" in words
    assert "ส่งจดหมายแจ้งไม่ได้ ๑&nbsp;คน" in page(officer, "/work/")
    refused = officer.post(BOARD + "letters/", follow=True).content.decode()
    assert "ยังส่งไม่ได้ ๑ คน" in refused
    mail_again(settings)
    sent = officer.post(BOARD + "letters/", follow=True).content.decode()
    assert ("ส่งจดหมายแล้ว ๑ คน" in sent, told(sent)) == (True, "")
    assert [letter.to for letter in mail.outbox] == [[desk.executive.email]]
    assert "ไม่มีจดหมายที่ค้างส่งแล้ว" in officer.post(BOARD + "letters/", follow=True).content.decode()


def test_a_letter_that_was_given_up_is_sent_when_asked_for(desk, settings, no_mail):
    desk.submit()
    later = timezone.now() + GIVEN_UP
    send_notices(at=later - timedelta(minutes=5))
    send_notices(at=later + timedelta(minutes=5))
    assert Notice.objects.get().dropped_at
    mail_again(settings)

    assert send_again(plan=desk.plan, by=desk.legal, at=later + timedelta(hours=1)) == (1, 0)

    assert len(mail.outbox) == 1
    assert not troubles_of(desk.plan, at=later)


def test_a_letter_of_a_month_ago_is_told_no_more(desk, no_mail):
    desk.submit()
    now = timezone.now()
    send_notices(at=now + HELD)

    assert troubles_of(desk.plan, at=now + timedelta(days=29)).people
    assert not troubles_of(desk.plan, at=now + timedelta(days=31))


def test_letters_that_nothing_sends_are_told_where_there_is_a_mail_server(desk, settings):
    desk.submit()
    later = timezone.now() + timedelta(hours=1)

    waiting = []
    for settings.HAS_MAIL_SERVER in (False, True):
        waiting.append(list(troubles_of(desk.plan, at=later).people.values()))

    assert waiting == [[], [desk.executive]]
    send_notices(at=later)
    assert not troubles_of(desk.plan, at=later)


def test_what_was_overtaken_is_no_trouble(desk, no_mail):
    version = desk.submit()
    send_notices(at=timezone.now() + HELD)
    desk.report.versions.get(pk=version.pk)
    staff = make_user(role=Role.STAFF, organization=desk.plan.organization)

    Notice.objects.update(read_at=timezone.now())

    assert not troubles_of(desk.plan, at=timezone.now())
    assert browser_of(staff).post(BOARD + "letters/").status_code == 403


def test_a_set_time_that_passes_without_success_is_told(desk):
    version, now = desk.approve(), timezone.now()
    plan_publication(version=version, publish_at=now + timedelta(days=1), by=desk.legal)
    officer = browser_of(desk.legal)
    assert told(page(officer, BOARD)) == ""

    Report.objects.update(publish_at=now - timedelta(hours=1))

    assert "ยังเผยแพร่ตามเวลาไม่สำเร็จ" in told(page(officer, BOARD))
    assert "ยังเผยแพร่ตามเวลาที่ตั้งไว้ไม่สำเร็จ" in page(officer, "/work/")


@pytest.mark.django_db(transaction=True)
def test_two_who_look_at_the_same_moment_find_the_same(settings, tmp_path):
    keep_files_in(settings, tmp_path / "files")
    desk = make_desk()
    desk.publish()
    default_storage.delete(str(ExportFile.objects.get(format="pdf").file))

    def look() -> int:
        return check_files(plan=desk.plan, by=desk.legal, at=timezone.now())

    assert together(look, look) == [1, 1]
    assert [str(fault) for fault in FileFault.objects.all()] == ["ไฟล์ PDF ของฉบับที่ ๑ หายไป"]
