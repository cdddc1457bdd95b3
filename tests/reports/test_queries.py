from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from reports.kinds import Kind
from reports.models import Decision, ExportFile, Report
from reports.queries import (
    Choice,
    PublishedReport,
    PublishedVersion,
    StoredFile,
    choices,
    latest_reports,
    published_reports,
    report_page,
    totals,
    versions_of,
)
from reports.status import Status, Verb
from tests.factories import (
    AT,
    make_full_measure,
    make_layout,
    make_organization,
    make_plan,
    make_report,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db


def publish(version, at=AT, *, title="นายก", reopened=""):
    """As the workflow leaves a report, without drawing its files."""
    by = make_user()
    if reopened:
        before = version.report.published_version
        Decision.objects.create(
            version=before, verb=Verb.REOPEN, by=by, at=at, sha256=before.sha256, reason=reopened
        )
    seal = {"version": version, "sha256": version.sha256, "printed_title": title}
    for verb in (Verb.SUBMIT, Verb.APPROVE, Verb.PUBLISH):
        Decision.objects.create(verb=verb, by=by, at=at, **seal)
    Report.objects.filter(pk=version.report.pk).update(
        status=Status.PUBLISHED.value, published_version=version, published_at=at
    )
    version.report.refresh_from_db()
    return version


def published(*, year=2568, at=AT, measures=1, **organization):
    plan = make_plan(organization=make_organization(**organization), year=year)
    for _ in range(measures):
        make_full_measure(plan=plan)
    return publish(make_version(report=make_report(plan=plan, layout=make_layout())), at)


@pytest.fixture
def five():
    """The five of the demo as far as lists see them, and one that is not published."""
    published(code="chamai", name="เทศบาลเมืองชะมาย", kind="ทม.", province="นครศรีธรรมราช")
    published(code="nongruea", name="องค์การบริหารส่วนตำบลหนองเรือ", kind="อบต.", province="มหาสารคาม")
    published(code="phato", name="เทศบาลตำบลพะโต๊ะ", kind="ทต.", province="ชุมพร", year=2564)
    published(code="takbai", name="เทศบาลเมืองตากใบ ๒", kind="ทม.", province="", year=2564)
    published(code="tonyangmat", name="เทศบาลตำบลต้นยางมัส", kind="ทต.", province="นราธิวาส")
    draft = make_organization(code="draft", name="เทศบาลตำบลร่าง", province="กระบี่")
    make_version(report=make_report(plan=make_plan(organization=draft, year=2565)))


def codes(**filters):
    return [report.code for report in published_reports(**filters).reports]


def test_published_reports_are_sorted_as_in_a_thai_dictionary(five):
    page = published_reports()

    assert [report.code for report in page.reports] == [
        "tonyangmat",
        "phato",
        "chamai",
        "takbai",
        "nongruea",
    ]
    assert (page.total, page.number, page.page_count) == (5, 1, 1)
    assert page.reports[1] == PublishedReport(
        kind=Kind.REPORT,
        code="phato",
        year=2564,
        assessment_year=2565,
        title="รายงานผลการดำเนินการ",
        organization_name="เทศบาลตำบลพะโต๊ะ",
        organization_kind="ทต.",
        district="ทุ่งสง",
        province="ชุมพร",
        measure_count=1,
        step_count=1,
        version_number=1,
        published_at=AT,
    )


FILTERED: list[tuple[dict[str, Any], list[str]]] = [
    ({"year": 2564}, ["phato", "takbai"]),
    ({"kind": "ทม."}, ["chamai", "takbai"]),
    ({"province": "ชุมพร"}, ["phato"]),
    ({"year": 2568, "kind": "ทม."}, ["chamai"]),
    ({"year": 2565}, []),
    ({"name": "พะโต๊ะ"}, ["phato"]),
    ({"name": "ทต.พะโต๊ะ"}, ["phato"]),
    ({"name": "ทต. พะ โต๊ะ"}, ["phato"]),
    ({"name": "เทศบาลตำบลพะโต๊ะ"}, ["phato"]),
    ({"name": "อบต.หนองเรือ"}, ["nongruea"]),
    ({"name": "องค์การบริหารส่วนตำบล"}, ["nongruea"]),
    ({"name": "ตากใบ 2"}, ["takbai"]),
    ({"name": "ตากใบ๒"}, ["takbai"]),
    ({"name": "ทม."}, ["chamai", "takbai"]),
    *(({"name": name}, []) for name in ("ร่าง", "%", ".", "ๆ")),
    ({"name": "ก" + "่" * 5000}, []),
]


def test_published_reports_filters(five):
    assert [(filters, codes(**filters)) for filters, _ in FILTERED] == FILTERED


def test_published_reports_finds_parts_of_the_long_kind(five):
    assert codes(name="เทศบาล") == ["tonyangmat", "phato", "chamai", "takbai"]


IN_PAGES = [
    (1, 1, ["tonyangmat", "phato"]),
    (3, 3, ["nongruea"]),
    (99, 3, ["nongruea"]),
    (0, 3, ["nongruea"]),
]


def test_published_reports_come_in_pages(five):
    for page, number, found in IN_PAGES:
        answer = published_reports(page=page, page_size=2)

        assert (page, [report.code for report in answer.reports]) == (page, found)
        assert (answer.total, answer.number, answer.page_count) == (5, number, 3)


def test_published_reports_of_nothing_is_one_empty_page():
    answer = published_reports(name="ไม่มี")

    assert (answer.reports, answer.total, answer.number, answer.page_count) == ((), 0, 1, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_cost_the_same_for_one_and_three_reports(count, django_assert_num_queries):
    for _ in range(count):
        version = published()
    code = version.report.plan.organization.code

    with django_assert_num_queries(3):
        assert len(published_reports().reports) == count
    with django_assert_num_queries(1):
        assert len(latest_reports(5)) == count
    with django_assert_num_queries(1):
        choices()
    with django_assert_num_queries(2):
        totals()
    with django_assert_num_queries(3):
        report_page(code, 2568)


def test_choices_count_as_if_chosen_beside_the_other_filters(five):
    found = choices(year=2564)

    assert found.years == (
        Choice(value="2568", label="2568", count=3),
        Choice(value="2564", label="2564", count=2),
    )
    assert {choice.value: choice.count for choice in found.kinds} == {
        "อบจ.": 0,
        "ทน.": 0,
        "ทม.": 1,
        "ทต.": 1,
        "อบต.": 0,
        "พัทยา": 0,
        "กทม.": 0,
    }
    assert [(choice.value, choice.count) for choice in found.provinces] == [("ชุมพร", 1)]
    assert [choice.value for choice in choices().provinces] == [
        "ชุมพร",
        "นครศรีธรรมราช",
        "นราธิวาส",
        "มหาสารคาม",
    ]


def test_totals_count_published_reports_alone(five):
    counted = totals()

    assert (counted.reports, counted.organizations, counted.measures) == (5, 5, 5)
    assert sum(choice.count for choice in counted.kinds) == 5


def test_totals_of_nothing_are_zero():
    assert (totals().reports, totals().measures) == (0, 0)


def test_latest_reports_come_newest_first():
    published(code="first", at=AT)
    published(code="third", at=AT + timedelta(days=2))
    published(code="second", at=AT + timedelta(days=1))

    assert [report.code for report in latest_reports(2)] == ["third", "second"]


def test_a_report_keeps_the_name_and_kind_it_was_published_under():
    version = published(code="upgraded", name="อบต.เก่า", kind="อบต.")
    organization = version.report.plan.organization
    organization.name, organization.kind = "เทศบาลตำบลใหม่", "ทต."
    organization.save()

    assert codes(kind="อบต.") == ["upgraded"]
    assert codes(name="ใหม่") == []
    assert published_reports().reports[0].organization_name == "อบต.เก่า"


@pytest.fixture
def two_versions():
    """A report with two published versions, and a third that is not."""
    first = published(code="phato")
    ExportFile.objects.create(version=first, format="pdf", file="a.pdf", sha256="1", size_bytes=9)
    make_full_measure(plan=(report := first.report).plan)
    day_after = AT + timedelta(days=1)
    second = publish(make_version(report=report), day_after, title="ปลัด", reopened="แก้ชื่อ")
    make_version(report=report)
    newest = PublishedVersion(
        number=2,
        published_at=day_after,
        sha256=second.sha256,
        code=second.code,
        is_newest=True,
        reason="แก้ชื่อ",
        approved_title="ปลัด",
        approved_at=day_after,
    )
    older = replace(newest, number=1, published_at=AT, approved_at=AT, is_newest=False, reason="")
    older = replace(older, sha256=first.sha256, code=first.code, approved_title="นายก")
    return first, second, newest, older


def test_report_page_is_the_newest_published_version(two_versions):
    _, second, newest, older = two_versions

    page = report_page("phato", 2568)

    assert page is not None
    assert (page.snapshot, page.layout) == (second.snapshot(), second.layout_spec())
    assert (page.version, page.versions, page.files) == (newest, (newest, older), ())
    assert (page.report.version_number, page.report.measure_count) == (2, 2)
    assert versions_of(second.report) == (newest, older)


def test_report_page_of_an_older_version_says_what_it_said(two_versions):
    first, _, _, older = two_versions

    page, newest_page = report_page("phato", 2568, 1), report_page("phato", 2568)

    assert page is not None
    assert newest_page is not None
    assert (page.version, page.snapshot) == (older, first.snapshot())
    assert page.files == (StoredFile(format="pdf", size_bytes=9, sha256="1"),)
    assert page.report == replace(
        newest_page.report, version_number=1, measure_count=1, step_count=1, published_at=AT
    )


@pytest.mark.parametrize(
    ("code", "year", "number"),
    [
        ("phato", 2568, 2),
        ("phato", 2568, 9),
        ("phato", 2567, None),
        ("nobody", 2568, None),
        ("draft", 2568, None),
        ("draft", 2568, 1),
    ],
)
def test_report_page_knows_nothing_of_what_is_not_published(code, year, number):
    make_version(report=published(code="phato").report)
    plan = make_plan(organization=make_organization(code="draft"))
    make_full_measure(plan=plan)
    make_version(report=make_report(plan=plan))

    assert report_page(code, year, number) is None
