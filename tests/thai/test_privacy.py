import time

import pytest

from ita_portal.thai.privacy import PersonalNumber, is_citizen_id, personal_numbers

ID, PHONE = PersonalNumber.CITIZEN_ID, PersonalNumber.PHONE
# made up, with the last digit that fits
VALID = "1101700203450"
CASES = [
    (f"บัตร {VALID}", [(ID, VALID)]),
    ("๑-๑๐๑๗-๐๐๒๐๓-๔๕-๐", [(ID, "๑-๑๐๑๗-๐๐๒๐๓-๔๕-๐")]),
    ("1 1017 00203 45 0", [(ID, "1 1017 00203 45 0")]),
    ("1101700203451", []),  # the last digit does not fit
    (f"9{VALID}", []),  # fourteen digits
    ("0101700203450", []),
    ("โทร. ๐๘๑-๒๓๔-๕๖๗๘", [(PHONE, "๐๘๑-๒๓๔-๕๖๗๘")]),
    ("0812345678", [(PHONE, "0812345678")]),
    ("08 1234 5678", [(PHONE, "08 1234 5678")]),
    ("+66 81 234 5678", [(PHONE, "+66 81 234 5678")]),
    ("+66812345678", [(PHONE, "+66812345678")]),
    ("โทรศัพท์ 0-7358-1234", [(PHONE, "0-7358-1234")]),
    ("โทรศัพท์ 02-123-4567", [(PHONE, "02-123-4567")]),
    ("โทรศัพท์ 073-581-234", [(PHONE, "073-581-234")]),
    (f"{VALID} และ 0612345678", [(ID, VALID), (PHONE, "0612345678")]),
    ("งบประมาณ ๑,๐๖๓,๐๐๐ บาท พ.ศ. ๒๕๖๗-๒๕๖๘", []),
    ("วันที่ 01-02-2568 เวลา 09.00 - 16.30 น.", []),
    ("เลขที่ ๐๐๑๒/๒๕๖๘", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_personal_numbers_are_found_and_others_are_not(text, expected):
    found = [(each.kind, text[each.start : each.end]) for each in personal_numbers(text)]

    assert found == expected


def test_the_last_digit_proves_the_others():
    fitting = [last for last in "0123456789" if is_citizen_id(VALID[:-1] + last)]

    assert fitting == [VALID[-1]]


@pytest.mark.parametrize("shape", ["1", "๑-", "08", "+66 ", "1 ", "0-", "02-1"])
def test_long_texts_take_linear_time(shape):
    start = time.perf_counter()
    personal_numbers(shape * (40_000 // len(shape)))

    assert time.perf_counter() - start < 1
