"""What an owner's words may mean, beside what they name."""

import pytest

from measures.services.likely_units import likely_units
from tests.factories import make_organization, make_unit

pytestmark = pytest.mark.django_db
TOP = (
    "สำนักปลัดเทศบาล",
    "กองยุทธศาสตร์และงบประมาณ",
    "กองคลัง",
    "กองช่าง",
    "กองสาธารณสุขและสิ่งแวดล้อม",
    "กองการศึกษา",
    "หน่วยตรวจสอบภายใน",
)
DIVISIONS = [name for name in TOP if name.startswith("กอง")]


@pytest.fixture
def units():
    organization = make_organization()
    top = [make_unit(name=name, organization=organization) for name in TOP]
    return [
        *top,
        make_unit(name="งานป้องกันและบรรเทาสาธารณภัย", organization=organization, parent=top[0]),
    ]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("กองการคลัง", ["กองคลัง"]),
        ("กอง การคลัง", ["กองคลัง"]),
        ("สำนักคลัง", ["กองคลัง"]),
        ("สำนักปลัด", ["สำนักปลัดเทศบาล"]),
        ("กองสาธารณสุข", ["กองสาธารณสุขและสิ่งแวดล้อม"]),
        ("กองสาธารณสุขฯ", ["กองสาธารณสุขและสิ่งแวดล้อม"]),
        ("กองยุทธศาตร์และงบประมาณ", ["กองยุทธศาสตร์และงบประมาณ"]),
        ("งานป้องกันฯ", ["งานป้องกันและบรรเทาสาธารณภัย"]),
        ("สำนักปลัด/กองคลัง", ["สำนักปลัดเทศบาล"]),
        ("สำนักปลัด/กองการคลัง", ["สำนักปลัดเทศบาล", "กองคลัง"]),
        ("กองช่าง และ กองการคลัง", ["กองคลัง"]),
        ("ทุกกอง", DIVISIONS),
        ("ทุกสำนัก/กอง", ["สำนักปลัดเทศบาล", *DIVISIONS]),
        ("สำนักปลัด/ทุกกอง", ["สำนักปลัดเทศบาล", *DIVISIONS]),
        ("ทุกส่วนราชการ", list(TOP)),
        ("ทุกหน่วยงาน", list(TOP)),
        ("กองคลัง", []),
        ("กองคลัง/กองช่าง", []),
        ("กอง", []),
        ("นายกเทศมนตรี", []),
        ("คณะกรรมการ ITA", []),
        ("กองการเจ้าหน้าที่", []),
        ("ก" * 3000, []),
        ("", []),
    ],
)
def test_likely_units(units, words, meant):
    assert [unit.name for unit in likely_units(words, units)] == meant


def test_nothing_is_likely_where_two_are_as_near():
    organization = make_organization()
    units = [
        make_unit(name=f"กองช่างเขต{name}", organization=organization) for name in ("เหนือ", "ใต้")
    ]

    assert likely_units("กองช่าง", units) == []
    assert likely_units("ทุกกอง", []) == []
