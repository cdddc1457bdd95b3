"""Tables of a PDF without lines between columns: told apart by white space, or refused."""

from __future__ import annotations

import pytest

from ita_portal.thai.text import squash
from measures.importing import UnreadableFile, read_report, refusals, understand
from measures.importing.opening import read_parts
from measures.importing.pdf.letters import Letters
from measures.importing.pdf.lines import lines_of
from measures.importing.pdf.page import Page, Rule
from measures.importing.pdf.unruled import unruled_tables
from measures.importing.reading import Reading
from tests.measures.importing import printed
from tests.measures.importing.seeds import NAMES
from tests.measures.importing.test_read_pdf import check_letters, words

NO_LINES = "td { border: none; padding: 6px 8px }"
HEADER = {50: "ลำดับ", 100: "มาตรการ", 250: "ขั้นตอน", 400: "ผู้รับผิดชอบ"}
ROW = {50: "๑", 100: "จัดทำคู่มือ", 250: "แต่งตั้งคณะทำงาน", 400: "สำนักปลัด"}
NEXT = {50: "๒", 100: "เผยแพร่แผน", 250: "ประกาศ", 400: "กองคลัง"}


def styled(name: str, style: str) -> bytes:
    return printed.as_html(name).replace(b"<body>", f"<body><style>{style}</style>".encode())


def right(reading: Reading, name: str) -> int:
    """How many measures are as they should be, with no letter lost."""
    expected = read_report(printed.as_html(name))
    check_letters(reading, expected)
    assert reading.report is not None
    pairs = zip(reading.report.measures, expected.measures, strict=True)
    return sum(words(ours) == words(theirs) for ours, theirs in pairs)


def kinds(reading: Reading) -> list[str]:
    return [each.problem.kind for each in reading.problems]


def test_seeds_without_lines_are_read_and_told_of_or_refused(tmp_path):
    unsure = (
        "td { border: none; padding: 1px }",  # no white space between columns
        "td { border: none; padding: 6px 8px; vertical-align: middle }",
    )
    pages = [styled(name, NO_LINES) for name in NAMES] + [styled("000", style) for style in unsure]
    pdfs = printed.by_chromium(pages, tmp_path)
    readings = {name: understand(read_parts(pdf)) for name, pdf in zip(NAMES, pdfs, strict=False)}

    found = {name: right(reading, name) for name, reading in readings.items()}
    assert found == {"000": 4, "001": 8, "002": 23, "003": 7, "004": 7}
    for reading in readings.values():
        assert kinds(reading).count("table_unruled") == 1
    assert {4, 7} <= {problem.measure for problem in readings["001"].problems}
    for pdf in pdfs[len(NAMES) :]:
        with pytest.raises(UnreadableFile) as refusal:
            read_parts(pdf)
        assert str(refusal.value) == refusals.NO_LINES_PDF


def page(*lines: dict[int, str], step: float = 14.0, rules: tuple[float, ...] = ()) -> Page:
    """Words by where they begin, line by line; letters are 5 points wide."""
    letters = tuple(
        Letters(letter, left + 5.0 * place, left + 5.0 * (place + 1), 100 + step * number, 10.0)
        for number, line in enumerate(lines)
        for left, text in line.items()
        for place, letter in enumerate(text)
    )
    across = tuple(Rule(at, 50.0, 480.0) for at in rules)
    return Page(width=600, height=400, letters=letters, across=across, down=(), has_pictures=False)


def rows(*pages: Page) -> list[list[list[str]]]:
    """The cells of each table's rows."""
    lines = [lines_of(each.letters, number) for number, each in enumerate(pages, 1)]
    return [
        [[squash(row.text(column)) for column in range(1, len(table.edges))] for row in table.rows]
        for found in unruled_tables(pages, lines)
        for table in found.tables
    ]


def texts(line: dict[int, str]) -> list[str]:
    return [line.get(left, "") for left in HEADER]


def test_rows_begin_with_numbers():
    wrapped = {100: "มือปฏิบัติ", 400: "เทศบาล"}

    assert rows(page(HEADER, ROW, wrapped, NEXT)) == [
        [
            texts(HEADER),
            ["๑", "จัดทำคู่มือมือปฏิบัติ", "แต่งตั้งคณะทำงาน", "สำนักปลัดเทศบาล"],
            texts(NEXT),
        ]
    ]


def test_heading_of_several_lines_and_another_page_without_one():
    below = {100: "โครงการ/กิจกรรม"}
    head = {**HEADER, 100: "มาตรการ/"}
    (first, second) = rows(page(head, below, ROW), page({100: "(ต่อ)"}, NEXT))

    assert first == [["ลำดับ", "มาตรการ/โครงการ/กิจกรรม", "ขั้นตอน", "ผู้รับผิดชอบ"], texts(ROW)]
    assert second == [["", "(ต่อ)", "", ""], texts(NEXT)]


def test_rows_without_numbers_need_lines_or_gaps():
    head = {left: text for left, text in HEADER.items() if left > 50}
    first, second = ({left: row[left] for left in head} for row in (ROW, NEXT))

    assert rows(page(head, first, second)) == []
    (table,) = rows(page(head, first, second, rules=(110.0, 122.0, 140.0)))
    assert table == [[*row.values()] for row in (head, first, second)]


def test_number_in_the_midst_of_its_row_is_not_guessed_at():
    above = {100: "คู่มือ", 250: "แต่งตั้ง", 400: "สำนัก"}

    assert rows(page(HEADER, above, ROW, NEXT)) == []


def test_words_between_columns_part_nothing():
    assert rows(page(HEADER, ROW, {50: "๒", 100: "ย" * 31, 400: "กองคลัง"}, NEXT)) == []


def test_heading_over_the_table_is_a_row_across():
    (table,) = rows(page(HEADER, {100: "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"}, ROW, NEXT, NEXT))

    assert [row[0] for row in table] == [
        "ลำดับ",
        "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
        "๑",
        "๒",
        "๒",
    ]


def test_text_far_below_is_no_more_of_the_table():
    lines: tuple[dict[int, str], ...] = (
        HEADER,
        ROW,
        NEXT,
        {},
        {},
        {50: "หมายเหตุ จัดทำโดยสำนักปลัด"},
    )

    assert rows(page(*lines)) == [[texts(HEADER), texts(ROW), texts(NEXT)]]
