import pytest

from measures.importing.titles import THE_SEVEN_ISSUES
from reports.services.comparison import ComparedIssue, Comparison, compare
from reports.services.likely_issue import NONE, LikelyIssue, issue_of
from reports.snapshot import MeasureRow, Organization, ReportSnapshot
from tests.reports.seeds import seed


def report(*measures: MeasureRow) -> ReportSnapshot:
    return ReportSnapshot(
        organization=Organization(name="เทศบาลตำบลทดสอบ"),
        fiscal_year=2568,
        title="รายงาน",
        measures=measures,
    )


def likely(place: int, *, is_guessed: bool) -> LikelyIssue:
    return LikelyIssue(place=place, heading=THE_SEVEN_ISSUES[place], is_guessed=is_guessed)


@pytest.mark.parametrize(
    ("issue", "title", "expected"),
    [
        ("กระบวนการปฏิบัติงานที่ โปร่งใสและมีประสิทธิภาพ", "", likely(0, is_guessed=False)),
        ("ช่องทางและรูปแบบการ ประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสาร", "", likely(2, is_guessed=False)),
        ("กระบวนการกำกับดูแลการใช้ทรัพย์สินของทางราชการ", "งบประมาณ", likely(3, is_guessed=False)),
        ("", "การปรับปรุงการทำงาน", likely(1, is_guessed=True)),
        ("", "การใช้ทรัพย์สินของทางราชการ", likely(3, is_guessed=True)),
        ("การป้องกันการทุจริต", "จัดทำแผนจัดซื้อจัดจ้าง", likely(6, is_guessed=True)),
        ("", "มาตรการ No Gift Policy", likely(6, is_guessed=True)),
        ("", "มาตรการการ ให้บริการผ่านระบบ ออนไลน์ (E-Service)", likely(1, is_guessed=True)),
        (
            "งานรักษา  ความสะอาด",
            "กวาดถนน",
            LikelyIssue(place=None, heading="งานรักษา ความสะอาด", is_guessed=False),
        ),
        ("", "กวาดถนน", NONE),
        ("", "", NONE),
    ],
)
def test_issue_of_goes_by_the_name_then_by_the_words(issue, title, expected):
    assert issue_of(MeasureRow(title=title, issue=issue)) == expected


def test_compare_puts_like_measures_in_one_line_and_the_rest_where_there_is_room():
    rolled = "จัดทำมาตรการในการยืมใช้ทรัพย์สินของทางราชการ"
    first = report(
        MeasureRow(title="ทะเบียนทรัพย์สิน"),
        MeasureRow(title=rolled),
        MeasureRow(title="กวาดถนน"),
        MeasureRow(title="แข่งกีฬา", issue="งานของเรา"),
    )
    second = report(
        MeasureRow(title=f"{rolled}และประชาสัมพันธ์"),
        MeasureRow(title="ตรวจนับทรัพย์สินประจำปี"),
        MeasureRow(title="คู่มือทรัพย์สิน"),
        MeasureRow(title="ลดการใช้พลังงาน", issue="งาน ของเรา"),
    )

    assert compare([first, second]) == Comparison(
        issues=(
            ComparedIssue(number=4, heading=THE_SEVEN_ISSUES[3], lines=((0, 1), (1, 0), (None, 2))),
            ComparedIssue(number=None, heading="งานของเรา", lines=((3, 3),)),
            ComparedIssue(number=None, heading="", lines=((2, None),)),
        ),
        guessed=(frozenset({0, 1}), frozenset({0, 1, 2})),
    )


def test_compare_shows_every_measure_of_the_five_reports():
    reports = [seed(name)[0] for name in ("000", "001", "002", "003", "004")]

    found = compare(reports)

    for column, each in enumerate(reports):
        places = {line[column] for issue in found.issues for line in issue.lines} - {None}
        assert places == set(range(len(each.measures)))
    assert [found.covered(column).count(True) for column in range(5)] == [4, 7, 6, 7, 5]
    assert [issue.number for issue in found.issues] == [1, 2, 3, 4, 5, 6, 7]


def test_compare_of_nothing_is_empty():
    assert compare([]) == Comparison(issues=(), guessed=())
    assert compare([report()]) == Comparison(issues=(), guessed=(frozenset(),))


def test_compare_takes_a_thousand_measures_of_one_issue():
    many = report(*(MeasureRow(title=f"โครงการที่ {i} งบประมาณ") for i in range(1000)))

    found = compare([many, many])

    assert len(found.issues) == 1
    assert found.issues[0].lines == tuple((place, place) for place in range(1000))
