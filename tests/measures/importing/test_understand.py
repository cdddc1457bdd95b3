"""A source understood, and put together anew as a person chooses."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from measures.importing import Choices, Reading, Source, from_plain, to_plain, understand
from measures.importing.choices import (
    CellChoice,
    ColumnChoice,
    Move,
    RowChoice,
    RowSplit,
    RowUse,
    SplitStart,
    TableChoice,
)
from measures.importing.counts import measure_texts
from measures.importing.opening import read_parts
from measures.importing.places import PART
from measures.importing.reading import CellRef, Tally
from measures.inputs import MeasureInput
from tests.measures.importing.seeds import DEMO, NAMES, report, source

HEADER = "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ\tข้อเสนอแนะ\n"
ROWS = (
    "๑. ก\t๑. ข ๒. ค\tกองคลัง\tทุกเดือน\t๑. ง ๒. จ\t",
    "๒. ฉ\t๑. ช\tกองช่าง\tทุกเดือน\tซ\tณ",
)


def opened(*rows: str, header: str = HEADER) -> Source:
    return read_parts((header + "\n".join(rows) + "\n").encode())


def chosen(*rows: str, **choices) -> Reading:
    return understand(opened(*rows), Choices(**choices))


def measures(reading: Reading) -> tuple[MeasureInput, ...]:
    assert reading.report is not None
    return reading.report.measures


def titles(reading: Reading) -> list[str]:
    return [measure.title for measure in measures(reading)]


@pytest.mark.parametrize("name", NAMES)
def test_source_and_reading_come_back_from_json(name):
    found = read_parts(source(name))
    reading = understand(found)

    assert from_plain(Source, json.loads(json.dumps(to_plain(found)))) == found
    assert from_plain(Reading, json.loads(json.dumps(to_plain(reading)))) == reading


@pytest.mark.parametrize("name", NAMES)
def test_all_that_was_read_is_accounted_for(name):
    counts = understand(read_parts(source(name))).counts
    parts = (counts.in_report, counts.headings, counts.told, counts.left_out)

    assert counts.lost == Tally()
    assert counts.read.characters == sum(part.characters for part in parts)
    assert counts.read.cells == sum(part.cells for part in parts)
    assert counts.read.rows == sum(part.rows for part in parts)


@pytest.mark.parametrize("name", NAMES)
def test_every_value_stands_in_the_cells_that_it_is_said_to_come_from(name):
    reading = understand(read_parts(source(name)))
    texts = {
        CellRef(line=row.line, column=cell.column): "".join(cell.text.split())
        for table in reading.tables
        for row in table.rows
        for cell in row.cells
    }
    whole = report(name)
    for origin in reading.origins:
        value = _value(whole, origin.path)
        cells = "".join(texts[ref] for ref in origin.cells)
        for line in value.split("\n"):
            assert "".join(line.split()) in cells, origin


def _value(found: object, path: str) -> str:
    for step in path.split("."):
        found = found[int(step)] if isinstance(found, tuple) else getattr(found, step)
    return found if isinstance(found, str) else found.text  # type: ignore[attr-defined]


def test_every_value_has_an_origin():
    reading = understand(read_parts(source("001")))
    paths = {origin.path for origin in reading.origins}
    count = sum(
        1 for measure in measures(reading) for text in measure_texts(measure) if text
    ) - sum(bool(step.mark) for measure in measures(reading) for step in measure.steps)
    marks = sum(
        bool(item.mark)
        for measure in measures(reading)
        for step in measure.steps
        for item in (*step.outputs, *step.suggestions)
    )

    assert len(paths) == count - marks


def test_row_that_continues_by_choice_lengthens_the_title():
    reading = chosen(*ROWS, rows=(RowChoice(line=3, use=RowUse.CONTINUES),))

    assert titles(reading) == ["ก\n๒. ฉ"]
    assert [step.text for step in measures(reading)[0].steps] == ["ข", "ค", "ช"]
    assert reading.counts.lost == Tally()


def test_row_that_starts_by_choice_is_a_measure():
    rows = (ROWS[0], "\t๓. ช\t\t\tซ\t")

    assert titles(chosen(*rows)) == ["ก"]
    assert titles(chosen(*rows, rows=(RowChoice(line=3, use=RowUse.STARTS),))) == ["ก", ""]


def test_row_left_out_is_counted():
    reading = chosen(*ROWS, rows=(RowChoice(line=3, use=RowUse.LEFT_OUT),))

    assert titles(reading) == ["ก"]
    assert reading.counts.left_out == Tally(rows=1, cells=6, characters=23)


def test_column_may_mean_something_else_or_nothing():
    as_outcomes = ColumnChoice(table=1, column=6, field="outcomes")
    left_out = ColumnChoice(table=1, column=4, field="")
    reading = chosen(*ROWS, columns=(as_outcomes, left_out))

    assert [item.text for item in measures(reading)[1].outcomes] == ["ณ"]
    assert measures(reading)[0].period.text == ""
    assert reading.counts.left_out.cells == 2
    assert [column.field for column in reading.tables[0].columns][3:] == ["", "outputs", "outcomes"]


def test_two_columns_of_one_field_are_below_each_other():
    both = ColumnChoice(table=1, column=6, field="outputs")
    reading = chosen(*ROWS, columns=(both,))

    assert [item.text for item in measures(reading)[1].outputs] == ["ซ", "ณ"]
    assert reading.counts.lost == Tally()


def test_cell_written_anew_is_read():
    cell = CellChoice(line=3, column=2, text="๑. ช\n๒. ฌ")
    reading = chosen(*ROWS, cells=(cell,))

    assert [step.text for step in measures(reading)[1].steps] == ["ช", "ฌ"]


def test_row_is_split_where_a_person_says():
    row = "<p>๑. ก</p><p>๒. ฉ</p>\t<p>ข</p><p>ช</p>\tกองคลัง\tทุกเดือน\t<p>ง</p><p>ซ</p>\t"
    starts = tuple(SplitStart(column=column, block=1) for column in (1, 2, 5))
    reading = chosen(row, splits=(RowSplit(line=2, starts=starts),))

    assert titles(reading) == ["ก", "ฉ"]
    assert [measure.outputs[0].text for measure in measures(reading)] == ["ง", "ซ"]
    assert [row.place for row in reading.tables[0].rows] == [
        "บรรทัด ๑",
        "บรรทัด ๒",
        "บรรทัด ๒ ส่วนที่ ๒",
    ]
    assert reading.counts.lost == Tally()


def test_first_part_that_gave_its_whole_title_away_is_a_measure_to_look_at():
    splits = (RowSplit(line=3, starts=(SplitStart(column=1, block=0),)),)
    second = RowChoice(line=3 + PART, use=RowUse.STARTS)
    reading = chosen(*ROWS, splits=splits, rows=(second,))

    assert titles(reading) == ["ก", "", "ฉ"]
    assert [step.text for step in measures(reading)[1].steps] == ["ช"]
    found = {(each.problem.kind, each.line): each.measure for each in reading.problems}
    assert found["starts_untitled", 3] == 1
    assert reading.counts.lost == Tally()

    joined = (second, RowChoice(line=3, use=RowUse.CONTINUES))
    assert titles(chosen(*ROWS, splits=splits, rows=joined)) == ["ก", "ฉ"]


def test_item_goes_to_a_step_and_its_origin_with_it():
    reading = chosen(*ROWS, moves=(Move(line=2, path="outputs.0", step=1),))
    (first, _) = measures(reading)

    assert [item.text for item in first.outputs] == ["จ"]
    assert [[item.text for item in step.outputs] for step in first.steps] == [[], ["ง"]]
    paths = {origin.path for origin in reading.origins}
    assert {"measures.0.outputs.0", "measures.0.steps.1.outputs.0"} <= paths
    assert "measures.0.outputs.1" not in paths


def test_period_goes_to_a_step_and_is_read_there():
    reading = chosen(*ROWS, moves=(Move(line=3, path="period", step=0),))
    second = measures(reading)[1]

    assert (second.period.text, second.steps[0].period.text) == ("", "ทุกเดือน")
    assert second.steps[0].period.kind == "monthly"


@pytest.mark.parametrize("path", ["outputs.9", "title", "steps.7.outputs.0", "outputs", "x.y"])
def test_move_of_what_is_not_there_does_nothing(path):
    moved = chosen(*ROWS, moves=(Move(line=2, path=path, step=0),))

    assert measures(moved) == measures(chosen(*ROWS))


def test_accepted_proposals_are_applied_and_no_others():
    found = read_parts(source("003"))
    lost = [each for each in understand(found).proposals if each.kind == "lost_sara_am"]
    reading = understand(found, Choices(accepted=tuple(each.id for each in lost)))
    texts = "\n".join(text for measure in measures(reading) for text in measure_texts(measure))

    assert [(each.before, each.after) for each in lost] == [("สม่าเสมอ", "สม่ำเสมอ")]
    assert "สม่ำเสมอ" in texts
    assert "สม่าเสมอ" not in texts
    assert "จัดการจัดการ" in texts


def test_table_that_is_not_taken_can_be_picked_and_told_what_its_columns_are():
    text = "เรื่อง\tวิธี\tผู้ทำ\nก\tข\tกองคลัง\n"
    found = read_parts(text.encode())
    refused = understand(found)

    assert refused.report is None
    assert refused.refusal.startswith("ไม่พบหัวตาราง")
    assert [column.heading for column in refused.tables[0].columns] == ["เรื่อง", "วิธี", "ผู้ทำ"]

    reading = understand(
        found,
        Choices(
            tables=(TableChoice(table=1, is_report=True),),
            columns=(
                ColumnChoice(table=1, column=1, field="measure"),
                ColumnChoice(table=1, column=2, field="steps"),
                ColumnChoice(table=1, column=3, field="owners"),
            ),
        ),
    )
    (measure,) = measures(reading)
    assert (measure.title, measure.steps[0].text, measure.owners[0].text) == ("ก", "ข", "กองคลัง")


def test_report_without_its_only_table_is_refused():
    reading = chosen(*ROWS, tables=(TableChoice(table=1, is_report=False),))

    assert (reading.report, reading.tables[0].is_report) == (None, False)
    assert reading.tables[0].why == "เลือกไม่นำเข้า"


def test_process_that_opens_a_pasted_table_stays_small():
    """The dictionary of words, which repairs are looked up in, is loaded in the child only."""
    script = (
        "import sys; from measures.importing import open_file, understand;"
        "data = open(sys.argv[1], 'rb').read();"
        "assert understand(open_file(data)).proposals;"
        "assert 'pythainlp' not in sys.modules, 'loaded here'"
    )
    subprocess.run(
        [sys.executable, "-c", script, DEMO / "004.txt"], cwd=DEMO.parents[1], check=True
    )
