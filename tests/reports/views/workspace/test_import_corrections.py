"""What was read, put right on its page before it is brought in."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measures.importing.choices import RowUse
from measures.importing.review import Review
from measures.models import AnnualPlan, ImportBatch, Measure
from measures.services.import_batches import open_import
from tests.measures.services.bringing import a_table, seed, stage
from tests.reports.views.workspace.importing import (
    a_plan,
    address,
    form_of,
    imported,
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


def test_what_is_not_ticked_stays_out(desk: Client, plan: AnnualPlan):
    batch = stage(plan.organization, a_table("ก", "ข", "ค"))
    taken = form_of(desk.get(address(batch)))["take"]

    press(desk, batch, "save", take=taken[1:])
    assert "นำเข้า ๒&nbsp;มาตรการ" in desk.get(address(batch)).content.decode()
    press(desk, batch, "apply")

    assert titles(plan) == ["ข", "ค"]


def test_nobody_has_to_look_at_points_of_what_stays_out(desk: Client, plan: AnnualPlan):
    batch = stage(plan.organization, seed("003"))
    keys = form_of(desk.get(address(batch)))["take"]

    press(desk, batch, "save", take=[])
    assert desk.get(address(batch)).content.decode().count("data-open-point") == 1  # the district
    press(desk, batch, "save", take=keys, shown=[*keys, "r99", "n1"])
    batch.refresh_from_db()
    assert batch.review["unticked"] == []  # what there is not is no choice
    assert desk.get(address(batch)).content.decode().count("data-open-point") == 13


def test_a_repair_is_taken_alone_or_with_all_of_its_kind(desk: Client, plan: AnnualPlan):
    batch = stage(plan.organization, seed("003"))
    page = desk.get(address(batch)).content.decode()
    assert page.count("data-open-point") == 13

    repaired = press(desk, batch, "accept:31.5.215.lost_sara_am")
    assert repaired["Location"].endswith("#point-31.5.215.lost_sara_am")
    press(desk, batch, "keep:38.6.68.misprint")
    press(desk, batch, "accept-all:wrap_space")
    press(desk, batch, "keep-all:doubled_words")
    page = desk.get(address(batch)).content.decode()

    assert page.count("data-open-point") == 1  # the district
    press(desk, batch, "pass-all:district_unmarked")
    press(desk, batch, "again:31.5.215.lost_sara_am")
    assert desk.get(address(batch)).content.decode().count("data-open-point") == 1
    press(desk, batch, "accept:31.5.215.lost_sara_am")
    press(desk, batch, "apply")
    rows = [row.as_input() for row in Measure.objects.in_plan(plan).with_rows()]
    words = "\n".join(item.text for row in rows for item in (*row.outputs, *row.outcomes))
    assert ("สม่ำเสมอ" in words, "มีส่วนรวมใน" in words, "ความพึง พอใจ" in words) == (
        True,
        True,
        False,
    )


def test_a_column_gets_another_meaning_and_all_comes_back(desk: Client, plan: AnnualPlan):
    batch = stage(plan.organization, a_table("ก"))

    press(desk, batch, "save", column__1__6=["suggestions"])
    report = open_import(ImportBatch.objects.get()).reading.report
    assert report
    assert [item.text for item in report.measures[0].suggestions] == ["ประชาชนเชื่อมั่น"]

    press(desk, batch, "reset")
    report = open_import(ImportBatch.objects.get()).reading.report
    assert report
    assert [item.text for item in report.measures[0].outcomes] == ["ประชาชนเชื่อมั่น"]


def test_a_cell_is_written_anew_and_set_back(desk: Client, plan: AnnualPlan):
    batch = stage(plan.organization, a_table("ก", "ข"))
    answer = press(desk, batch, "edit:r3")
    assert answer["Location"] == f"{address(batch)}?edit=r3#r3"

    answer = press(desk, batch, "close:r3", at="?edit=r3", cell__3__1=["แก้แล้ว\r\n"])

    assert answer["Location"] == f"{address(batch)}#r3"
    assert imported(batch) == ["ก", "แก้แล้ว"]
    press(desk, batch, "restore:3", at="?edit=r3")
    assert imported(batch) == ["ก", "ข"]


def test_a_cell_that_cannot_be_taken_is_told_at_the_cell_with_its_words(desk, plan):
    batch = stage(plan.organization, a_table("ก"))
    typed = "ก" + "\u0e48" * 20

    changes = {"cell__2__1": [typed], "cell__2__2": ["ประชุม"]}
    answer = press(desk, batch, "close:r2", at="?edit=r2", **changes)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert '<a href="#cell-2-1">บรรทัด ๒ (มาตรการ): ' in page
    assert 'aria-invalid="true"' in page
    assert typed in page
    assert imported(batch) == ["ก"]
    report = open_import(batch).reading.report
    assert report
    assert [step.text for step in report.measures[0].steps] == ["ประชุม"]  # all else is kept


def test_rows_are_joined_split_and_left_out(desk: Client, plan: AnnualPlan):
    batch = stage(plan.organization, a_table("ก", "ข", "ค"))

    press(desk, batch, "join:3", at="?edit=r3")
    assert imported(batch) == ["ก\nข", "ค"]
    joined = desk.get(address(batch) + "?edit=r3").content.decode()  # the row is edited on
    assert (joined.count("row-edit"), joined.count('id="r3"')) == (2, 1)
    press(desk, batch, "starts:3", at="?edit=r2")
    assert imported(batch) == ["ก", "ข", "ค"]
    press(desk, batch, "drop:4", at="?edit=r4")
    assert imported(batch) == ["ก", "ข"]
    assert "แถวที่ไม่ใช้ (๑)" in desk.get(address(batch)).content.decode()
    press(desk, batch, "restore:4")
    assert imported(batch) == ["ก", "ข", "ค"]
    batch.refresh_from_db()
    assert [choice["use"] for choice in batch.review["choices"]["rows"]] == [RowUse.STARTS]

    press(desk, batch, "close:r2", at="?edit=r2", cell__2__1=["ก\nก สอง"])
    press(desk, batch, "split:2", at="?edit=r2", split__2__1=["1"])
    assert imported(batch) == ["ก", "ก สอง", "ข", "ค"]
    page = desk.get(address(batch) + "?edit=r1000002").content.decode()
    assert "รวมแถวที่แยกกลับ" in page
    press(desk, batch, "unsplit:2", at="?edit=r2")
    assert imported(batch) == ["ก\nก สอง", "ข", "ค"]


def test_a_row_that_is_split_is_two_measures_or_says_why_not(desk: Client, plan: AnnualPlan):
    batch = stage(plan.organization, a_table("ก", "ข"))
    page = form_of(desk.get(address(batch) + "?edit=r3"))
    whole = {name: ["0"] for name in page if name.startswith("split-3-")}

    for fields, said in (
        (whole, "เหลือให้มาตรการแรกอย่างน้อย ๑ ช่อง"),
        ({"split-3-1": ["7"]}, "โปรดเลือกอย่างน้อย ๑ ช่อง"),
        ({"split-3-1": ["0"], "cell-3-1": ["ข\nค"]}, "แต่ยังไม่ได้แยกแถว"),
    ):
        answer = desk.post(address(batch), {**page, **fields, "act": "split:3"})
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert imported(batch) == ["ก", "ข\nค"]

    press(desk, batch, "split:3", at="?edit=r3", split__3__1=["0"])
    assert imported(batch) == ["ก", "", "ข\nค"]
    shown = desk.get(address(batch) + "?edit=r3").content.decode()
    assert ("แถวนี้ยังไม่มีชื่อมาตรการ" in shown, 'value="join:3"' in shown) == (True, True)
    untold = press(desk, batch, "apply").content.decode()
    assert '<a href="#measures">มาตรการที่ ๒ ยังไม่มีชื่อ โปรดใส่ชื่อ' in untold
    press(desk, batch, "join:3", at="?edit=r3")
    assert imported(batch) == ["ก", "ข\nค"]
    press(desk, batch, "restore:3", at="?edit=r2")
    assert imported(batch) == ["ก", "ข"]
    batch.refresh_from_db()
    assert open_import(batch).review == Review()


def test_an_item_goes_to_another_step_and_back(desk: Client, plan: AnnualPlan):
    batch = stage(plan.organization, a_table("ก"))

    def places() -> tuple[int, int]:
        report = open_import(ImportBatch.objects.get()).reading.report
        assert report
        (measure,) = report.measures
        return len(measure.outputs), len(measure.steps[0].outputs)

    assert places() == (1, 0)
    fields = {"move-2-outputs.0": ["0"]}
    page = form_of(desk.get(address(batch) + "?edit=r2"))
    for act, said in (("move", "โปรดเลือกขั้นตอนให้ข้อ"), ("split", "โปรดเลือกอย่างน้อย ๑ ช่อง")):
        nothing = desk.post(address(batch), {**page, "act": f"{act}:2"})
        assert (nothing.status_code, said in nothing.content.decode()) == (422, True)
    desk.post(address(batch), {**page, **fields, "act": "move:2"})
    assert places() == (0, 1)
    again = desk.post(address(batch), {**page, **fields, "act": "move:2"})  # a double click
    assert (again.status_code, places()) == (422, (0, 1))
    press(desk, batch, "unmove:2", at="?edit=r2")
    assert places() == (1, 0)


ACTS = (
    "accept",
    "keep",
    "again",
    "pass",
    "join",
    "split",
    "move",
    "edit",
    "close",
    "pass-all",
    "x",
)
NAMES = ("take", "shown", "table", "table-shown", "column-1-2", "cell-2-1", "split-2-1", "texts")
WORDS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["2", "r2", "๒", "²", "1000002", "9" * 30, "measure", "outputs.0", "yes", "\x00", "ก่่่่่่่่่่่่"]
)


@pytest.mark.one_engine
def test_whatever_a_form_says_is_taken_or_refused_in_words(desk, plan):
    batch = stage(plan.organization, a_table("ก"))

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        act=st.tuples(st.sampled_from(ACTS), WORDS),
        fields=st.dictionaries(st.sampled_from(NAMES) | WORDS.map("move-2-{}".format), WORDS),
    )
    def say(act, fields):
        batch.save()  # as it was read: to read it anew takes longer than the form
        answer = desk.post(address(batch), {**fields, "act": ":".join(act)})
        page = desk.get(address(batch))
        assert (answer.status_code in (302, 422), page.status_code) == (True, 200)

    say()
