import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from measures.models import Measure, Owner
from measures.roles import Role
from reports.status import Status, Verb
from tests.factories import (
    make_full_measure,
    make_layout,
    make_measure,
    make_membership,
    make_organization,
    make_plan,
    make_report,
    make_unit,
    make_user,
    make_version,
)
from tests.reports.views.published import decide

pytestmark = pytest.mark.django_db
PAGE = "/plans/takbai/2568/"
ROW = re.compile(
    r'<span class="no">(.+?)</span>.*?</ul>\s*(\S.*?)\s*(?:<br>|</div>).*?</svg>\s*(\S+?)</span>',
    re.DOTALL,
)


@pytest.fixture
def plan():
    plan = make_plan(organization=make_organization(code="takbai"))
    make_report(plan=plan, layout=make_layout("six"))
    make_full_measure(plan=plan, title="มาตรการที่หนึ่ง")
    make_measure(plan=plan, title="มาตรการที่สอง")
    make_measure(plan=plan, title="มาตรการที่สาม", opened_at=timezone.now())
    return plan


@pytest.fixture
def coordinator(plan):
    return make_user(role=Role.COORDINATOR, organization=plan.organization)


def staff_of(unit, organization):
    user = make_user()
    part = make_membership(user=user, role=Role.STAFF, organization=organization)
    part.units.add(unit)
    return user


def rows(page: str) -> list[tuple[str, ...]]:
    """Number, what is missing, and state of each measure."""
    return [tuple(row) for row in ROW.findall(page)]


def titles(plan) -> list[str]:
    return [measure.title for measure in Measure.objects.in_plan(plan)]


@pytest.mark.parametrize("role", list(Role))
def test_the_plan_opens_for_all_of_its_organization(client, plan, role):
    client.force_login(make_user(role=role, organization=plan.organization))

    page = client.get(PAGE).content.decode()

    missing = "ขาดขั้นตอน ระยะเวลา ผู้รับผิดชอบ ผลการดำเนินการ และผลลัพธ์"
    assert rows(page) == [
        ("๑", "ครบ ๖ จาก ๖ ช่อง", "ครบ"),
        ("๒", missing, "ยังไม่เปิดดู"),
        ("๓", missing, "กำลังทำ"),
    ]
    assert "เหลือ ๒ จาก&nbsp;๓&nbsp;มาตรการ" in page
    may_edit = role in (Role.STAFF, Role.COORDINATOR, Role.LEGAL)
    assert ('name="place"' in page, "คัดลอกมาตรการ" in page) == (may_edit, may_edit)


def test_the_plan_is_not_found_by_others(client, plan):
    client.force_login(make_user(role=Role.LEGAL, organization=make_organization()))

    pages = (PAGE, PAGE + "bin/", "/plans/takbai/2567/", "/plans/none/2568/")
    answers = [client.get(page).status_code for page in pages]

    assert answers == [404, 404, 404, 404]


def test_what_was_carried_over_waits_to_be_confirmed(client, plan, coordinator):
    Measure.objects.in_plan(plan).update(carried=["title", "owners"], updated_by=coordinator)
    client.force_login(coordinator)

    page = client.get(PAGE).content.decode()

    assert [state for _, _, state in rows(page)] == ["กำลังทำ"] * 3
    assert page.count("รอยืนยันข้อความจากปีก่อน ๒&nbsp;ช่อง") == 3
    assert page.count("แก้ไขล่าสุดโดยเจ้าหน้าที่ วันนี้") == 3


def test_a_measure_that_has_everything_but_something_odd_is_noted(client, plan, coordinator):
    full = Measure.objects.in_plan(plan).first()
    assert full is not None
    full.outputs.update(text="มีประกาศและและคำสั่ง")
    client.force_login(coordinator)

    assert rows(client.get(PAGE).content.decode())[0][2] == "มีข้อสังเกต"


def test_arrows_move_a_measure_and_the_way_back_is_offered(client, plan, coordinator):
    client.force_login(coordinator)
    last = Measure.objects.get(title="มาตรการที่สาม")

    page = client.post(PAGE + "order/", {"place": f"{last.pk}:2"}, follow=True)

    assert page.redirect_chain == [(f"{PAGE}?moved={last.pk}&way=up", 302)]
    text = page.content.decode()
    assert "ย้ายมาตรการที่ ๓ ไปอยู่ลำดับที่ ๒ แล้ว เลขลำดับปรับให้ตามนี้" in text
    focused = re.findall(r'value="(\d+:\d+)"\s+autofocus', text)
    assert focused == [f"{last.pk}:1"]
    back = re.findall(r'<input type="hidden" name="place" value="([^"]+)">', text)
    client.post(PAGE + "order/", {"place": back[0]})
    assert titles(plan) == ["มาตรการที่หนึ่ง", "มาตรการที่สอง", "มาตรการที่สาม"]


@pytest.mark.parametrize("place", ["", "x:1", "0:1", "99999999999999999999:1", "-1:2"])
def test_a_place_of_no_measure_is_not_found(client, plan, coordinator, place):
    client.force_login(coordinator)

    assert client.post(PAGE + "order/", {"place": place}).status_code == 404


def test_a_measure_goes_to_the_bin_and_comes_back(client, plan, coordinator):
    client.force_login(coordinator)
    second = Measure.objects.get(title="มาตรการที่สอง")

    page = client.post(f"{PAGE}measures/{second.pk}/bin/", follow=True).content.decode()
    assert "ย้ายมาตรการที่ ๒ ไปถังพักแล้ว เก็บไว้ ๓๐ วัน" in page
    assert f'action="{PAGE}measures/{second.pk}/restore/"' in page
    assert "ถังพักมาตรการ (๑)" in page
    again = client.post(f"{PAGE}measures/{second.pk}/bin/", follow=True).content.decode()
    assert "มาตรการนี้ถูกย้ายหรือลบไปแล้ว" in again
    shown = client.get(PAGE + "bin/").content.decode()
    assert "มาตรการที่สอง" in shown
    assert "นำกลับ" in shown

    for _ in "ab":  # a double click
        back = client.post(f"{PAGE}measures/{second.pk}/restore/", follow=True).content.decode()
        assert "มาตรการนี้ถูกย้ายหรือลบไปแล้ว" not in back

    assert titles(plan) == ["มาตรการที่หนึ่ง", "มาตรการที่สอง", "มาตรการที่สาม"]
    assert "ไม่มีมาตรการในถังพัก" in client.get(PAGE + "bin/").content.decode()


def test_the_bin_shows_what_can_still_come_back(client, plan, coordinator):
    old = timezone.now() - timedelta(days=30)
    Measure.objects.in_plan(plan).update(binned_at=old, binned_by=coordinator)
    client.force_login(coordinator)

    assert "ไม่มีมาตรการในถังพัก" in client.get(PAGE + "bin/").content.decode()
    page = client.get(PAGE).content.decode()
    assert "ถังพัก" not in page
    assert "ยังไม่มีมาตรการ" in page


def test_a_duplicate_sent_twice_is_one(client, plan, coordinator):
    client.force_login(coordinator)
    first = Measure.objects.get(title="มาตรการที่หนึ่ง")
    token = re.findall(r'name="token" value="([^"]+)"', client.get(PAGE).content.decode())[0]

    for _ in range(2):
        client.post(f"{PAGE}measures/{first.pk}/duplicate/", {"token": token})
    page = client.post(f"{PAGE}measures/{first.pk}/duplicate/", {"token": ""}, follow=True)

    assert titles(plan).count("มาตรการที่หนึ่ง") == 2
    assert "แบบฟอร์มนี้ไม่สมบูรณ์" in page.content.decode()


def test_staff_of_a_unit_see_their_own_first(client, plan):
    treasury = make_unit(organization=plan.organization, name="กองคลัง")
    works = make_unit(organization=plan.organization, name="กองช่าง")
    Owner.objects.get(measure__title="มาตรการที่หนึ่ง").units.set([works])
    client.force_login(staff_of(treasury, plan.organization))

    mine = client.get(PAGE).content.decode()
    everything = client.get(PAGE + "?show=all").content.decode()

    assert [number for number, _, _ in rows(mine)] == ["๒", "๓"]
    assert "เหลือ ๒ จาก&nbsp;๒&nbsp;มาตรการ" in mine
    assert [number for number, _, _ in rows(everything)] == ["๑", "๒", "๓"]
    assert ('name="place"' in everything, everything.count("คัดลอกมาตรการ")) == (False, 2)
    first = Measure.objects.get(title="มาตรการที่หนึ่ง")
    answers = [
        client.post(PAGE + "order/", {"place": f"{first.pk}:2"}).status_code,
        client.post(f"{PAGE}measures/{first.pk}/bin/").status_code,
        client.post(f"{PAGE}measures/{first.pk}/duplicate/").status_code,
    ]
    assert answers == [403, 403, 403]


def test_a_unit_without_measures_says_so(client, plan):
    treasury = make_unit(organization=plan.organization, name="กองคลัง")
    works = make_unit(organization=plan.organization, name="กองช่าง")
    Measure.objects.exclude(title="มาตรการที่หนึ่ง").delete()
    Owner.objects.get().units.set([works])
    client.force_login(staff_of(treasury, plan.organization))

    assert "ไม่มีมาตรการของหน่วยท่าน" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.SUBMITTED, "รายงานนี้ส่งตรวจแล้ว แก้ไขไม่ได้"),
        (Status.APPROVED, "รายงานนี้อนุมัติแล้ว แก้ไขไม่ได้"),
        (Status.WITHDRAWN, "รายงานนี้ถอนเผยแพร่แล้ว แก้ไขไม่ได้"),
    ],
)
def test_a_locked_plan_is_read_and_says_why(client, plan, coordinator, status, words):
    plan.report.status = status
    plan.report.save()
    plan.locked_at = timezone.now()
    plan.save()
    client.force_login(coordinator)

    page = client.get(PAGE).content.decode()
    first = Measure.objects.get(title="มาตรการที่หนึ่ง")
    said = client.post(PAGE + "order/", {"place": f"{first.pk}:2"}, follow=True).content.decode()

    assert words in page
    assert "ความคืบหน้า" not in page
    assert 'name="place"' not in page
    assert words in said
    assert titles(plan)[0] == "มาตรการที่หนึ่ง"


def test_a_plan_that_was_sent_back_says_why(client, plan, coordinator):
    version = make_version(report=plan.report)
    legal = make_user(display_name="นิติกร")
    decide(version, Verb.SUBMIT, by=coordinator, at=timezone.now() - timedelta(hours=2))
    decide(version, Verb.RETURN, by=legal, at=timezone.now(), reason="ขั้นตอนซ้ำกัน\nโปรดแก้")
    client.force_login(coordinator)

    page = client.get(PAGE).content.decode()
    assert "ส่งคืนโดยนิติกร วันนี้" in page
    assert "“ขั้นตอนซ้ำกัน\nโปรดแก้”" in page

    decide(version, Verb.SUBMIT, by=coordinator, at=timezone.now() + timedelta(hours=1))
    assert "ส่งคืนโดย" not in client.get(PAGE).content.decode()


def test_sixty_measures_cost_what_two_cost(client, coordinator, plan):
    client.force_login(coordinator)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    few = cost()
    for number in range(57):
        make_full_measure(plan=plan, title=f"มาตรการ {number}", updated_by=coordinator)

    assert (few, "<progress" in client.get(PAGE).content.decode()) == (cost(), True)
    assert few <= 31
