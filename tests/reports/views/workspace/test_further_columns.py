"""Columns that no field stands for: their cells are written in, also where there was none."""

import html

import pytest

from measures.models import Measure, MeasureEntry
from measures.roles import Role
from reports.models import Report
from tests.factories import (
    make_full_measure,
    make_layout,
    make_organization,
    make_plan,
    make_report,
    make_user,
)
from tests.measures.services.editing import BUDGET, INDICATOR, NOTES
from tests.reports.views.workspace.editing import (
    address,
    box_of,
    fresh,
    post,
    post_over,
    send,
    values,
)

pytestmark = pytest.mark.django_db
HEADINGS = ("งบประมาณ", "หมายเหตุ")
GONE = "ตารางของรายงานเปลี่ยนแล้ว ไม่มีช่องนี้ ข้อความของท่านยังไม่ได้บันทึก โปรดคัดลอกไปใส่ช่องอื่น"


@pytest.fixture
def measure(client):
    plan = make_plan(organization=make_organization(code="takbai"))
    layout = make_layout("six")
    spec = layout.spec
    spec["columns"] = [column for column in spec["columns"] if column["field"] != "period"]
    spec["columns"] += [{"field": "extra", "heading": name, "width": 10} for name in HEADINGS]
    layout.save()
    make_report(plan=plan, layout=layout)
    client.force_login(make_user(role=Role.COORDINATOR, organization=plan.organization))
    return make_full_measure(plan=plan)


def cells(measure):
    return [(cell["heading"], cell["text"]) for cell in Measure.objects.get(pk=measure.pk).extras]


def change(key, base, value):
    return {"changes": [{"key": key, "base": base, "value": value}]}


def test_each_further_column_has_a_box(client, measure):
    page = client.get(address(measure)).content.decode()

    assert [box_of(page, key) for key in (BUDGET, NOTES)] == ["", ""]
    assert [page.count(f">{heading}</label>") for heading in HEADINGS] == [1, 1]
    assert f'"{NOTES}": ""' in html.unescape(page)  # what the box had, for the post


def test_a_cell_that_was_not_there_is_written_by_a_post(client, measure):
    base = {**values(measure), BUDGET: "", NOTES: ""}

    answer = post_over(client, measure, base, **{NOTES: "ไม่มี"})

    assert answer.status_code == 302
    assert cells(measure) == [("งบประมาณ", ""), ("หมายเหตุ", "ไม่มี")]
    page = client.get(address(measure)).content.decode()
    assert box_of(page, NOTES) == "ไม่มี"
    # the printed row below shows it under its heading
    assert page.count("ไม่มี") > 1


def test_a_cell_that_was_not_there_is_written_by_the_script(client, measure):
    answer = send(client, measure, "changes/", change(BUDGET, "", "๕,๐๐๐ บาท"))

    assert answer.json()["values"] == {BUDGET: "๕,๐๐๐ บาท"}
    assert cells(measure) == [("งบประมาณ", "๕,๐๐๐ บาท"), ("หมายเหตุ", "")]


def test_two_in_one_new_cell_see_both_texts(client, measure):
    send(client, measure, "changes/", change(BUDGET, "", "๕,๐๐๐ บาท"))

    answer = send(client, measure, "changes/", change(BUDGET, "", "ไม่ใช้งบประมาณ"))

    assert answer.json()["collisions"][BUDGET]["theirs"] == "๕,๐๐๐ บาท"
    assert cells(measure)[0] == ("งบประมาณ", "๕,๐๐๐ บาท")


def test_a_cell_that_no_column_has_is_refused(client, measure):
    answer = send(client, measure, "changes/", change(INDICATOR, "", "ก"))

    assert answer.json()["errors"] == {INDICATOR: GONE}
    assert cells(measure) == []


def test_a_text_that_is_too_long_stays_in_its_box(client, measure):
    base = {**values(measure), BUDGET: "", NOTES: ""}

    page = post_over(client, measure, base, **{BUDGET: "ก" * 20_001}).content.decode()

    assert "ยาวเกินไป ใส่ได้ไม่เกิน ๒๐,๐๐๐ ตัวอักษร" in page
    assert box_of(page, BUDGET) == "ก" * 20_001
    assert cells(measure) == []


def test_cells_under_another_heading_keep_their_places(client, measure):
    Measure.objects.update(extras=[{"heading": "ตัวชี้วัด", "text": "ร้อยละ ๘๐"}])

    page = client.get(address(measure)).content.decode()
    post(client, measure, **{INDICATOR: "ร้อยละ ๙๐"})

    assert [box_of(page, key) for key in (INDICATOR, BUDGET, NOTES)] == ["ร้อยละ ๘๐", "", ""]
    assert page.index('id="unprinted-heading"') < page.index(f'name="{INDICATOR}"')
    assert cells(measure) == [("ตัวชี้วัด", "ร้อยละ ๙๐"), *((name, "") for name in HEADINGS)]


def test_an_empty_cell_leaves_no_trace_in_the_history(client, measure):
    post(client, measure, title="มาตรการใหม่")
    send(client, measure, "changes/", change(BUDGET, "", "๕,๐๐๐ บาท"))

    assert MeasureEntry.objects.count() == 2  # how it began, and this sitting
    first = MeasureEntry.objects.earliest("pk")
    client.post(address(measure, f"history/{first.pk}/restore/"))
    assert (fresh(measure).title, cells(measure)[0]) == ("มาตรการป้องกันการทุจริต", ("งบประมาณ", ""))


def change_columns(*headings):
    """The layout as somebody else makes it while the page is open."""
    layout = Report.objects.get().layout
    columns = [column for column in layout.spec["columns"] if column["field"] != "extra"]
    further = [{"field": "extra", "heading": name, "width": 10} for name in headings]
    layout.spec["columns"] = columns + further
    layout.save()


def test_a_text_never_lands_under_another_heading(client, measure):
    base = {**values(measure), BUDGET: "", NOTES: ""}
    change_columns("หมายเหตุ", "งบประมาณ")

    send(client, measure, "changes/", change(BUDGET, "", "๕,๐๐๐ บาท"))
    post_over(client, measure, {**base, BUDGET: "๕,๐๐๐ บาท"}, **{NOTES: "ไม่มี"})

    assert cells(measure) == [("หมายเหตุ", "ไม่มี"), ("งบประมาณ", "๕,๐๐๐ บาท")]


def test_a_text_whose_column_is_gone_is_given_back(client, measure):
    base = {**values(measure), BUDGET: "", NOTES: ""}
    change_columns("หมายเหตุ")

    by_script = send(client, measure, "changes/", change(BUDGET, "", "๕,๐๐๐ บาท"))
    page = post_over(client, measure, base, **{BUDGET: "๕,๐๐๐ บาท"}).content.decode()

    assert by_script.json()["errors"] == {BUDGET: GONE}
    assert f'data-stranded="{BUDGET}"' in page
    assert page.count("๕,๐๐๐ บาท</p>") == 1
    assert cells(measure) == []
