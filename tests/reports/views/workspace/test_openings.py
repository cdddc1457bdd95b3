"""A report that came back with some fields open, as its writers and reviewers see it."""

import re

import pytest

from measures.models import AnnualPlan, Measure
from measures.roles import Role
from measures.services.evidence import attach_link
from measures.services.plans import unlock_plan
from measures.writing.opening import EVERYTHING, NOTHING, Area, PlanArea
from reports.services.comments import add_comment
from tests.factories import make_full_measure, make_user
from tests.reports.views.workspace.deciding import PLAN, REVIEW, browser_of, make_desk, page, seen
from tests.reports.views.workspace.editing import address, post, send, values

pytestmark = pytest.mark.django_db
CLOSED = "ช่องนี้ไม่ได้เปิดให้แก้ในรอบนี้"


@pytest.fixture
def desk():
    desk = make_desk()
    make_full_measure(plan=desk.plan, title="มาตรการที่สอง")
    return desk


@pytest.fixture
def measures(desk):
    return list(Measure.objects.in_plan(desk.plan))


@pytest.fixture
def writer(desk):
    user = make_user(role=Role.COORDINATOR, organization=desk.plan.organization)
    return browser_of(user)


def opening(desk):
    return AnnualPlan.objects.get(pk=desk.plan.pk).opening


def open_only(desk, measure=None, *areas, plan=()):
    given = NOTHING.with_plan(plan)
    unlock_plan(plan=desk.plan, opening=given.with_measure(measure.pk, areas) if measure else given)


def boxes(shown):
    return set(re.findall(r'data-key="([^"]+)"', shown))


def test_the_reviewer_picks_how_much_is_opened_and_sees_which_fields(desk, measures):
    version = desk.submit()
    client = browser_of(desk.executive)
    assert 'name="scope"' not in page(client, REVIEW + "return/")  # there is nothing to pick
    add_comment(version=version, measure=measures[0], field="outputs", text="แก้", by=desk.executive)

    shown = page(client, REVIEW + "return/")
    assert re.search(r'value="commented"[^>]* checked', shown)
    assert "ผลการดำเนินการ" in shown
    client.post(
        REVIEW + "return/",
        {"seen": seen(client, REVIEW + "return/"), "reason": "แก้จุดเดียว", "scope": "commented"},
    )

    assert opening(desk) == NOTHING.with_measure(measures[0].pk, [Area.OUTPUTS])


def test_a_return_to_nothing_is_refused_with_words_and_keeps_what_was_typed(desk):
    desk.submit()
    client = browser_of(desk.executive)
    form = {"seen": seen(client, REVIEW + "return/"), "reason": "แก้จุดเดียว"}

    refused = client.post(REVIEW + "return/", {**form, "scope": "commented"}).content.decode()
    odd = client.post(REVIEW + "return/", {**form, "scope": "?"}).content.decode()

    assert "ยังไม่มีความเห็นที่ยังไม่ปิด" in refused
    assert "แก้จุดเดียว" in refused
    assert "โปรดเลือกส่วนที่เปิดให้แก้" in odd
    assert desk.standing() == "submitted"


def test_a_correction_opens_the_measures_that_were_ticked(desk, measures):
    desk.publish()
    client = browser_of(desk.legal)
    form = {"reason": "พิมพ์ผิด", "scope": "picked"}

    refused = client.post(PLAN + "reopen/", form).content.decode()
    client.post(PLAN + "reopen/", {**form, "picked": [0, measures[1].pk]})

    assert "ยังไม่ได้เลือกมาตรการที่จะเปิด" in refused
    assert opening(desk) == NOTHING.with_plan([PlanArea.WHOLE]).with_measure(
        measures[1].pk, [Area.WHOLE]
    )


def test_the_editor_has_boxes_for_open_fields_and_texts_for_the_others(desk, measures, writer):
    open_only(desk, measures[0], Area.OUTPUTS, Area.STATUS)
    first, second = (page(writer, address(measure)) for measure in measures)

    step = measures[0].steps.get().pk
    assert boxes(first) == {
        *("outputs", "status", "expected_on", "status_reason"),
        f"step-{step}-outputs",
    }
    assert measures[0].title in first
    assert "เพิ่มขั้นตอน" not in first
    assert "คัดลอกมาตรการ" not in first
    assert boxes(second) == set()
    assert "มาตรการนี้ไม่ได้เปิดให้แก้ในรอบนี้" in second


def test_with_its_steps_a_measure_opens_their_rows_alone(desk, measures, writer):
    open_only(desk, measures[0], Area.STEPS)
    shown = page(writer, address(measures[0]))

    assert all(key.startswith("step-") for key in boxes(shown))
    assert "เพิ่มขั้นตอน" in shown


def test_a_form_into_closed_fields_is_refused_and_its_words_stay(desk, measures, writer):
    open_only(desk, measures[0], Area.OUTPUTS)

    answer = post(writer, measures[0], title="ชื่อที่พิมพ์ไว้", outputs="ผลใหม่")
    shown = answer.content.decode()

    assert CLOSED in shown
    assert "ชื่อที่พิมพ์ไว้" in shown
    assert (values(measures[0])["title"], values(measures[0])["outputs"]) == (
        measures[0].title,
        "ผลใหม่",
    )


def test_a_save_of_the_script_is_refused_by_field(desk, measures, writer):
    open_only(desk, measures[0], Area.OUTPUTS)
    title = measures[0].title
    sent = {"changes": [{"key": "title", "base": title, "value": "ใหม่"}]}

    first = send(writer, measures[0], "changes/", sent)
    second = send(writer, measures[1], "changes/", sent)
    steps = send(writer, measures[0], "steps/", {"do": "step-add"})

    assert (first.status_code, list(first.json()["errors"])) == (200, ["title"])
    assert first.json()["errors"]["title"].startswith(CLOSED)
    for refused in (second, steps):
        assert refused.status_code == 409
        assert "โปรดขอให้นิติกรหรือผู้พิจารณาเปิดเพิ่ม" in refused.json()["refusal"]


def test_the_own_texts_are_shown_and_written_one_by_one(desk, writer):
    open_only(desk, plan=[PlanArea.COVER])
    plan = desk.plan
    shown = page(writer, PLAN + "details/")
    marks = re.findall(r'name="seen" value="([^"]+)"', shown)

    data = {"revision": plan.revision, "seen": marks[0], "title": "ปลอม", "cover": "หน้าปก"}
    writer.post(PLAN + "details/", data)

    plan.refresh_from_db()
    assert 'name="cover"' in shown
    assert 'name="title"' not in shown
    assert (plan.title, plan.cover) == ("รายงานของเรา", "หน้าปก")


def test_texts_that_are_closed_are_read(desk, measures, writer):
    open_only(desk, measures[0], Area.OUTPUTS)

    assert "หัวรายงานและบทนำไม่ได้เปิดให้แก้ในรอบนี้" in page(writer, PLAN + "details/")


def test_comments_stand_beside_what_they_are_on(desk, measures, writer):
    version = desk.submit()
    for field, measure, text in (
        ("evidence", measures[0], "ขอภาพวันประชุม"),
        ("cover", None, "ขอชื่อหน่วยงานเต็ม"),
    ):
        add_comment(version=version, field=field, measure=measure, text=text, by=desk.legal)
    open_only(desk, measures[0], Area.EVIDENCE, plan=[PlanArea.COVER])

    assert "ขอภาพวันประชุม" in page(writer, PLAN + "evidence/")
    assert "ขอชื่อหน่วยงานเต็ม" in page(writer, PLAN + "details/")
    listed = page(writer, PLAN + "comments/")
    assert f"evidence/#measure-{measures[0].pk}" in listed
    assert "ไปแก้ที่หัวรายงานและบทนำ" in listed


def test_evidence_is_added_where_it_is_open(desk, measures, writer):
    for measure in measures:
        attach_link(measure=measure, url="https://a.go.th", caption="ประกาศ", by=desk.legal)
    open_only(desk, measures[0], Area.EVIDENCE)
    shown = page(writer, PLAN + "evidence/")

    assert shown.count('class="push add-here"') == 1
    assert "รอบนี้เปิดให้แก้ ๑&nbsp;จุด" in shown


def test_nothing_is_added_moved_or_imported_and_the_page_says_why(desk, measures, writer):
    open_only(desk, measures[0], Area.WHOLE)
    one = measures[0].pk
    shown = page(writer, PLAN)

    assert "เพิ่มมาตรการ" not in shown
    assert shown.count("เปิดให้แก้</span>") == 1
    for path, data in (
        ("measures/add/", {"title": "ใหม่"}),
        (f"measures/{one}/bin/", {}),
        (f"measures/{one}/duplicate/", {}),
        ("order/", {"place": f"{one}:2"}),
    ):
        answer = writer.post(PLAN + path, data, follow=True)
        assert "รอบนี้เปิดให้แก้เฉพาะช่องที่ผู้ตรวจเลือก" in answer.content.decode(), path
    assert list(Measure.objects.in_plan(desk.plan)) == measures


def test_what_is_open_is_listed_with_the_way_there(desk, measures, writer):
    open_only(desk, measures[0], Area.OUTPUTS, plan=[PlanArea.COVER])

    shown = page(writer, PLAN + "open/")
    assert f"/measures/{measures[0].pk}/" in shown
    assert "หน้าปก" in shown
    assert "เปิดช่องอื่นเพิ่ม" not in shown
    assert "แก้จุดที่เปิด ๒&nbsp;จุด" in page(writer, "/work/")
    unlock_plan(plan=desk.plan)
    assert "เปิดให้แก้ทั้งรายงาน" in page(writer, PLAN + "open/")
    desk.submit()
    assert "ขณะนี้ไม่มีช่องที่เปิดให้แก้" in page(writer, PLAN + "open/")


def test_a_reviewer_opens_more_and_then_everything(desk, measures):
    open_only(desk, measures[0], Area.OUTPUTS)
    client = browser_of(desk.legal)

    wrong = client.post(PLAN + "open/more/", {"measure": 2, "field": "cover"}).content.decode()
    client.post(PLAN + "open/more/", {"measure": 2, "field": "title"})
    assert "ช่องนี้ไม่มีในมาตรการ" in wrong
    assert opening(desk).measures[measures[1].pk] == {Area.TITLE}

    client.post(PLAN + "open/more/", {"all": "on"})
    assert opening(desk) == EVERYTHING
    again = client.post(PLAN + "open/more/", {"all": "on"}, follow=True).content.decode()
    assert "ไม่มีสิ่งใดเปลี่ยน" in again
