"""The report that an import goes into: which one, and what becomes of what is there already."""

from __future__ import annotations

import pytest
from django.test import Client

from measures.models import AnnualPlan, Measure
from measures.roles import Role
from reports.models import MeasuresDocument
from tests.factories import (
    make_fiscal_year,
    make_full_measure,
    make_plan,
    make_user,
)
from tests.measures.services.bringing import a_table, stage
from tests.reports.services.documents import publish
from tests.reports.views.workspace.importing import (
    a_plan,
    address,
    press,
    sit_down,
    titles,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> AnnualPlan:
    return a_plan()


@pytest.fixture
def desk(client: Client, plan: AnnualPlan) -> Client:
    return sit_down(client, plan)


def test_what_becomes_of_measures_that_are_there_is_chosen_and_named(desk, plan):
    make_full_measure(plan=plan, title="มาตรการเดิม")
    batch = stage(plan.organization, a_table("ก", "ข"))

    page = desk.get(address(batch)).content.decode()
    assert "คงไว้ทั้งหมด นำเข้าต่อท้าย" in page
    assert "แทนมาตรการที่ ๑ ของรายงาน" not in page
    press(desk, batch, "save", standing=["replace"])
    page = desk.get(address(batch)).content.decode()
    assert "แทนมาตรการที่ ๑ ของรายงาน “มาตรการเดิม”" in page

    press(desk, batch, "apply")
    assert titles(plan) == ["ก", "ข"]


def test_a_new_year_is_begun_and_goes_with_the_import(desk: Client, plan: AnnualPlan):
    plan.fiscal_year.__class__.objects.create(year=2569, is_open=True)
    batch = stage(plan.organization, a_table("ก"), year=2569)
    assert "เริ่มรายงานใหม่ พ.ศ. ๒๕๖๙" in desk.get(address(batch)).content.decode()

    answer = press(desk, batch, "apply")

    assert answer["Location"] == "/plans/desk/2569/"
    begun = AnnualPlan.objects.get(fiscal_year__year=2569)
    assert (titles(begun), begun.report.assessment_year) == (["ก"], 2570)
    desk.post(address(batch, "undo/"))
    assert not AnnualPlan.objects.filter(fiscal_year__year=2569).exists()
    assert press(desk, batch, "apply")["Location"] == "/plans/desk/2569/"


def test_a_new_year_in_which_more_was_written_stays_without_the_import(desk: Client, plan):
    plan.fiscal_year.__class__.objects.create(year=2569, is_open=True)
    batch = stage(plan.organization, a_table("ก"), year=2569)
    press(desk, batch, "apply")
    begun = AnnualPlan.objects.get(fiscal_year__year=2569)
    MeasuresDocument.objects.create(plan=begun, title="มาตรการส่งเสริมคุณธรรม")

    desk.post(address(batch, "undo/"))

    assert (titles(begun), begun.measures_document.title) == ([], "มาตรการส่งเสริมคุณธรรม")


def test_a_new_year_whose_measures_are_public_stays_without_the_import(desk: Client, plan):
    plan.fiscal_year.__class__.objects.create(year=2569, is_open=True)
    batch = stage(plan.organization, a_table("ก"), year=2569)
    press(desk, batch, "apply")
    begun = AnnualPlan.objects.get(fiscal_year__year=2569)
    publish(begun, make_user(role=Role.LEGAL, organization=begun.organization))

    desk.post(address(batch, "undo/"))

    assert titles(AnnualPlan.objects.get(fiscal_year__year=2569)) == []
    public = f"/reports/{begun.organization.code}/2569/measures/"
    assert desk.get(public).status_code == 200


@pytest.mark.parametrize(
    ("year", "goal", "said"),
    [
        (2567, None, "ซึ่งยังไม่เปิดให้เริ่ม"),
        (2568, None, "ซึ่งส่งตรวจหรือเผยแพร่แล้ว จึงนำเข้าในรายงานนั้นไม่ได้"),
        (2568, 2566, "แต่เลือกนำเข้าในรายงานปี พ.ศ. ๒๕๖๖ ซึ่งเก่ากว่า"),
        (2566, 2566, ""),
    ],
)
def test_a_file_of_a_year_that_it_does_not_go_into_is_told_of(desk, plan, year, goal, said):
    AnnualPlan.objects.update(locked_at=plan.updated_at)
    make_plan(organization=plan.organization, year=2566)
    file = a_table("ก", before=f"รายงาน ปีงบประมาณ พ.ศ. {year}\n")
    batch = stage(plan.organization, file, year=goal)

    page = desk.get(address(batch)).content.decode()

    assert said in page
    assert ("ไฟล์นี้เป็นรายงานปี พ.ศ." in page) == bool(said)


def test_an_import_without_a_report_to_go_into_is_refused_at_its_box(
    desk: Client, plan: AnnualPlan
):
    batch = stage(plan.organization, a_table("ก"), year=None)

    answer = press(desk, batch, "apply")

    page = answer.content.decode()
    assert (answer.status_code, titles(plan)) == (422, [])
    assert '<a href="#id_year">โปรดเลือกรายงานที่จะนำเข้า</a>' in page
    assert 'name="texts"' not in page


def test_an_earlier_years_report_is_shown_as_it_will_be(desk: Client, plan: AnnualPlan):
    AnnualPlan.objects.update(fiscal_year=make_fiscal_year(2569))
    file = a_table("ก", before="รายงาน ปีงบประมาณ พ.ศ. ๒๕๖๘\n")
    batch = stage(plan.organization, file, year=2569)

    page = desk.get(address(batch)).content.decode()

    assert "ไฟล์นี้เป็นรายงานปี พ.ศ. ๒๕๖๘" in page
    assert "ไม่นำมา ให้กรอกผลของปีนี้" in page
    assert "๑ ต.ค. ๒๕๖๘ – ๓๑ ธ.ค. ๒๕๖๘" in page
    press(desk, batch, "save", moved=["no"])
    page = desk.get(address(batch)).content.decode()
    assert "ไม่นำมา ให้กรอกผลของปีนี้" not in page
    press(desk, batch, "apply")
    assert Measure.objects.get().outputs.count() == 1
