"""What changed from one version to another."""

from dataclasses import replace

import pytest

from measures.writing import Part
from reports.layouts import STANDARD
from reports.services.changes import Drawn, changes_between
from reports.services.pairing import moved_in, pairs_of
from reports.snapshot import (
    Emblem,
    Evidence,
    Item,
    MeasureRow,
    Organization,
    ReportSnapshot,
    StepRow,
)
from tests.reports.seeds import seed

SIX = STANDARD["six"]


def a_row(title, *steps, **fields):
    return MeasureRow(title=title, steps=tuple(StepRow(text=text) for text in steps), **fields)


GIFTS = a_row("มาตรการไม่รับของขวัญ", "จัดทำประกาศ", "เผยแพร่", outputs=(Item(text="ประกาศ ๑ ฉบับ"),))
ASSETS = a_row("การใช้ทรัพย์สินของทางราชการ", "จัดทำแนวทาง", issue="ด้านทรัพย์สิน")
BUDGET = a_row("การใช้จ่ายงบประมาณ", "ประชุมชี้แจง", issue="ด้านงบประมาณ")


def drawn(*measures, layout=SIX, **fields):
    report = ReportSnapshot(
        organization=Organization(name="ทดสอบ"),
        fiscal_year=2568,
        title="รายงาน",
        measures=measures,
    )
    return Drawn(snapshot=replace(report, **fields), layout=layout)


def kinds(changes):
    return [(each.kind, each.place, each.was, each.name[:12]) for each in changes.measures]


def test_nothing_changed():
    changes = changes_between(drawn(GIFTS, ASSETS), drawn(GIFTS, ASSETS))

    assert (changes.head, changes.measures, changes.same, changes.count) == ((), (), (1, 2), 0)


def test_a_changed_field_is_told_by_words_under_the_heading_of_the_table():
    later = replace(GIFTS, outputs=(Item(text="ประกาศ ๒ ฉบับ"),))

    changes = changes_between(drawn(GIFTS, ASSETS), drawn(later, ASSETS))

    assert kinds(changes) == [("changed", 1, None, "มาตรการไม่รั")]
    (field,) = changes.measures[0].fields
    assert (field.field, field.label) == ("outputs", "ผลการดำเนินการ (Output)")
    assert field.parts == (
        Part(kind="same", text="ประกาศ "),
        Part(kind="removed", text="๑"),
        Part(kind="added", text="๒"),
        Part(kind="same", text=" ฉบับ"),
    )
    assert (changes.same, changes.count) == ((2,), 1)


def test_a_line_that_was_written_anew_is_shown_whole():
    old = replace(GIFTS, outputs=(Item(text="เว็บไซต์ได้รับการปรับปรุงทุกเดือน"), Item(text="ประชุม")))
    new = replace(GIFTS, outputs=(Item(text="เผยแพร่ข่าวบนเว็บไซต์ ๓๑ เรื่อง"), Item(text="ประชุม")))

    (field,) = changes_between(drawn(old), drawn(new)).measures[0].fields

    assert field.parts == (
        Part(kind="removed", text="เว็บไซต์ได้รับการปรับปรุงทุกเดือน\n"),
        Part(kind="added", text="เผยแพร่ข่าวบนเว็บไซต์ ๓๑ เรื่อง\n"),
        Part(kind="same", text="ประชุม"),
    )


def test_a_step_put_between_changes_no_other():
    later = a_row(GIFTS.title, "จัดทำประกาศ", "ชี้แจง", "เผยแพร่", outputs=GIFTS.outputs)

    (field,) = changes_between(drawn(GIFTS), drawn(later)).measures[0].fields

    assert [part.kind for part in field.parts] == ["same", "added", "same"]
    assert field.parts[1].text == "ชี้แจง\n"


def test_measures_come_go_and_move():
    changes = changes_between(drawn(GIFTS, ASSETS, BUDGET), drawn(BUDGET, GIFTS, a_row("ใหม่", "ก")))

    assert kinds(changes) == [
        ("moved", 1, 3, "ด้านงบประมาณ"),
        ("added", 3, None, "ใหม่"),
        ("removed", 2, 2, "ด้านทรัพย์สิ"),
    ]
    assert changes.same == (2,)
    assert changes.count == 3


@pytest.mark.parametrize(
    "later",
    [
        replace(GIFTS, title="มาตรการไม่รับของขวัญและของกำนัลทุกชนิด (No Gift Policy)"),
        replace(GIFTS, steps=(StepRow(text="อื่น"),)),
        replace(GIFTS, title="มาตรการงดรับของขวัญทุกชนิด", steps=(StepRow(text="อื่น"),)),
    ],
)
def test_a_measure_that_was_rewritten_is_still_the_same(later):
    assert pairs_of([ASSETS, GIFTS], [later, ASSETS]) == {0: 1, 1: 0}


def test_an_issue_that_only_one_has_tells_which_measure_it_is():
    later = replace(BUDGET, title="ข้อความอื่นทั้งหมด", steps=(StepRow(text="อื่น"),))

    assert pairs_of([ASSETS, BUDGET], [later]) == {0: 1}


def test_what_has_nothing_in_common_is_not_the_same():
    assert pairs_of([GIFTS], [a_row("สถิติเรื่องร้องเรียน", "รวบรวม")]) == {}


def test_equal_rows_pair_in_order():
    assert pairs_of([GIFTS, GIFTS], [GIFTS, GIFTS, GIFTS]) == {0: 0, 1: 1}


@pytest.mark.parametrize(
    ("order", "moved"),
    [([0, 1, 2], set()), ([2, 0, 1], {0}), ([1, 2, 0], {2}), ([2, 1, 0], {0, 1}), ([], set())],
)
def test_as_few_as_can_be_have_moved(order, moved):
    assert moved_in(dict(enumerate(order))) == frozenset(moved)


def test_the_head_and_the_table_are_compared_too():
    changes = changes_between(
        drawn(GIFTS, assessment_year=2568, introduction="บทนำ"),
        drawn(GIFTS, layout=STANDARD["suggestions"], assessment_year=2569, introduction="บทนำใหม่"),
    )

    assert [field.label for field in changes.head] == [
        "ใช้ประเมินปี พ.ศ.",
        "บทนำ",
        "ช่องของตาราง",
        "การจัดหน้า",
    ]


def test_what_is_laid_out_otherwise_is_told_in_words():
    picture = Emblem(sha256="ab12cd34" * 8, width=100, height=100)
    before = Drawn(
        snapshot=replace(drawn(GIFTS).snapshot, emblem=picture),
        layout=replace(STANDARD["six"], emblem="title"),
    )
    after = Drawn(
        snapshot=replace(before.snapshot, emblem=replace(picture, sha256="0" * 64)),
        layout=replace(before.layout, introduction="cover"),
    )

    changes = changes_between(before, after)

    assert [(field.label, field.parts) for field in changes.head] == [
        (
            "การจัดหน้า",
            (
                Part(
                    kind="removed",
                    text="บทนำ: ใต้ชื่อรายงาน\nตราหน่วยงาน: เหนือชื่อรายงาน ภาพรหัส ab12cd34",
                ),
                Part(
                    kind="added",
                    text="บทนำ: บนหน้าปก\nตราหน่วยงาน: เหนือชื่อรายงาน ภาพรหัส 00000000",
                ),
            ),
        )
    ]
    assert changes.count == 1


def test_steps_of_their_own_and_evidence_are_compared():
    step = StepRow(text="ประชุม", depth=1, owners=("กองคลัง",), outputs=(Item(text="ครั้งเดียว"),))
    photo = Evidence(kind="photo", caption="ภาพประชุม", sha256="a" * 64)
    later = replace(GIFTS, steps=(step,), evidence=(photo,), status="not_done", status_reason="งด")

    fields = changes_between(drawn(GIFTS), drawn(later)).measures[0].fields

    assert [field.field for field in fields] == ["status", "steps", "evidence"]
    new = "".join(part.text for part in fields[1].parts if part.kind != "removed")
    assert new == "– ประชุม\nผู้รับผิดชอบ: กองคลัง\nผลการดำเนินการ: ครั้งเดียว"


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_the_real_reports_are_what_they_are(name):
    snapshot, layout = seed(name)
    report = Drawn(snapshot=snapshot, layout=layout)

    changes = changes_between(report, report)

    assert changes.count == 0
    assert changes.same == tuple(range(1, len(snapshot.measures) + 1))


def test_a_whole_report_against_nothing_is_all_new():
    snapshot, layout = seed("002")
    empty = Drawn(snapshot=replace(snapshot, measures=()), layout=layout)

    changes = changes_between(empty, Drawn(snapshot=snapshot, layout=layout))

    assert {each.kind for each in changes.measures} == {"added"}
    assert len(changes.measures) == 23


def test_a_state_is_never_taken_apart():
    later = replace(GIFTS, status="in_progress")

    parts = changes_between(drawn(GIFTS), drawn(later)).measures[0].fields[0].parts

    assert [(part.kind, part.text) for part in parts] == [
        ("removed", "ยังไม่เริ่ม"),
        ("added", "อยู่ระหว่างดำเนินการ"),
    ]
