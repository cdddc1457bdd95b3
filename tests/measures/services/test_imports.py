from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.inputs import (
    AnnexInput,
    ItaInput,
    ItemInput,
    PlanInput,
    ReportInput,
)
from measures.models import AuditEvent, Issue, Measure
from measures.roles import Role
from measures.services.imports import write_report
from measures.services.plans import PlanLocked
from measures.services.reference import TEN_INDICATORS, load_reference
from tests.factories import (
    a_measure,
    make_measure,
    make_organization,
    make_plan,
    make_scheme,
    make_superuser,
    make_user,
)

pytestmark = pytest.mark.django_db
REPORT = ReportInput(
    title="รายงานผลการดำเนินการ",
    place_text="เทศบาลตำบล พะโต๊ะ พะโต๊ะ จังหวัดชุมพร",
    cover=("รายงาน", "", "เทศบาล"),
    introduction="ตามที่",
    ita=ItaInput(year=2568, total="93.96", level="ผ่านดี"),
    issues=("ประเด็นที่หนึ่ง", "ประเด็นที่สอง"),
    measures=(
        a_measure(title="การใช้งบประมาณ", number="๑."),
        a_measure(title="การใช้อำนาจ", number="๒."),
        a_measure(title="โครงการอื่น", number="๓."),
    ),
    annex_heading="ภาพกิจกรรม",
    annex_lead="แนบท้ายรายงาน",
    annex=(
        AnnexInput(number="๙.", heading="คำชี้แจง", text="ตามเอกสาร"),
        AnnexInput(number="๒.", heading="ภาพการใช้อำนาจ", text="-ยังไม่ได้ดำเนินการ"),
        AnnexInput(number="๓", heading="ภาพโครงการ"),
        AnnexInput(number="๓", heading="ภาพเพิ่มเติม", text="แผนที่"),
        AnnexInput(number="", heading="ภาพรวม"),
    ),
)


def test_write_report_writes_texts_measures_and_annex():
    load_reference()
    plan = make_plan(organization=make_organization(name="เทศบาลตำบลพะโต๊ะ"))
    staff = make_user(role=Role.STAFF, organization=plan.organization)

    written = write_report(plan=plan, data=REPORT, by=staff)

    assert written.as_input() == PlanInput(
        title="รายงานผลการดำเนินการ",
        place_text="เทศบาลตำบล พะโต๊ะ พะโต๊ะ จังหวัดชุมพร",
        cover="รายงาน\n\nเทศบาล",
        introduction="ตามที่",
        ita_year=2568,
        ita_total=Decimal("93.96"),
        ita_level="ผ่านดี",
        issues_text="ประเด็นที่หนึ่ง\nประเด็นที่สอง",
        annex_heading="ภาพกิจกรรม",
        annex_lead="แนบท้ายรายงาน\n๙. คำชี้แจง\nตามเอกสาร",
    )
    measures = list(Measure.objects.in_plan(plan).with_rows())
    assert [measure.as_input() for measure in measures] == [
        replace(measure, number="") for measure in REPORT.measures
    ]
    assert [(measure.annex_heading, measure.annex_text) for measure in measures] == [
        ("", ""),
        ("ภาพการใช้อำนาจ", "-ยังไม่ได้ดำเนินการ"),
        ("ภาพโครงการ", "ภาพเพิ่มเติม\nแผนที่\nภาพรวม"),
    ]
    assert [measure.position for measure in measures] == [1, 2, 3]
    assert str(written.issue_scheme) == TEN_INDICATORS
    assert [str(measure.issue) for measure in measures] == [
        "การใช้งบประมาณ",
        "การใช้อำนาจ",
        "None",
    ]


def test_write_report_records_one_event_with_all_of_it():
    plan = make_plan(title="เดิม")

    write_report(plan=plan, data=REPORT, by=make_superuser())

    event = AuditEvent.objects.get(actor="ผู้ดูแลระบบ")
    assert (event.action, event.object_id) == ("plan.imported", str(plan.pk))
    assert (event.before or {})["title"] == "เดิม"
    assert [measure["title"] for measure in (event.after or {})["measures"]] == [
        measure.title for measure in REPORT.measures
    ]


def test_write_report_keeps_the_title_of_the_plan_where_the_report_has_none():
    plan = make_plan(title="เดิม")

    written = write_report(plan=plan, data=replace(REPORT, title=""), by=make_superuser())

    assert written.title == "เดิม"


@pytest.mark.parametrize(
    ("role", "locked", "changes", "refusal"),
    [
        (Role.AUDITOR, False, {}, PermissionDenied),
        (Role.STAFF, True, {}, PlanLocked),
        (Role.STAFF, False, {"title": "ก" * 501}, ValidationError),
        (
            Role.STAFF,
            False,
            {"measures": (*REPORT.measures, a_measure(outputs=(ItemInput(text=""),)))},
            ValidationError,
        ),
        (Role.STAFF, False, {"place_text": f"พะโต๊ะ{'ก' * 500}"}, ValidationError),
    ],
)
def test_write_report_refuses_all_or_nothing(role, locked, changes, refusal):
    plan = make_plan(
        title="เดิม",
        locked_at=timezone.now() if locked else None,
        organization=make_organization(name="ทต.พะโต๊ะ"),
    )
    user = make_user(role=role, organization=plan.organization)

    with pytest.raises(refusal):
        write_report(plan=plan, data=replace(REPORT, **changes), by=user)

    plan.refresh_from_db()
    assert plan.as_input() == PlanInput(title="เดิม")
    assert not Measure.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("organization", "place", "kept"),
    [
        ("เทศบาลตำบลพะโต๊ะ", "เทศบาลตำบลพะโต๊ะ จังหวัดชุมพร", True),
        ("เทศบาลตำบลพะโต๊ะ", "ทต. พะโต๊ะ\nอ.พะโต๊ะ", True),
        ("เมืองพัทยา", "เมืองพัทยา จังหวัดชลบุรี", True),
        ("เทศบาลตำบลพะโต๊ะ", "เทศบาลเมืองชะมาย อำเภอทุ่งสง", False),
    ],
)
def test_write_report_keeps_the_line_of_the_place_if_it_is_of_this_organization(
    organization, place, kept
):
    plan = make_plan(organization=make_organization(name=organization))

    written = write_report(plan=plan, data=replace(REPORT, place_text=place), by=make_superuser())

    assert written.place_text == (place if kept else "")


def test_write_report_refuses_a_scheme_of_another_organization():
    plan = make_plan()
    scheme = make_scheme("การใช้อำนาจ", organization=make_organization())

    with pytest.raises(ValidationError) as refusal:
        write_report(plan=plan, data=REPORT, by=make_superuser(), issue_scheme=scheme)

    assert list(refusal.value.message_dict) == ["issue_scheme"]
    assert not Measure.objects.exists()


def test_write_report_refuses_a_plan_that_has_measures():
    plan = make_plan()
    make_measure(plan=plan)

    with pytest.raises(ValidationError):
        write_report(plan=plan, data=REPORT, by=make_superuser())

    assert Measure.objects.count() == 1


def test_write_report_costs_hardly_more_queries_for_many_measures(django_assert_max_num_queries):
    """Rows go in bulk: SQLite takes about a hundred rows a statement."""
    load_reference()
    measures = tuple(a_measure(title=f"มาตรการ {number}") for number in range(300))

    with django_assert_max_num_queries(60):
        write_report(plan=make_plan(), data=replace(REPORT, measures=measures), by=make_superuser())

    assert Measure.objects.count() == 300
    assert Issue.objects.count() == 17
