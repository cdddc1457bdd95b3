import pytest

from measures.inputs import MeasureInput
from measures.models import Issue, IssueScheme
from measures.services.meaning import find_issue, find_scheme, find_units, issue_key
from measures.services.reference import SEVEN_ISSUES, TEN_INDICATORS, load_reference
from tests.factories import make_organization, make_scheme, make_unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("การให้บริการและระบบE-Service", "การให้บริการและระบบ E-Service"),
        (
            "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสาร",
            "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ",
        ),
        (
            "กระบวนการกำกับดูแลการใช้ทรัพย์สินของทางราชการ",
            "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ",
        ),
        (
            "กระบวนการควบคุมตรวจสอบการใช้อำนาจและการบริหารงานบุคคล",
            "กระบวนการควบคุม ตรวจสอบการใช้อำนาจและการบริหารงานบุคคล",
        ),
        (
            "กลไกและมาตรการในการแก้ไขและป้องกันการทุจริตในหน่วยงาน",
            "กลไกและมาตรการในการแก้ไขและป้องกันการทุจริตภายในหน่วยงาน",
        ),
        ("การปรับปรุงการทำงาน", "การปรับปรุงระบบการทำงาน"),
        ("การใช้ทรัพย์สินของทางราชการ", "การใช้ทรัพย์สินของราชการ"),
    ],
)
def test_find_issue_takes_the_wordings_of_real_reports(written, canonical):
    load_reference()
    measure = MeasureInput(issue=written, title="-กิจกรรม")

    issue = find_issue(measure, Issue.objects.all())

    assert issue is not None
    assert issue.name == canonical


def test_find_issue_reads_the_title_where_there_is_no_heading():
    load_reference()
    measure = MeasureInput(title="การใช้งบประมาณ")

    assert str(find_issue(measure, Issue.objects.all())) == "การใช้งบประมาณ"
    assert find_issue(MeasureInput(title="โครงการอบรม"), Issue.objects.all()) is None


def test_issue_keys_of_the_schemes_differ():
    load_reference()
    keys = [issue_key(issue.name) for issue in Issue.objects.all()]

    assert len(set(keys)) == 17


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (["การใช้งบประมาณ", "การใช้อำนาจ", "โครงการ"], TEN_INDICATORS),
        (["กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"], SEVEN_ISSUES),
        (["การใช้งบประมาณ", "โครงการ", "กิจกรรม"], None),
        ([], None),
    ],
)
def test_find_scheme_needs_half_of_the_measures(titles, name):
    load_reference()
    measures = [MeasureInput(title=title) for title in titles]

    scheme = find_scheme(measures, make_organization())

    assert (scheme.name if scheme else None) == name


def test_find_scheme_prefers_the_organizations_own():
    load_reference()
    organization = make_organization()
    own = make_scheme("การใช้งบประมาณ", organization=organization)
    make_scheme("การใช้งบประมาณ", organization=make_organization())

    assert find_scheme([MeasureInput(title="การใช้งบประมาณ")], organization) == own
    assert IssueScheme.objects.count() == 4


UNITS = (
    "สำนักปลัดเทศบาล",
    "สำนักปลัด",
    "กองคลัง",
    "กองวิชาการและแผนงาน",
    "งานนิติการ",
    "งานพัสดุ",
    "งานพัสดุและทรัพย์สิน",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("กองคลัง", ["กองคลัง"]),
        ("สำนักปลัด/ กองคลัง", ["สำนักปลัด", "กองคลัง"]),
        ("สำนักปลัดเทศบาล - งานนิติการ", ["งานนิติการ"]),
        ("งานนิติการ กองวิชาการ และแผนงาน", ["งานนิติการ", "กองวิชาการและแผนงาน"]),
        ("งานพัสดุและทรัพย์สิน", ["งานพัสดุและทรัพย์สิน"]),
        ("งานพัสดุและงานนิติการ", ["งานพัสดุ", "งานนิติการ"]),
        ("สำนักปลัด/ทุกกอง", ["สำนักปลัด"]),
        ("ทุกกองที่เกี่ยวข้องกับกองคลัง", []),
        ("กองคลังสินค้า", []),
        ("หัวหน้าฝ่าย/กองคลัง", ["กองคลัง"]),
        ("ทุกงาน", []),
        ("", []),
    ],
)
def test_find_units_needs_whole_names(text, found):
    organization = make_organization()
    units = {name: make_unit(organization=organization, name=name) for name in UNITS}
    units["งานนิติการ"].parent = units["สำนักปลัดเทศบาล"]

    assert [unit.name for unit in find_units(text, units.values())] == found
