"""The measures document, published: all in one act, beside the report and apart from it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone

from measures.models import AuditEvent
from measures.roles import Role
from measures.services.stored_files import GRACE, orphans
from reports import queries
from reports.kinds import Kind
from reports.measures_document import DocumentTexts
from reports.models import Decision, ExportFile, Notice, PaperApproval, Report, ReportVersion
from reports.services.document_publishing import coming_version, document_record
from reports.services.exports import PUBLISHED_FORMATS
from reports.services.files import remove_orphans
from reports.services.measures_documents import save_document
from reports.services.verification import faults
from reports.services.workflow import ReportChanged, withdraw_report
from reports.status import Status
from tests.factories import AT, make_full_measure, make_plan, make_report, make_user
from tests.reports.services.documents import publish
from tests.reports.services.people import make_office, verbs
from tests.storage import keep_files_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings, tmp_path):
    keep_files_in(settings, tmp_path / "files")
    return make_office()


@pytest.fixture
def plan(office):
    return office.report.plan


def write(plan, by, analysis, *, revision=0):
    texts = DocumentTexts(title="มาตรการส่งเสริม", analysis=analysis, follow_up="รายงานทุกไตรมาส")
    save_document(plan=plan, texts=texts, revision=revision, by=by)


def page_of(plan, kind=Kind.MEASURES):
    """The page there; None where there is none."""
    return queries.report_page(plan.organization.code, plan.fiscal_year.year, None, kind)


def notice_of(plan, kind=Kind.MEASURES):
    return queries.withdrawn_report(plan.organization.code, plan.fiscal_year.year, None, kind)


def record_of(plan):
    record = document_record(plan)
    assert record
    return record


def verdict_of(version):
    found = queries.verified_code(version.code)
    assert found
    return found.verdict.value


def stored(folder):
    return orphans(folder, set(), at=timezone.now() + 2 * GRACE)


def test_it_is_published_in_one_act_beside_the_report(office, plan):
    write(plan, office.legal, "จุดอ่อนคือช่องทาง E-Service")

    version = publish(plan, office.legal)

    record = record_of(plan)
    assert (record.status, record.published_version, record.published_at) == (
        Status.PUBLISHED,
        version,
        AT,
    )
    assert verbs(record) == [(1, "submit"), (1, "approve"), (1, "publish")]
    assert sorted(version.files.values_list("format", flat=True)) == sorted(PUBLISHED_FORMATS)
    snapshot = version.snapshot()
    assert snapshot.introduction == "จุดอ่อนคือช่องทาง E-Service"
    assert snapshot.criteria
    assert (snapshot.criteria.code, snapshot.assessment_year) == ("O27", 2568)
    assert "มีประกาศ ๑ ฉบับ" not in str(version.content)
    paper = PaperApproval.objects.get()
    assert (paper.memo_number, paper.decision.printed_title) == ("นค ๗๒๓๐๑/๙", "นายกเทศมนตรี")
    assert [event.action for event in AuditEvent.objects.order_by("pk")] == [
        "document.saved",
        "document.submitted",
        "document.approved",
        "document.published",
    ]
    assert list(faults()) == []
    # the report is where it was
    office.report.refresh_from_db()
    assert (office.report.status, Report.objects.get()) == (Status.DRAFT, office.report)
    assert page_of(plan, Kind.REPORT) is None
    assert queries.published_reports().total == 0


def test_a_year_whose_round_is_not_known_is_held_against_the_one_before(office):
    plan = make_plan(year=2571)
    make_full_measure(plan=plan)
    make_report(plan=plan)

    snapshot = coming_version(plan, at=AT).snapshot()

    assert snapshot.criteria
    assert (snapshot.criteria.code, snapshot.criteria.year) == ("O25", 2569)
    assert snapshot.assessment_year == 2571


def test_the_public_finds_it_by_code_file_and_address(office, plan):
    version = publish(plan, office.legal)

    page = page_of(plan)
    assert (page.report.kind, page.version.number, page.version.approved_title) == (
        Kind.MEASURES,
        1,
        "นายกเทศมนตรี",
    )
    pdf = version.files.get(format="pdf")
    by_code, by_file = queries.verified_code(version.code), queries.verified_file(pdf.sha256)
    assert by_code
    assert by_code == by_file
    assert (by_code.kind, by_code.verdict.value) == (Kind.MEASURES, "current")
    at = (plan.organization.code, plan.fiscal_year.year, 1, "pdf")
    stored = queries.download_of(*at, Kind.MEASURES)
    assert (queries.download_of(*at), stored and stored.sha256) == (None, pdf.sha256)


def test_another_edition_takes_its_place_and_says_why(office, plan):
    first = publish(plan, office.legal)
    write(plan, office.legal, "เพิ่มการวิเคราะห์")
    with pytest.raises(ValidationError) as refusal:
        publish(plan, office.legal)
    assert "reason" in refusal.value.message_dict

    second = publish(plan, office.legal, reason="เพิ่มการวิเคราะห์ที่ขาด")

    assert (second.number, second.previous_sha256) == (2, first.sha256)
    newest, older = queries.versions_of(record_of(plan))
    assert (newest.number, newest.reason, newest.is_newest) == (2, "เพิ่มการวิเคราะห์ที่ขาด", True)
    assert (older.number, older.is_newest) == (1, False)
    assert verdict_of(first) == "older"
    assert list(faults()) == []


def test_what_is_public_already_is_not_published_again(office, plan):
    publish(plan, office.legal)

    with pytest.raises(ValidationError) as refusal:
        publish(plan, office.legal, reason="กดซ้ำ")

    assert refusal.value.messages == ["ทุกข้อความเหมือนฉบับที่ ๑ ที่เผยแพร่อยู่"]
    assert ReportVersion.objects.count() == 1


def test_a_withdrawal_leaves_a_notice_and_a_later_edition_stands_there_again(office, plan):
    version = publish(plan, office.legal)

    withdraw_report(report=record_of(plan), reason="แนบผิดปี", by=office.legal, at=AT)

    assert page_of(plan) is None
    notice = notice_of(plan)
    assert (notice.kind, notice.withdrawn.reason) == (Kind.MEASURES, "แนบผิดปี")
    assert notice_of(plan, Kind.REPORT) is None
    assert verdict_of(version) == "withdrawn"
    assert AuditEvent.objects.latest("pk").action == "document.withdrawn"
    assert publish(plan, office.legal, reason="ประกาศใหม่").number == 2
    assert page_of(plan).version.number == 2
    assert list(faults()) == []


def test_it_can_be_published_while_the_report_is_locked(office, plan):
    office.publish()

    assert publish(plan, office.legal).number == 1
    page = page_of(plan, Kind.REPORT)
    assert (page.report.kind, page.other_at) == (Kind.REPORT, AT)


def test_people_are_told_of_what_the_public_sees_alone(office, plan):
    publish(plan, office.legal)

    told = Notice.objects.values_list("user", "decision__verb")
    assert list(told) == [(office.executive.pk, "publish")]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"seen": "0" * 64}, ReportChanged),
        ({"number": ""}, ValidationError),
        ({"signed_on": date(2027, 1, 1)}, ValidationError),
    ],
)
def test_a_refused_publication_writes_nothing(office, plan, fields, refusal):
    with pytest.raises(refusal):
        publish(plan, office.legal, **fields)

    assert document_record(plan) is None
    assert not Decision.objects.exists()
    assert (stored("approvals"), stored("exports")) == ([], [])


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEGAL])
def test_only_the_officer_publishes(office, plan, role):
    with pytest.raises(PermissionDenied):
        publish(plan, make_user(role=role, organization=plan.organization))

    assert not ReportVersion.objects.exists()


def test_nothing_comes_of_an_empty_plan_or_one_without_a_report(office, plan):
    plan.measures.all().delete()
    with pytest.raises(ValidationError, match="ยังไม่มีมาตรการ"):
        coming_version(plan, at=AT)
    office.report.delete()
    with pytest.raises(ValidationError, match="ยังไม่ได้เริ่มรายงาน"):
        coming_version(plan, at=AT)


def test_its_files_are_no_orphans_and_an_altered_one_is_found(office, plan):
    publish(plan, office.legal)

    assert remove_orphans(at=timezone.now() + timedelta(days=9)) == []
    pdf = ExportFile.objects.get(format="pdf")
    name = str(pdf.file)
    default_storage.delete(name)
    assert [fault.split(":")[0] for fault in faults()] == ["exportfile"]


def test_a_record_moved_to_the_other_kind_is_found(office, plan):
    publish(plan, office.legal)
    office.report.delete()

    Report.records.update(kind=Kind.REPORT.value)

    assert len(list(faults())) == 1
