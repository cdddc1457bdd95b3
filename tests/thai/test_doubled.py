"""Words that stand twice."""

import pytest

from ita_portal.thai.doubled import doubled_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("กองยุทธศาสตร์และและงบประมาณ", [("และและ", "และ")]),
        ("การพิจารณาให้โทษ ให้โทษ ตามหลักคุณธรรม", [("ให้โทษ ให้โทษ", "ให้โทษ")]),
        ("สะดวกสะดวก จัดการจัดการ", [("สะดวกสะดวก", "สะดวก"), ("จัดการจัดการ", "จัดการ")]),
        # two words in a row that begin and end alike
        ("มาตรการการให้บริการ", []),
        ("รายงานงานพัสดุ", []),
        ("เทศบาลนครนครสวรรค์", []),
        ("เทศบาลเมืองเมืองพล", []),
        ("ทั่วประเทศ เทศบาลตำบล", []),
        ("ข้อมูลข่าวสาร ข่าวสารราชการ", []),
        # a vowel or mark behind belongs to the second word
        ("นานาชาติ", []),
        ("ต่าง ๆ", []),
        ("", []),
    ],
)
def test_doubled_words(text, found):
    assert [(match.group(), match.group(1)) for match in doubled_words(text)] == found
