"""Names of other organizations, and the own one."""

from dataclasses import replace

import pytest

from reports.checks import Context, names_mentioned
from reports.layouts import LayoutSpec
from reports.snapshot import AnnexEntry
from tests.reports.checks.writing import OWN, SIX, TAMBON, a_report, found


def in_the_introduction(words, organization=OWN, context=None):
    report = a_report(organization=organization, introduction=words)
    return [
        (rule.removeprefix("look-at "), quote) for rule, _, quote in found(report, SIX, context)
    ]


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        # seed 003: the name runs into the next words
        (
            "สำนักปลัดองค์การบริหารส่วนตำบลดงบังจึงได้จัดทำรายงานผลการดำเนินการตามมาตรการ",
            "องค์การบริหารส่วนตำบลดงบัง",
        ),
        ("รายงานของ อบต.ดงบัง ประจำปี", "อบต.ดงบัง"),
        ("องค์การบริหารส่วนจังหวัดกาฬสินธุ์", "องค์การบริหารส่วนจังหวัดกาฬสินธุ์"),
        ("งบประมาณจากองค์การบริหารส่วนจังหวัดมหาสารคาม", ""),  # of the own province
        ("จัดอบรมร่วมกับ อบต.ดงบัง", ""),
        ("ศึกษาดูงาน ณ เทศบาลตำบลปากทรง", ""),
        ("โครงการ อบต.เคลื่อนที่พบประชาชน", ""),
        ("นายกองค์การบริหารส่วนตำบลแสดงเจตนารมณ์", ""),
        ("สมาชิกสภาองค์การบริหารส่วนตำบลประชุม", ""),
        ("เทศบาลตำบลหนองเรือ", "เทศบาลตำบลหนองเรือ"),  # the place, as another kind
        ("นายกเทศมนตรีเมืองพล", ""),  # two letters may be anything
        ("สำนักปลัดองค์การบริหารส่วนตำบลหนองเรือ ได้ดำเนินการ", ""),
        ("องค์การบริหารส่วนตำบล หนองเรือ", ""),
        ("องค์การบริหารส่วนตำบล หนอง เรือ", ""),
        ("อบต.หนองเรือ", ""),
        ("องค์การบริหารส่วนตำบลได้ดำเนินการ", ""),
        ("องค์การบริหารส่วนตำบล ขอรายงานผล", ""),
        ("องค์การบริหารส่วนตำบลทุกแห่งในอำเภอ", ""),
        ("พ.ร.บ. สภาตำบลและองค์การบริหารส่วนตำบล พ.ศ. ๒๕๓๗", ""),
        ("ข้าราชการองค์การบริหารส่วนตำบลต้องยึดถือ", ""),
        ("องค์กรปกครองส่วนท้องถิ่นทั่วประเทศ เทศบาลตำบล (ทต.)", ""),
    ],
)
def test_names_of_others(words, quote):
    expected = [("other_name", quote)] if quote else []

    assert in_the_introduction(words, TAMBON) == expected


@pytest.mark.parametrize(
    ("own", "words", "quote"),
    [
        # seed 000 and the annex of seed 002
        ("เทศบาลตำบลต้นยางมัส", "ร้องเรียนของ เทศบาลตำบลต้นหยงมัส", "เทศบาลตำบลต้นหยงมัส"),
        ("เทศบาลเมืองตากใบ", "ผลการดำเนินงานของเทศบาลเมืองตากใน ประจำปี", "เทศบาลเมืองตากใน"),
        ("เทศบาลเมืองตากใบ", "เว็บไซต์เทศบาลเมืองตากใบรับทราบ", ""),
        ("เทศบาลเมืองตากใบ", "เว็บไซต์ เทศบาล เมืองตากใบ", ""),
    ],
)
def test_the_own_name_spelled_otherwise(own, words, quote):
    expected = [("name_spelling", quote)] if quote else []

    assert in_the_introduction(words, replace(OWN, name=own)) == expected


def test_a_name_that_is_known_is_found_behind_a_space_and_to_its_end():
    words = "ตามที่เทศบาลตำบล ในเมืองทองจัดอบรม"
    context = Context(other_names=frozenset({"เทศบาลตำบลในเมือง", "เทศบาลตำบลในเมืองทอง"}))

    assert in_the_introduction(words) == []
    assert in_the_introduction(words, context=context) == [("other_name", "เทศบาลตำบล ในเมืองทอง")]


def test_an_organization_of_no_such_kind_has_no_names_checked():
    assert in_the_introduction("อบต.ดงบัง", replace(OWN, name="เมืองพัทยา", kind="พัทยา")) == []


def test_the_annex_is_read_and_told_at_its_measure():
    entry = AnnexEntry(number="๑.", heading="ภาพกิจกรรม", text="การประชุมของ อบต.ดงบัง")

    assert found(a_report(annex=(entry,))) == [("look-at other_name", "0.annex", "อบต.ดงบัง")]


def test_the_line_below_the_title_and_the_head_of_the_annex_are_read():
    report = a_report(
        place_text="เทศบาลตำบลพะโต๊ะ อำเภอพะโต๊ะ จังหวัดชุมพร",
        annex_lead="ภาพกิจกรรมของ อบต.ดงบัง",
    )

    assert found(report) == [("look-at other_name", "annex", "อบต.ดงบัง")]
    report = replace(report, place_text="ทต.พะโต้ะ", annex_lead="")
    assert found(report) == [("look-at name_spelling", "place_text", "ทต.พะโต้ะ")]


@pytest.mark.parametrize(
    ("line", "quotes"),
    [
        ("เทศบาลตำบลพะโต๊ะ อำเภอพะโต๊ะ จังหวัดชุมพร", []),
        ("เทศบาลตำบลพะโต๊ะ อ.พะโต๊ะ จ.ชุมพร", []),
        ("เทศบาลตำบลพะโต๊ะ อำเภอบ้านฝาง จังหวัดชุมพร", ["อำเภอบ้านฝาง"]),
        ("เทศบาลตำบลพะโต๊ะ อ.พะโต๊ะ จ.ระนอง", ["จ.ระนอง"]),
        ("เทศบาลตำบลพะโต๊ะ", []),
    ],
)
def test_the_line_below_the_title_names_the_own_place(line, quotes):
    assert [quote for _, _, quote in found(a_report(place_text=line))] == quotes


def test_the_names_to_look_up_are_those_of_others():
    layout: LayoutSpec = SIX
    own = a_report(introduction="เทศบาลตำบลพะโต๊ะและ ทต.พะโต๊ะ ได้ดำเนินการ")
    other = a_report(introduction="ทต.ปากทรง")

    assert names_mentioned(own, layout) == frozenset()
    assert names_mentioned(other, layout) == {
        "เทศบาลตำบลปา",
        "เทศบาลตำบลปาก",
        "เทศบาลตำบลปากท",
        "เทศบาลตำบลปากทร",
        "เทศบาลตำบลปากทรง",
    }
