"""Suggestions: few, and right."""

from __future__ import annotations

import pytest

from measures.importing import read_report
from measures.importing.wording import suggestions
from tests.measures.importing.seeds import NAMES, report


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a space inside a word of these reports
        ("เป็นรายไตร มาส", [("wrap_space", "ไตร มาส", "ไตรมาส")]),
        ("การเบิก จ่ายเงิน", [("wrap_space", "เบิก จ่าย", "เบิกจ่าย")]),
        ("งานการ เจ้าหน้าที่", [("wrap_space", "งานการ เจ้าหน้าที่", "งานการเจ้าหน้าที่")]),
        # a space inside a word that the document also writes without it
        ("มีการ ประเมิน และการประเมิน", [("wrap_space", "การ ประเมิน", "การประเมิน")]),
        ("มีการ ประเมิน", []),
        # spaces between words
        ("เพื่อพัฒนา การให้บริการ", []),
        ("งบประมาณ การใช้จ่าย", []),
        ("ความรู้ ความเข้าใจ", []),
        ("แล ะ ข อ ง ก ำ น ัล ทุกชนิด", [("letter_spaced", "แล ะ ข อ ง ก ำ น ัล", "และของกำนัล")]),
        ("ณ ที่ ทำการ", []),
        # words twice
        ("กองยุทธศาสตร์และและงบประมาณ", [("doubled_words", "และและ", "และ")]),
        ("การให้โทษ ให้โทษ", [("doubled_words", "ให้โทษ ให้โทษ", "ให้โทษ")]),
        ("มาตรการการให้บริการ", []),
        ("หน้าที่ที่ต้องปฏิบัติ", []),
        ("รายงานงานพัสดุ", []),
        # letters lost
        ("อย่างสม่าเสมอ", [("lost_sara_am", "สม่าเสมอ", "สม่ำเสมอ")]),
        ("ส านักปลัด", [("split_sara_am", "ส านัก", "สำนัก")]),
        ("จ ำนวน ๓ คน", [("split_sara_am", "จ ำนวน", "จำนวน")]),
        ("การคณุ ธรรม", [("late_mark", "คณุ ธรรม", "คุณธรรม")]),
        ("อยู่่ในระดับดี", [("mark_twice", "่่", "่")]),
        ("คู่มือ (ต่อ)", [("continued_mark", " (ต่อ)", "")]),
        ("ให้นุคลากรทราบ", [("misprint", "นุคลากร", "บุคลากร")]),
    ],
)
def test_damage_is_suspected(text, found):
    assert [suggestion[:3] for suggestion in suggestions(text, text)] == found


@pytest.mark.parametrize(
    ("name", "kind", "quotes"),
    [
        ("000", "doubled_words", ["และและ"]),
        ("001", "doubled_words", ["ให้โทษ ให้โทษ"]),
        ("002", "doubled_words", ["สะดวกสะดวก"]),
        ("003", "doubled_words", ["จัดการจัดการ"]),
        ("004", "doubled_words", []),
        ("003", "lost_sara_am", ["สม่าเสมอ"]),
        ("004", "letter_spaced", ["ประช ะ พ ฤ ตี มิ ช อบ", "แล ะ ข อ ง ก ำ น ัล"]),
        ("001", "wrap_space", ["งาน ประชาสัมพันธ์", "งานการ เจ้าหน้าที่"]),
        ("001", "misprint", ["OR code", "งานกร เจ้าหน้าที่", "งานกร เจ้าหน้าที่"]),
    ],
)
def test_damage_of_the_real_reports_is_suspected(name, kind, quotes):
    problems = report(name).problems

    assert [problem.quote for problem in problems if problem.kind == kind] == quotes


@pytest.mark.parametrize("name", NAMES)
def test_suggestions_stand_in_no_text_of_the_report(name):
    found = report(name)

    for problem in found.problems:
        if problem.suggestion:
            assert problem.quote != problem.suggestion
            assert problem.place.startswith("บรรทัด ")


@pytest.mark.parametrize(("cell", "rows", "found"), [("กา ", 12, 0), ("รายไตร มาส ", 2, 1_700)])
def test_long_documents_are_looked_at_from_their_start(cell, rows, found):
    text = "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\n" + f"ก\t{cell * (18_700 // len(cell))}\tข\n" * rows
    problems = read_kinds(text)

    assert problems.count("wording_unread") == 1
    assert problems.count("wrap_space") == found


def read_kinds(text: str) -> list[str]:
    return [problem.kind for problem in read_report(text.encode()).problems]
