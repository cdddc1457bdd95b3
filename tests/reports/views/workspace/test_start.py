import re
from typing import Any

import pytest
from django.utils import timezone

from measures.models import AnnualPlan, Measure
from measures.roles import Role
from measures.services.reference import load_reference
from measures.services.stock import load_stock_measures
from reports.models import Report
from reports.services.layouts import load_standard_layouts
from tests.factories import (
    make_full_measure,
    make_membership,
    make_organization,
    make_plan,
    make_report,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
START = "/plans/takbai/start/"


@pytest.fixture
def organization():
    load_reference()
    load_stock_measures()
    load_standard_layouts()
    return make_organization(code="takbai")


@pytest.fixture
def last_year(organization):
    plan = make_plan(organization=organization, year=2568)
    make_report(plan=plan)
    for title in ("หนึ่ง", "สอง"):
        make_full_measure(plan=plan, title=title)
    return plan


@pytest.fixture
def coordinator(organization):
    return make_user(role=Role.COORDINATOR, organization=organization)


def sent(page: str, **changes: object) -> dict[str, object]:
    """What the page's form would send."""
    values: dict[str, object] = dict(
        re.findall(r'<input type="hidden" name="(token|source)" value="([^"]+)"', page)
    )
    for select in re.findall(r"<select name=.*?</select>", page, re.DOTALL):
        name = re.findall(r'name="(\w+)"', select)[0]
        chosen = re.findall(r'<option value="(\d+)" selected', select)
        values[name] = (chosen or re.findall(r'<option value="(\d+)"', select))[0]
    return {**values, **changes}


def test_last_year_is_copied_and_the_plan_opens(client, last_year, coordinator):
    client.force_login(coordinator)
    page = client.get(START).content.decode()
    assert "เริ่มรายงาน<span" in page
    assert "รายงาน พ.ศ.&nbsp;๒๕๖๘ มี ๒&nbsp;มาตรการ" in re.sub(r"\s+", " ", page)

    done = client.post(START + "?year=2569", sent(page, way="copy"), follow=True)

    assert done.redirect_chain == [("/plans/takbai/2569/", 302)]
    assert "เริ่มรายงานแล้ว มี ๒ มาตรการให้กรอกต่อ" in done.content.decode()
    report = Report.objects.get(plan__fiscal_year__year=2569)
    assert (report.assessment_year, report.layout) == (2570, last_year.report.layout)
    assert [row.title for row in Measure.objects.in_plan(report.plan)] == ["หนึ่ง", "สอง"]


def test_a_form_sent_twice_begins_one_report(client, last_year, coordinator):
    client.force_login(coordinator)
    values = sent(client.get(START).content.decode(), way="copy")

    answers = [client.post(START + "?year=2569", values)["Location"] for _ in range(2)]

    assert answers == ["/plans/takbai/2569/"] * 2
    assert AnnualPlan.objects.count() == 2


def test_two_people_who_begin_the_same_year_get_one_report(client, last_year, coordinator):
    client.force_login(coordinator)
    values = sent(client.get(START).content.decode(), way="copy")
    client.post(START + "?year=2569", values)

    page = client.post(START + "?year=2569", {**values, "token": "another-token"})

    text = page.content.decode()
    assert (page.status_code, "หน่วยงานนี้มีแผนของปีงบประมาณนี้แล้ว" in text) == (200, True)
    assert 'href="/plans/takbai/2569/">เปิดรายงาน' in re.sub(r'"\s+', '" ', text).replace(
        '" >', '">'
    )
    assert AnnualPlan.objects.count() == 2


def test_a_report_is_begun_from_the_seven_issues(client, organization, coordinator):
    client.force_login(coordinator)
    page = client.get(START + "?year=2569").content.decode()
    assert "ยังไม่มีรายงานปีก่อนในระบบ" in page

    client.post(START + "?year=2569", sent(page, way="issues"))

    plan = AnnualPlan.objects.get()
    rows = list(Measure.objects.in_plan(plan).values_list("title", "issue__name"))
    issues = plan.issue_scheme.issues.values_list("name", flat=True) if plan.issue_scheme else []
    assert rows == [("", name) for name in issues]
    assert len(rows) == 7


def test_a_report_is_begun_from_chosen_stock_measures(client, organization, coordinator):
    client.force_login(coordinator)
    page = client.get(START + "?year=2569").content.decode()
    keys = re.findall(r'name="stock" value="(\d+)"', page)
    assert len(keys) == 11

    empty = client.post(START + "?year=2569", sent(page, way="stock")).content.decode()
    assert "โปรดเลือกมาตรการที่ใช้บ่อย" in empty
    assert not AnnualPlan.objects.exists()
    client.post(START + "?year=2569", sent(page, way="stock", stock=[keys[8], keys[2]]))

    titles = [row.title for row in Measure.objects.in_plan(AnnualPlan.objects.get())]
    assert [title[:14] for title in titles] == ["มาตรการให้บริก", "มาตรการไม่รับข"]


CANNOT_BE_BEGUN: list[dict[str, Any]] = [
    {"way": ""},
    {"way": "import"},
    {"way": "copy", "source": "999"},
    {"way": "issues", "scheme": "x"},
    {"way": "stock", "stock": ["x", "1"]},
    {"way": "copy", "layout": ""},
    {"way": "copy", "assessment_year": "2599"},
    {"way": "copy", "token": "x"},
]


def test_what_cannot_be_begun_says_so(client, last_year, coordinator):
    client.force_login(coordinator)
    for changes in CANNOT_BE_BEGUN:
        page = client.get(START + "?year=2569").content.decode()

        answer = client.post(START + "?year=2569", sent(page, **changes))

        told = (answer.status_code, "ยังไม่ได้บันทึก" in answer.content.decode())
        assert (changes, *told) == (changes, 200, True)
        assert AnnualPlan.objects.count() == 1


def test_plans_layouts_and_schemes_of_others_cannot_be_named(client, last_year, coordinator):
    other = make_plan(organization=make_organization(code="other"), year=2568)
    make_full_measure(plan=other, title="ความลับของเขา")
    client.force_login(coordinator)
    page = client.get(START + "?year=2569").content.decode()

    answer = client.post(START + "?year=2569", sent(page, way="copy", source=other.pk))

    assert "ตัวเลือกนี้ไม่มีแล้ว" in answer.content.decode()
    assert client.get("/plans/other/start/").status_code == 404


def test_a_year_that_has_a_report_leads_to_it(client, last_year, coordinator):
    client.force_login(coordinator)

    page = client.get(START + "?year=๒๕๖๘").content.decode()

    assert "มีรายงานปีนี้แล้ว" in page
    assert 'href="/plans/takbai/2568/"' in page
    assert 'name="way"' not in page


@pytest.mark.parametrize("year", ["1999", "x", "99999999999999999999"])
def test_an_unknown_year_is_not_found(client, organization, coordinator, year):
    client.force_login(coordinator)

    assert client.get(f"{START}?year={year}").status_code == 404


def test_an_organization_with_all_years_says_so(client, organization, coordinator):
    for year in range(2563, 2571):
        make_plan(organization=organization, year=year)
    client.force_login(coordinator)

    assert "มีรายงานครบทุกปีที่เปิดแล้ว" in client.get(START).content.decode()


def test_staff_of_a_unit_are_told_whom_to_ask(client, organization):
    user = make_user()
    part = make_membership(user=user, role=Role.STAFF, organization=organization)
    part.units.add(make_unit(organization=organization))
    client.force_login(user)

    page = client.get(START)
    assert "โปรดแจ้งผู้ประสานงาน ITA หรือนิติกร" in page.content.decode()
    assert client.post(START, {"way": "issues"}).status_code == 403


@pytest.fixture
def plan(organization):
    plan = make_plan(organization=organization, year=2569)
    make_report(plan=plan)
    return plan


ADD = "/plans/takbai/2569/measures/add/"


def test_a_measure_is_added_once_by_all_who_may_write(client, plan, organization):
    user = make_user()
    part = make_membership(user=user, role=Role.STAFF, organization=organization)
    part.units.add(make_unit(organization=organization))
    client.force_login(user)
    token = re.findall(r'name="token" value="([^"]+)"', client.get(ADD).content.decode())[0]

    for _ in range(2):
        client.post(ADD, {"token": token, "title": "มาตรการใหม่", "issue": ""})

    (measure,) = Measure.objects.in_plan(plan)
    assert (measure.title, measure.updated_by) == ("มาตรการใหม่", user)


def test_a_stock_measure_is_added_with_its_steps(client, plan, coordinator):
    client.force_login(coordinator)
    page = client.get(ADD).content.decode()
    key = re.findall(r'name="stock" value="(\d+)"', page)[0]

    client.post(ADD, {"token": "a-token-of-mine", "stock": key})

    (measure,) = Measure.objects.in_plan(plan).with_rows()
    assert len(measure.as_input().steps) == 4


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": "", "issue": " "}, "โปรดใส่ชื่อมาตรการหรือประเด็น"),
        ({"title": "ก" + "่" * 20}, "ก"),
        ({"issue": "ก" * 501}, "ยาวเกิน ๕๐๐ ตัวอักษร ขณะนี้ ๕๐๑"),
        ({"stock": "999999"}, "ไม่พบมาตรการที่เลือก โปรดเลือกใหม่"),
        ({"title": "ใหม่", "token": "x"}, "แบบฟอร์มนี้ไม่สมบูรณ์"),
    ],
)
def test_a_measure_that_cannot_be_added_keeps_what_was_typed(
    client, plan, coordinator, typed, words
):
    client.force_login(coordinator)

    answer = client.post(ADD, {"token": "a-token-of-mine", **typed})

    text = answer.content.decode()
    assert (answer.status_code, "ยังไม่ได้บันทึก" in text, words in text) == (200, True, True)
    assert not Measure.objects.exists()


def test_a_locked_plan_takes_no_measure(client, plan, coordinator):
    plan.locked_at = timezone.now()
    plan.save()
    client.force_login(coordinator)

    answers = [client.get(ADD, follow=True), client.post(ADD, {"title": "ก"}, follow=True)]

    assert ["แก้ไขไม่ได้" in answer.content.decode() for answer in answers] == [True, True]
    assert not Measure.objects.exists()
