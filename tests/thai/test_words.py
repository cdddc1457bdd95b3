"""Words, and places where a line may break."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.text import clean
from ita_portal.thai.words import (
    BREAK,
    GLUE,
    NO_BREAK_SPACE,
    LibthaiMissing,
    break_words,
    open_libthai,
    pieces_of,
    words,
)

DEMO = sorted(Path(__file__).parents[2].glob("measures/demo/*.txt"))
NAMES = ("ชะมาย", "ตากใบ", "พะโต๊ะ", "ต้นยางมัส", "ร่องแงะ", "หนองเรือ")
DEPENDENT = frozenset("ะัาำิีึืฺุูๅๆ็่้๊๋์ํ๎ฯ")


def bars(text: str, keep: tuple[str, ...] = ()) -> str:
    return break_words(text, keep).replace(BREAK, "|")


def without_marks(text: str) -> str:
    return text.replace(BREAK, "").replace(GLUE, "").replace(NO_BREAK_SPACE, " ")


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("", ""),
        ("รายงานผลการประชุมประจำเดือน", "รายงาน|ผล|การประชุม|ประจำเดือน"),
        ("แผนปฏิบัติการป้องกันการทุจริต", "แผน|ปฏิบัติการ|ป้องกัน|การ|ทุจริต"),
        ("มีการจัดทำประกาศ", "มี|การ|จัดทำ|ประกาศ"),
        ("องค์กรปกครองส่วนท้องถิ่น", "องค์กร|ปกครอง|ส่วน|ท้องถิ่น"),
        ("ผลการดำเนินการ (Output)", "ผล|การ|ดำเนินการ (Output)"),
        ("ช่องทางต่างๆ", "ช่องทาง|ต่างๆ"),
        ("ประมวลจริยธรรมผู้บริหารท้องถิ่น", "ประมวล|จริยธรรม|ผู้บริหาร|ท้องถิ่น"),
        ("ของนักตรวจสอบภายใน", "ของ|นักตรวจสอบ|ภายใน"),
        ("จะดำเนินการประมาณ", "จะ|ดำเนินการประมาณ"),
        ("จัดทำช่องทางการให้บริการ", "จัดทำ|ช่องทางการ|ให้บริการ"),
        ("กรุงเทพฯ", "กรุงเทพฯ"),
        ("ITA 2568", "ITA 2568"),
    ],
)
def test_lines_break_where_both_segmenters_agree(text, broken):
    assert bars(text) == broken


@pytest.mark.parametrize(
    ("text", "keep", "broken"),
    [
        ("เทศบาลเมืองชะมาย", ("ชะมาย",), "เทศบาลเมือง|ชะมาย"),
        ("เทศบาลตำบลต้นยางมัสอำเภอร่องแงะ", NAMES, "เทศบาลตำบล|ต้นยางมัส|อำเภอ|ร่องแงะ"),
        ("เทศบาลเมืองตากใบจัดทำ", ("ตากใบ",), "เทศบาลเมือง|ตากใบ|จัดทำ"),
        ("เผยแพร่", ("แพร่",), "เผยแพร่"),
        ("มีการเผยแพร่ข้อมูล", ("แพร่",), "มี|การ|เผยแพร่|ข้อมูล"),
        ("อบต.หนองเรือจัดทำ", ("อบต. หนองเรือ",), "อบต.หนองเรือ|จัดทำ"),
        ("ชะมายชะมาย", ("ชะมาย", "ชะมายชะ"), "ชะมายชะ|มาย"),
        ("มีการ", ("มี", "", " ", "E-Service", "การ"), "มี|การ"),
    ],
)
def test_names_stay_whole(text, keep, broken):
    assert bars(text, keep) == broken


def test_signs_and_latin_words_do_not_part():
    assert break_words("อื่น ๆ ฯลฯ") == f"อื่น{NO_BREAK_SPACE}ๆ{NO_BREAK_SPACE}ฯลฯ"
    assert break_words("E-Service") == f"E-{GLUE}Service"
    assert break_words("http://a.go.th/x-1") == f"http://{GLUE}a.go.th/x-{GLUE}1"
    assert break_words("- ก - ข ๑-๓") == "- ก - ข ๑-๓"


@settings(deadline=None, max_examples=150)
@given(
    st.text(alphabet="กนปผรมเแไะัาำิุ่้์ๆฯ๒aE-. ", max_size=40),
    st.lists(st.sampled_from(["กา", "มาก", "แพร่", "นาม", "ชะมาย"]), max_size=3).map(tuple),
)
def test_marks_change_no_letter_and_tear_no_syllable(text, keep):
    broken = break_words(text, keep)
    assert without_marks(broken) == text
    for before, after in re.findall(f"(.){BREAK}(.)", broken):
        assert before not in "เแโใไ"
        assert after not in DEPENDENT


def test_real_reports_keep_every_letter_and_every_name():
    assert len(DEMO) == 5
    for path in DEMO:
        text = clean(path.read_text(encoding="utf-8"))
        broken = break_words(text, NAMES)
        assert without_marks(broken) == text
        assert [broken.count(name) for name in NAMES] == [text.count(name) for name in NAMES]
        assert " ๆ" not in broken


def test_long_texts_without_a_space_are_broken():
    assert bars("มีการ" * 20_000).count("|") == 39_999
    assert without_marks(break_words("ก" * 100_000)) == "ก" * 100_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        (" - – ๆ ฯ. ()", ("ฯ",)),
        ("รายงานผลการดำเนินการ", ("รายงาน", "ผล", "การ", "ดำเนินการ")),
        ("พ.ศ. ๒๕๖๘", ("พ", "ศ", "2568")),
        ("E-Service O๔๒", ("e", "service", "o42")),
        ("๑,๒๐๐.๕๐ บาท", ("1200.50", "บาท")),
        ("จัดซื้อ\u200bจัดจ้าง", ("จัดซื้อจัดจ้าง",)),
        ("ต่าง ๆ “Café”", ("ต่าง", "café")),
        ("น\u0e4d\u0e49\u0e32", ("น้ำ",)),
    ],
)
def test_words_of_a_text(text, found):
    assert words(text) == found


def test_a_missing_part_of_libthai_is_named(tmp_path):
    broken = tmp_path / "thbrk.tri"
    broken.write_bytes(b"not a dictionary")
    with pytest.raises(LibthaiMissing, match=r"ไม่พบพจนานุกรมของ libthai .* libthai-data"):
        open_libthai(dictionaries=(tmp_path / "none.tri",))
    with pytest.raises(LibthaiMissing, match=r"ไม่พบไลบรารี libthai .* libthai0"):
        open_libthai(name="libthai-is-not-here.so.0")
    with pytest.raises(LibthaiMissing, match="เปิดพจนานุกรมของ libthai ไม่ได้"):
        open_libthai(dictionaries=(broken,))


def test_segmenters_write_no_file_and_open_no_connection(tmp_path):
    program = """
import json, socket, sys
def refuse(*args): raise OSError("no network")
socket.socket.connect = refuse
sys.path.insert(0, sys.argv[1])
from ita_portal.thai import words
slow = [name for name in ("pythainlp", "django") if name in sys.modules]
print(json.dumps([slow, words.break_words("มีการจัดทำ"), words.words("แผนงาน")]))
"""
    root = Path(__file__).parents[2]
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program, str(root)],
        env={**environment, "LIBTHAI_DICTDIR": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    )
    assert json.loads(done.stdout) == [[], f"มี{BREAK}การ{BREAK}จัดทำ", ["แผนงาน"]]
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_pieces_leave_nothing_out():
    text = "จัดประชุม  ๓ ครั้ง (ITA-2568)\nกองคลัง"

    assert pieces_of(text) == [
        *("จัด", "ประชุม", " ", " ", "๓", " ", "ครั้ง", " ", "(", "ITA", "-", "2568", ")", "\n"),
        *("กอง", "คลัง"),
    ]
