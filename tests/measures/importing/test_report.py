"""All five real reports: what each of them must give."""

from __future__ import annotations

import pytest

from measures.importing import read_report
from measures.inputs import (
    ColumnInput,
    ItaInput,
    MeasureInput,
    OrganizationInput,
    OwnerInput,
    ReportInput,
    StepInput,
)
from tests.measures.importing.expected import (
    COLUMNS,
    OUTCOMES,
    OUTPUTS,
    OWNERS,
    PERIODS,
    STEPS,
    TITLES,
)
from tests.measures.importing.seeds import NAMES, report, source


@pytest.fixture(scope="module")
def read() -> dict[str, ReportInput]:
    return {name: report(name) for name in NAMES}


def top_steps(measure: MeasureInput) -> list[StepInput]:
    return [step for step in measure.steps if step.depth == 0]


@pytest.mark.parametrize("name", NAMES)
def test_counts_are_those_of_the_document(read, name):
    measures = read[name].measures

    assert [len(top_steps(measure)) for measure in measures] == STEPS[name]
    assert [len(measure.outputs) for measure in measures] == OUTPUTS[name]
    assert [len(measure.outcomes) for measure in measures] == OUTCOMES[name]
    assert [measure.suggestions for measure in measures] == [()] * len(measures)
    assert [measure.period for measure in measures] == PERIODS[name]


@pytest.mark.parametrize("name", TITLES)
def test_titles_are_as_printed(read, name):
    assert [measure.title for measure in read[name].measures] == TITLES[name]


@pytest.mark.parametrize("name", OWNERS)
def test_owners_are_as_printed(read, name):
    owners = [(OwnerInput(text=text),) if text is not None else () for text in OWNERS[name]]
    assert [measure.owners for measure in read[name].measures] == owners


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("000", ["๑", "๒", "๓", "๔"]),
        ("001", ["๑.", "๒.", "๓.", "๔.", "๕.", "๖.", "๗.", "๘.", "๙.", "๑๐."]),
        ("003", ["๑.", "๒.", "๓.", "๔.", "๕.", "๖.", "๗."]),
    ],
)
def test_numbers_are_as_printed(read, name, numbers):
    assert [measure.number for measure in read[name].measures] == numbers


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_those_of_the_first_header(read, name):
    assert read[name].columns == tuple(
        ColumnInput(field=field, heading=heading) for field, heading in COLUMNS[name]
    )


TITLE_OF_000 = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปีงบประมาณ พ.ศ. ๒๕๖๘"


@pytest.mark.parametrize(
    ("name", "title", "year", "organization", "ita"),
    [
        (
            "000",
            TITLE_OF_000,
            2568,
            ("เทศบาลตำบลต้นยางมัส", "ทต.", "", "ร่องแงะ", "นราธิวาส"),
            ItaInput(year=2568, total="93.96", level="ผ่านดี"),
        ),
        (
            "001",
            "รายงานผลการดำเนินการมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ.๒๕๖๔",
            2564,
            ("เทศบาลตำบลพะโต๊ะ", "ทต.", "", "บ้านฝาง", "ชุมพร"),
            ItaInput(),
        ),
        (
            "002",
            "รายงานผลการดำเนินการมาตรการส่งเสริมคุณธรรมและความโปร่งใส\n"
            "ของเทศบาลเมืองตากใบ ประจำปีงบประมาณ พ.ศ.๒๕๖๔",
            2564,
            ("เทศบาลเมืองตากใบ", "ทม.", "", "", ""),
            ItaInput(),
        ),
        (
            "003",
            "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสในหน่วยงาน\nประจำปีงบประมาณ พ.ศ.๒๕๖๘",
            2568,
            ("องค์การบริหารส่วนตำบลหนองเรือ", "อบต.", "", "อำนาจเจริญ", "มหาสารคาม"),
            ItaInput(),
        ),
        (
            "004",
            "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
            2568,
            ("เทศบาลเมืองชะมาย", "ทม.", "ชะมาย", "ทุ่งสง", "นครศรีธรรมราช"),
            ItaInput(year=2568, total="95.54", level="AA หรือผ่านดี"),
        ),
    ],
)
def test_title_block_and_score_are_read(read, name, title, year, organization, ita):
    found = read[name]
    place = dict(
        zip(("name", "kind", "subdistrict", "district", "province"), organization, strict=True)
    )

    assert (found.title, found.fiscal_year, found.ita) == (title, year, ita)
    assert found.organization == OrganizationInput(**place)


def test_cover_is_read_only_where_there_is_one(read):
    assert {name: found.cover for name, found in read.items() if found.cover} == {
        "004": (
            "รายงานผลการดำเนินการ",
            "เพื่อส่งเสริมคุณธรรมและความโปร่งใสในหน่วยงาน",
            "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
            "เทศบาลเมืองชะมาย",
        )
    }


MERGES = [
    ("000", "heading_changed", "บรรทัด ๑๒ ช่อง “มาตรการ/กิจกรรม”", "มาตรการ/กิจกรรม"),
    (
        "000",
        "heading_changed",
        "บรรทัด ๑๒ ช่อง “วิธีดำเนินการ ขั้นตอนการปฏิบัติ”",
        "วิธีดำเนินการ ขั้นตอนการปฏิบัติ",
    ),
    (
        "000",
        "heading_changed",
        "บรรทัด ๑๒ ช่อง “สรุปผลการดำเนินการ ตามมาตรการหรือกิจกรรม”",
        "สรุปผลการดำเนินการ ตามมาตรการหรือกิจกรรม",
    ),
    (
        "000",
        "heading_changed",
        "บรรทัด ๑๒ ช่อง “ผลลัพธ์หรือผลสำเร็จ ในการดำเนินการ”",
        "ผลลัพธ์หรือผลสำเร็จ ในการดำเนินการ",
    ),
    ("001", "continued", "บรรทัด ๑๕ ช่อง “มาตรการ/แนวทาง”", ""),
    ("001", "continued", "บรรทัด ๑๖ ช่อง “มาตรการ/แนวทาง”", ""),
    ("001", "continued", "บรรทัด ๒๗ ช่อง “มาตรการ/แนวทาง”", "๕. การแก้ไขปัญหาการทุจริต(ต่อ)"),
    ("001", "continued", "บรรทัด ๓๙ ช่อง “มาตรการ/แนวทาง”", ""),
    ("002", "continued", "บรรทัด ๔๕ ช่อง “มาตรการ/กิจกรรม/ โครงการ”", ""),
    ("002", "repeated", "บรรทัด ๔๕ ช่อง “ผู้รับผิดชอบ / ผู้เกี่ยวข้อง”", "กองวิชาการ และแผนงาน"),
]


def test_what_was_merged_is_quoted_with_its_place(read):
    assert [
        (name, found.kind, found.place, found.quote)
        for name in NAMES
        for found in read[name].problems
        if found.kind in ("continued", "repeated", "heading_changed", "stray_text")
    ] == MERGES


def test_a_report_is_read_alike_with_bom_and_windows_line_ends(read):
    changed = b"\xef\xbb\xbf" + source("001").replace(b"\n", b"\r\n")

    assert read_report(changed) == read["001"]
