"""Cleaning, search forms and sort keys."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.text import (
    MAX_MARKS,
    SORT_KEY_LENGTH,
    UncleanText,
    clean,
    search_form,
    sort_key,
    squash,
)

DEMO = sorted(Path(__file__).parents[2].glob("measures/demo/*.txt"))
ZERO_WIDTH = "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f\ufeff"
THAI = st.text(alphabet="กนปผ่้๊๋์ำาํิุูัเแๆฯ ๒2e\u0301\u200b\u0e3a็\u0323\n\r\u00a0", max_size=30)
PROVINCES = """
    กระบี่ กรุงเทพมหานคร กาญจนบุรี กาฬสินธุ์ กำแพงเพชร ขอนแก่น จันทบุรี ฉะเชิงเทรา ชลบุรี ชัยนาท
    ชัยภูมิ ชุมพร เชียงราย เชียงใหม่ ตรัง ตราด ตาก นครนายก นครปฐม นครพนม นครราชสีมา
    นครศรีธรรมราช นครสวรรค์ นนทบุรี นราธิวาส น่าน บึงกาฬ บุรีรัมย์ ปทุมธานี ประจวบคีรีขันธ์
    ปราจีนบุรี ปัตตานี พระนครศรีอยุธยา พะเยา พังงา พัทลุง พิจิตร พิษณุโลก เพชรบุรี เพชรบูรณ์ แพร่
    ภูเก็ต มหาสารคาม มุกดาหาร แม่ฮ่องสอน ยโสธร ยะลา ร้อยเอ็ด ระนอง ระยอง ราชบุรี ลพบุรี ลำปาง
    ลำพูน เลย ศรีสะเกษ สกลนคร สงขลา สตูล สมุทรปราการ สมุทรสงคราม สมุทรสาคร สระแก้ว สระบุรี
    สิงห์บุรี สุโขทัย สุพรรณบุรี สุราษฎร์ธานี สุรินทร์ หนองคาย หนองบัวลำภู อ่างทอง อำนาจเจริญ
    อุดรธานี อุตรดิตถ์ อุทัยธานี อุบลราชธานี
"""


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", ""),
        ("ดำเนินการ", "ดำเนินการ"),
        ("ด\u0e4d\u0e32เนินการ", "ดำเนินการ"),
        ("น\u0e49\u0e4d\u0e32", "น\u0e49\u0e33"),
        ("น\u0e4d\u0e49\u0e32", "น\u0e49\u0e33"),
        ("น\u0e33\u0e49", "น\u0e49\u0e33"),
        ("ท\u0e48\u0e35", "ท\u0e35\u0e48"),
        ("ผ\u0e49\u0e39", "ผ\u0e39\u0e49"),
        ("สิทธ\u0e4c\u0e34", "สิทธ\u0e34\u0e4c"),
        ("cafe\u0301", "caf\u00e9"),
        ("\ufeffปี\u200b๒๕๖๘\u00ad", "ปี๒๕๖๘"),
        ("ต\u200bา\u2060ก", "ตาก"),
        ("พ.ศ.\u00a0๒๕๖๘\u2003\u3000ก\tข", "พ.ศ. ๒๕๖๘  ก ข"),
        ("งานพัสดุ  งานพัสดุ", "งานพัสดุ  งานพัสดุ"),
        (" \n ก\r\nข\rค\u2028ง\x0bจ \n", "ก\nข\nค\nง\nจ"),
        ("ก \n\n  ข", "ก \n\n  ข"),
        ("เเต่  อยู่่  ดาเนินการ  ต่าง ๆ  ต่างๆ", "เเต่  อยู่่  ดาเนินการ  ต่าง ๆ  ต่างๆ"),
        ("x² ½ ﬁ ９ ™ “ก” – — … ฿ ๏ ๛ ๚", "x² ½ ﬁ ９ ™ “ก” – — … ฿ ๏ ๛ ๚"),
        ("พุทฺธํ สรณํ", "พุทฺธํ สรณํ"),
        ("<p>-ก</p> =1+1", "<p>-ก</p> =1+1"),
        ("\ufffd", "\ufffd"),
    ],
)
def test_clean_keeps_what_can_be_seen(text, cleaned):
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("ก\r\nข", "ก ข"),
        ("ก  \n\n  ข  ค", "ก ข  ค"),
        ("\nก\n \n", "ก"),
        ("ก  ข", "ก  ข"),
        ("\n", ""),
    ],
)
def test_clean_of_one_line_folds_line_ends_to_one_space(text, cleaned):
    assert clean(text, multiline=False) == cleaned


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("มาตรการ\0", 'พบอักขระควบคุม (U+0000) ที่ตัวอักษรที่ ๘ หลัง "มาตรการ" โปรดลบออก'),
        ("\x1b", "พบอักขระควบคุม (U+001B) ที่ตัวอักษรที่ ๑ โปรดลบออก"),
        ("ก\x7f", 'พบอักขระควบคุม (U+007F) ที่ตัวอักษรที่ ๒ หลัง "ก" โปรดลบออก'),
        ("ก\x9b", 'พบอักขระควบคุม (U+009B) ที่ตัวอักษรที่ ๒ หลัง "ก" โปรดลบออก'),
        ("ก\ud800", 'พบรหัสอักขระที่ไม่สมบูรณ์ (U+D800) ที่ตัวอักษรที่ ๒ หลัง "ก" โปรดลบออก'),
        ("ท\uf70a", 'พบอักขระเฉพาะของฟอนต์บางชุด (U+F70A) ที่ตัวอักษรที่ ๒ หลัง "ท" โปรดลบออก'),
        ("ก\uffff", 'พบอักขระที่ยังไม่มีในมาตรฐาน (U+FFFF) ที่ตัวอักษรที่ ๒ หลัง "ก" โปรดลบออก'),
        ("ก\u3164", 'พบตัวอักษรว่างที่มองไม่เห็น (U+3164) ที่ตัวอักษรที่ ๒ หลัง "ก" โปรดลบออก'),
    ],
)
def test_clean_refuses_and_says_what_and_where(text, message):
    with pytest.raises(UncleanText) as refusal:
        clean(text)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    "character",
    ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2069", "\U000e0041", "\ufff9"],
)
def test_clean_refuses_what_reorders_or_hides_text(character):
    with pytest.raises(UncleanText, match=f"U\\+{ord(character):04X}.*ที่ตัวอักษรที่ ๔"):
        clean(f"ชื่อ{character}ก"[1:])


@pytest.mark.parametrize(
    "mark", ["\u0e38", "\u0e48", "\u0301", "\u0e38\u0e48", "\u0323\u0301", "ำ"]
)
def test_clean_refuses_long_runs_of_marks(mark):
    longest = (mark * MAX_MARKS)[:MAX_MARKS]
    assert squash(clean("ก" + longest)) == unicodedata.normalize("NFC", "ก" + longest)
    for length in (MAX_MARKS + 1, 400_000):  # normalised first, the long one would take minutes
        with pytest.raises(UncleanText) as refusal:
            clean("กา ก" + (mark * length)[:length])
        assert str(refusal.value) == ('สระหรือวรรณยุกต์ซ้อนกันเกิน ๘ ตัว ที่ตัวอักษรที่ ๕ หลัง "กา ก" โปรดแก้ไข')


def test_runs_that_cleaning_would_make_are_refused():
    with pytest.raises(UncleanText, match="ซ้อนกันเกิน"):
        clean("ก" + "\u0e48\u200b" * 9)
    with pytest.raises(UncleanText, match="ซ้อนกันเกิน"):
        clean("e" + "\u0344" * 5)  # each becomes two
    with pytest.raises(UncleanText, match="ซ้อนกันเกิน"):
        clean("ก" + "ำ่" * 5)  # no line can be parted in it


@settings(deadline=None, max_examples=400)
@given(st.one_of(THAI, st.text()), st.booleans())
def test_clean_text_is_clean(text, multiline):
    try:
        cleaned = clean(text, multiline=multiline)
    except UncleanText:
        return
    assert clean(cleaned, multiline=multiline) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert search_form(cleaned) == search_form(text)
    assert set(cleaned).isdisjoint(ZERO_WIDTH)
    assert cleaned.strip() == cleaned
    assert multiline or "\n" not in cleaned


@settings(deadline=None)
@given(st.text(alphabet="กขฮะาำเแโใไฤฦฯๆ๐๙ azAZ09.,-/()\"'", max_size=40))
def test_clean_leaves_plain_texts_alone(text):
    assert clean(text) == text.strip(" ")


def test_real_reports_change_in_nothing_that_can_be_seen():
    assert len(DEMO) == 5
    texts = [path.read_text(encoding="utf-8") for path in DEMO]
    assert [squash(clean(text)) for text in texts] == [squash(text) for text in texts]
    assert sum(clean(text).count("ำ") for text in texts) == 524


def test_every_cell_of_the_real_reports_is_clean_but_for_blanks():
    assert len(DEMO) == 5
    for path in DEMO:
        for line in path.read_text(encoding="utf-8").split("\n"):
            for cell in line.split("\t"):
                assert clean(cell) == cell.replace("\u00a0", " ").strip(" ")


def test_squash_takes_all_white_space_and_no_more():
    assert squash(" ระยะเวลาในการ\n\tดำเนินการ\u00a0(ต่อ)  ") == "ระยะเวลาในการดำเนินการ(ต่อ)"
    assert squash("ก\u200bข") == "ก\u200bข"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("ต่าง ๆ", "ต่าง"),
        ("ต่างๆ", "ต่าง"),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๘", "ปีงบประมาณพ.ศ.2568"),
        ("E-Service\u00a0O๔๒", "e-serviceo42"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e4d \u0e32", "นำ"),
        ("จัดซื้อ\u200bจัดจ้าง\n(ต่อ)", "จัดซื้อจัดจ้าง(ต่อ)"),
        ("เเผนงาน", "แผนงาน"),
        ("ดๅเนิน", "ดาเนิน"),
        ("\u202e\0", "\u202e\0"),
    ],
)
def test_search_form(text, form):
    assert search_form(text) == form


@settings(deadline=None, max_examples=300)
@given(st.one_of(THAI, st.text()))
def test_search_form_is_stable_and_free_of_space(text):
    form = search_form(text)
    assert search_form(form) == form
    assert squash(form) == form
    assert unicodedata.is_normalized("NFC", form)


def test_search_form_and_sort_key_take_hostile_texts():
    hostile = "ก" + "\u0e38\u0e48" * 200_000
    assert search_form(hostile) == "ก" + "\u0e38" * 4 + "\u0e48" * 4
    assert len(sort_key(hostile)) <= SORT_KEY_LENGTH
    assert len(sort_key("ก" * 400_000)) == SORT_KEY_LENGTH


@pytest.mark.parametrize(
    "in_order",
    [
        PROVINCES.split(),
        ["กระบี่", "เกาะสมุย", "แก่งคอย", "ขอนแก่น"],
        ["ก", "ก็", "กก", "กะ", "กัก", "กา", "ก่า", "ก้า", "ก๊า", "ก๋า", "กาง", "กำ", "ก่ำ", "เก", "เก็ง"],
        ["แพทย", "แพทย์", "แพทยศาสตร์", "ร", "ฤดู", "ล", "ฦๅ", "ว"],
        ["๒", "๑๐", "100", "A", "b", "C", "ก"],
        ["มาตรการ ๒", "มาตรการที่ 1", "มาตรการที่ ๒", "มาตรการที่ 10"],
        ["", "กอง", "กองคลัง", "กองช่าง", "Ω"],
    ],
)
def test_texts_sort_as_in_a_dictionary(in_order):
    shuffled = sorted(in_order, key=lambda text: random.Random(text).random())
    assert sorted(shuffled, key=sort_key) == in_order


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กอง คลัง", "กองคลัง"),
        ("ข้อ ๔๒", "ข้อ 042"),
        ("E-Service", "e service"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("ต่าง ๆ", "ต่าง"),
        ("“ก”", "ก"),
    ],
)
def test_what_does_not_count_in_sorting(one, other):
    assert sort_key(one) == sort_key(other)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.one_of(THAI, st.text(max_size=20)), max_size=6))
def test_sort_keys_sort_alike_by_bytes_and_by_letters(texts):
    keys = [sort_key(text) for text in texts]
    assert all(set(key) <= set("0123456789abcdef") for key in keys)
    assert sorted(keys) == sorted(keys, key=lambda key: key.encode())
    assert keys == [sort_key(clean_form(text)) for text in texts]


def clean_form(text: str) -> str:
    try:
        return clean(text)
    except UncleanText:
        return text


@settings(deadline=None)
@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_sort_by_value(one, other):
    assert (sort_key(f"ข้อ {one}") < sort_key(f"ข้อ {other} ก")) == (one <= other)
