import pytest
from django.http import QueryDict

from reports.forms.filters import ReportFilter


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ReportFilter()),
        ("year=2568", ReportFilter(year=2568)),
        ("year=๒๕๖๘", ReportFilter(year=2568)),
        ("year=68", ReportFilter()),
        ("year=2568x", ReportFilter()),
        ("year=99999999999999999999", ReportFilter()),
        ("kind=ทม.", ReportFilter(kind="ทม.")),
        ("kind=เทศบาล", ReportFilter()),
        ("province= ชุมพร ", ReportFilter(province="ชุมพร")),
        ("name=ตากใบ 2564", ReportFilter(name="ตากใบ", year=2564)),
        ("name=ตากใบ พ.ศ.๒๕๖๔", ReportFilter(name="ตากใบ", year=2564)),
        ("name=ตากใบ2564", ReportFilter(name="ตากใบ", year=2564)),
        ("name=พะโต๊ะ ปีงบประมาณ ๖๔", ReportFilter(name="พะโต๊ะ", year=2564)),
        ("name=ตากใบ ปี 64", ReportFilter(name="ตากใบ", year=2564)),
        ("name=ตากใบ ๖๔", ReportFilter(name="ตากใบ", year=2564)),
        ("name=ตากใบ 54", ReportFilter(name="ตากใบ 54")),
        ("name=ตากใบ64", ReportFilter(name="ตากใบ64")),
        ("name=64", ReportFilter(name="64")),
        ("name=2564", ReportFilter(year=2564)),
        ("name=หมู่ 2564/1", ReportFilter(name="หมู่ 2564/1")),
        ("name=ตากใบ 2564&year=2568", ReportFilter(name="ตากใบ 2564", year=2568)),
        ("page=๓", ReportFilter(page=3)),
        ("page=0", ReportFilter()),
        ("page=-1", ReportFilter()),
        ("name=" + "ก" * 300, ReportFilter(name="ก" * 200)),
    ],
)
def test_read_takes_what_makes_sense(query, wanted):
    assert ReportFilter.read(QueryDict(query)) == wanted


def test_read_says_why_a_name_cannot_be_read():
    wanted = ReportFilter.read(QueryDict("name=ก" + "่" * 9))

    assert wanted.name == ""
    assert wanted.problem != ""


def test_query_leads_back_to_what_was_read():
    wanted = ReportFilter(year=2568, kind="ทม.", province="ชุมพร", name="ก&ข", page=2)

    assert ReportFilter.read(QueryDict(wanted.query(page=2).removeprefix("?"))) == wanted
    assert wanted.query(year=None, kind="", province="", name="") == ""
    assert (
        ReportFilter(year=2568, page=2).query(kind="ทต.") == "?year=2568&kind=%E0%B8%97%E0%B8%95."
    )
