"""Saves of the editor: value by value, and only what changes."""

from datetime import date, timedelta

import pytest

from measures.models import AuditEvent, Issue, Measure, Output, Owner, Step
from measures.services.writing import Conflict, save_changes
from tests.factories import (
    AT,
    make_full_measure,
    make_measure,
    make_plan,
    make_scheme,
    make_step,
    make_unit,
)
from tests.measures.services.editing import BUDGET, NOTES, all_rows, change, stored, writer

pytestmark = pytest.mark.django_db
NO_CELL = "ตารางของรายงานเปลี่ยนแล้ว ไม่มีช่องนี้ ข้อความของท่านยังไม่ได้บันทึก โปรดคัดลอกไปใส่ช่องอื่น"
LATER = AT + timedelta(minutes=1)


def test_values_of_a_measure():
    measure = make_full_measure(
        expected_on=date(2025, 9, 30), extras=[{"heading": "งบประมาณ", "text": "๕๐๐ บาท"}]
    )
    key = measure.steps.get().pk
    Output.objects.create(measure=measure, position=2, text="ก\nข")

    assert stored(measure) == {
        "title": "มาตรการป้องกันการทุจริต",
        "issue": "",
        "status": "done",
        "expected_on": "๓๐ ก.ย. ๒๕๖๘",
        "status_reason": "",
        "period": "ทุกเดือน",
        "owners": "สำนักปลัด",
        "steps_lead": "",
        "outputs": "- มีประกาศ ๑ ฉบับ\nก\n ข",
        "outcomes": "๑. ประชาชนเชื่อมั่น",
        "suggestions": "",
        "annex_text": "",
        BUDGET: "๕๐๐ บาท",
        f"step-{key}-mark": "๑.",
        f"step-{key}-text": "จัดทำประกาศ",
        f"step-{key}-period": "",
        f"step-{key}-owners": "",
        f"step-{key}-outputs": "",
        f"step-{key}-suggestions": "",
    }


def test_a_save_writes_what_it_names_and_records_only_that():
    measure = make_full_measure(extras=[{"heading": "งบประมาณ", "text": ""}])
    by, before, key = writer(measure), stored(measure), measure.steps.get().pk
    texts = {
        "title": "มาตรการใหม่",
        "expected_on": "30/9/2568",
        "status": "not_done",
        "period": "ไตรมาส ๑",
        "outputs": "๑. ประกาศ\n๒. คำสั่ง\n ฉบับที่ ๒",
        BUDGET: "๕๐๐ บาท",
        f"step-{key}-text": "จัดทำและเผยแพร่ประกาศ",
        f"step-{key}-period": "มี.ค. ๖๘",
        f"step-{key}-outputs": "-",
    }

    saved = save_changes(
        measure=measure,
        changes=[change(name, before[name], text) for name, text in texts.items()],
        by=by,
        at=LATER,
    )

    written = {**texts, "expected_on": "๓๐ ก.ย. ๒๕๖๘"}
    assert (saved.revision, saved.saved_at, saved.conflicts, saved.errors) == (1, LATER, (), {})
    assert saved.values == written
    assert saved.steps == ((key, 0),)
    assert stored(measure) == {**before, **written}
    measure.refresh_from_db()
    assert (measure.updated_by, measure.opened_at, measure.revision) == (by, LATER, 1)
    assert (measure.period_kind, measure.period_start) == ("quarters", date(2024, 10, 1))
    step = Step.objects.get()
    assert (step.period_kind, step.period_end) == ("months", date(2025, 3, 31))
    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.at) == ("measure.written", by.pk, LATER)
    assert event.before == {name: before[name] for name in texts}
    assert event.after == written


def test_the_same_request_again_does_nothing_more():
    measure = make_full_measure()
    sent = [change("title", measure.title, "ใหม่"), change("outputs", "- มีประกาศ ๑ ฉบับ", "ก\nข")]
    by = writer(measure)
    first = save_changes(measure=measure, changes=sent, by=by, at=AT)
    rows = all_rows()

    again = save_changes(measure=measure, changes=sent, by=by, at=LATER)

    assert (again.revision, again.values, again.conflicts) == (1, first.values, ())
    assert all_rows() == rows
    assert AuditEvent.objects.count() == 1


def test_a_field_that_another_changed_keeps_both_texts_and_others_are_saved():
    measure = make_full_measure()
    first, second = writer(measure), writer(measure)
    save_changes(
        measure=measure, changes=[change("title", measure.title, "ของเขา")], by=first, at=AT
    )

    saved = save_changes(
        measure=measure,
        changes=[change("title", measure.title, "ของฉัน"), change("period", "ทุกเดือน", "ทั้งปี")],
        by=second,
        at=LATER,
    )

    assert saved.conflicts == (
        Conflict(key="title", mine="ของฉัน", theirs="ของเขา", by=first, at=AT),
    )
    assert saved.values == {"title": "ของเขา", "period": "ทั้งปี"}
    assert stored(measure)["title"] == "ของเขา"


def test_a_step_that_is_gone_offers_its_text_and_tells_nothing_of_other_measures():
    measure, other = make_full_measure(), make_full_measure()
    foreign = other.steps.get().pk
    sent = [
        change(f"step-{foreign}-text", "จัดทำประกาศ", "แก้ของคนอื่น"),
        change("step-999999-text", "", "ข้อความ"),
        change("step-999999-outputs", "", ""),
    ]

    saved = save_changes(measure=measure, changes=sent, by=writer(measure), at=AT)

    assert [(found.key, found.mine, found.theirs) for found in saved.conflicts] == [
        (f"step-{foreign}-text", "แก้ของคนอื่น", None),
        ("step-999999-text", "ข้อความ", None),
    ]
    assert saved.values == {}
    assert stored(other)[f"step-{foreign}-text"] == "จัดทำประกาศ"
    assert not AuditEvent.objects.exists()


def test_rows_of_a_list_stay_the_same_rows():
    measure = make_measure()
    for position, text in enumerate(["ก", "ข", "ค"], 1):
        Output.objects.create(measure=measure, position=position, text=text)
    keys = dict(Output.objects.values_list("text", "pk"))

    save_changes(
        measure=measure, changes=[change("outputs", "ก\nข\nค", "ค\nก\nงจ")], by=writer(measure)
    )

    assert list(Output.objects.order_by("position").values_list("pk", "position", "text")) == [
        (keys["ค"], 1, "ค"),
        (keys["ก"], 2, "ก"),
        (keys["ข"], 3, "งจ"),
    ]


def test_units_are_found_anew_only_for_owners_whose_words_change():
    measure = make_measure()
    organization = measure.plan.organization
    chosen = make_unit(organization=organization, name="งานนิติการ")
    finance = make_unit(organization=organization, name="กองคลัง")
    kept = Owner.objects.create(measure=measure, position=1, text="ทุกกอง")
    kept.units.add(chosen)
    Owner.objects.create(measure=measure, position=2, text="กองช่าง")

    save_changes(
        measure=measure,
        changes=[change("owners", "ทุกกอง\nกองช่าง", "ทุกกอง\nกองคลัง")],
        by=writer(measure),
    )

    assert [
        (owner.text, list(owner.units.all())) for owner in Owner.objects.order_by("position")
    ] == [("ทุกกอง", [chosen]), ("กองคลัง", [finance])]


def test_the_issue_is_found_anew_when_its_words_change():
    scheme = make_scheme("การใช้งบประมาณ", "การใช้อำนาจ")
    chosen = Issue.objects.get(name="การใช้อำนาจ")
    measure = make_measure(plan=make_plan(issue_scheme=scheme), issue_text="ประเด็นอื่น", issue=chosen)
    by = writer(measure)

    save_changes(measure=measure, changes=[change("steps_lead", "", "นำ")], by=by)
    untouched = Measure.objects.get().issue
    save_changes(measure=measure, changes=[change("issue", "ประเด็นอื่น", "การใช้งบประมาณ")], by=by)

    assert untouched == chosen
    assert Measure.objects.get().issue == Issue.objects.get(name="การใช้งบประมาณ")


def test_a_text_from_last_year_is_no_longer_marked_once_it_is_touched():
    measure = make_measure(carried=["title", "steps_lead"], steps_lead="นำ")

    save_changes(
        measure=measure,
        changes=[change("title", measure.title, "ใหม่"), change("steps_lead", "นำ", "นำ")],
        by=writer(measure),
    )

    measure.refresh_from_db()
    assert measure.carried == ["steps_lead"]


def test_several_changes_of_one_field_follow_each_other():
    measure = make_measure(title="ก")
    sent = [change("title", "ก", "ข"), change("title", "ข", "ค"), change("title", "ข", "ง")]

    saved = save_changes(measure=measure, changes=sent, by=writer(measure))

    assert [(found.mine, found.theirs) for found in saved.conflicts] == [("ง", "ค")]
    assert stored(measure)["title"] == "ค"
    assert AuditEvent.objects.get().after == {"title": "ค"}


def test_steps_that_still_are_empty_can_be_written_into():
    measure = make_measure()
    step = make_step(measure=measure, text="", mark="")

    save_changes(
        measure=measure,
        changes=[change(f"step-{step.pk}-text", "", "ก"), change(f"step-{step.pk}-mark", "", "๑.")],
        by=writer(measure),
    )

    step.refresh_from_db()
    assert (step.mark, step.text) == ("๑.", "ก")


def test_a_cell_of_a_further_column_is_made_when_it_is_written_in():
    measure = make_full_measure(extras=[{"heading": "ตัวชี้วัด", "text": "ร้อยละ ๘๐"}])
    sent = [change(NOTES, "", "ไม่มี")]
    headings = ("งบประมาณ", "ตัว ชี้วัด", "หมายเหตุ")

    refused = save_changes(measure=measure, changes=sent, by=writer(measure), at=AT)
    save_changes(measure=measure, changes=sent, by=writer(measure), at=AT, headings=headings)

    assert refused.errors == {NOTES: NO_CELL}
    assert Measure.objects.get().extras == [
        {"heading": "ตัวชี้วัด", "text": "ร้อยละ ๘๐"},
        {"heading": "งบประมาณ", "text": ""},
        {"heading": "หมายเหตุ", "text": "ไม่มี"},
    ]


def test_a_cell_is_found_by_its_heading_when_the_columns_have_changed_places():
    measure = make_full_measure(extras=[{"heading": "งบประมาณ", "text": "๕๐๐ บาท"}])
    by, sent = writer(measure), [change(NOTES, "", "ไม่มี"), change(BUDGET, "๕๐๐ บาท", "๖๐๐ บาท")]
    Measure.objects.update(
        extras=[{"heading": "หมายเหตุ", "text": ""}, {"heading": "งบประมาณ", "text": "๕๐๐ บาท"}]
    )

    saved = save_changes(measure=measure, changes=sent, by=by, at=AT)

    assert (saved.errors, saved.conflicts) == ({}, ())
    assert Measure.objects.get().extras == [
        {"heading": "หมายเหตุ", "text": "ไม่มี"},
        {"heading": "งบประมาณ", "text": "๖๐๐ บาท"},
    ]
