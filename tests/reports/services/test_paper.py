"""Approvals that were signed on paper."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone

from measures.models import AuditEvent
from measures.roles import Role
from measures.services.stored_files import GRACE, orphans, remove_all
from reports.models import Decision, PaperApproval
from reports.queries import versions_of
from reports.services.approval import approve_report
from reports.services.files import remove_orphans
from reports.services.paper import Memo, record_paper_approval
from reports.status import Status, TransitionRefused
from tests.factories import AT, make_user
from tests.measures.inspecting.corpus import office as office_file
from tests.measures.inspecting.corpus import photo
from tests.measures.services.evidence import an_upload
from tests.reports.services.people import make_office, state, verbs

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)


def a_memo(**fields):
    values = {
        "number": "นค ๗๒๓๐๑/๑๒๓",
        "signed_on": date(2026, 3, 18),
        "printed_name": "(นายผู้ลงนาม)",
        "printed_title": "ปลัดเทศบาล ปฏิบัติหน้าที่\nนายกเทศมนตรี",
    }
    return Memo(**{**values, **fields})


def record(office, version, *, scan=None, by=None, at=LATER, **fields):
    return record_paper_approval(
        version=version,
        memo=a_memo(**fields),
        scan=scan or an_upload(data=photo((80, 60)), name="memo.png"),
        by=by or office.legal,
        at=at,
    )


@pytest.fixture
def office():
    remove_all(["approvals"])
    return make_office()


def stored():
    return orphans("approvals", set(), at=timezone.now() + 2 * GRACE)


def test_an_approval_on_paper_is_bound_to_the_version_with_its_scan(office):
    version = office.submit()

    decision = record(office, version)

    assert state(office.report)[0] == Status.APPROVED
    assert (decision.by, decision.verb, decision.sha256) == (
        office.legal,
        "approve",
        version.sha256,
    )
    assert decision.printed_title == "ปลัดเทศบาล ปฏิบัติหน้าที่\nนายกเทศมนตรี"
    paper = PaperApproval.objects.get()
    assert (paper.decision, paper.memo_number, paper.signed_on, paper.printed_name) == (
        decision,
        "นค ๗๒๓๐๑/๑๒๓",
        date(2026, 3, 18),
        "(นายผู้ลงนาม)",
    )
    assert paper.media_type == "image/jpeg"
    with default_storage.open(paper.scan) as file:
        assert len(file.read()) == paper.size_bytes
    event = AuditEvent.objects.latest("pk")
    assert event.action == "report.approved"
    assert event.after == {
        "status": "approved",
        "version": 1,
        "sha256": version.sha256,
        "reason": "",
        "memo_number": "นค ๗๒๓๐๑/๑๒๓",
        "signed_on": "2026-03-18",
        "printed_name": "(นายผู้ลงนาม)",
        "scan": paper.sha256,
    }


def test_it_stands_for_all_steps_that_are_left(office):
    office.goes_through("ปลัด", "รองนายก", "นายก")
    version = office.submit()
    approve_report(version=version, by=office.executive, step=0)

    record(office, version)

    assert state(office.report)[0] == Status.APPROVED
    assert verbs(office.report) == [(1, "submit"), (1, "endorse"), (1, "approve")]


def test_the_public_reads_the_post_and_not_the_name(office):
    record(office, office.submit())

    assert versions_of(office.report) == ()
    approval = Decision.objects.get(verb="approve")
    assert "ผู้ลงนาม" not in approval.printed_title


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"number": " "}, "โปรดกรอกช่องนี้"),
        ({"printed_name": ""}, "โปรดกรอกช่องนี้"),
        ({"printed_title": "\n"}, "โปรดกรอกช่องนี้"),
        ({"printed_title": "ก\nข\nค\nง"}, "ไม่เกิน ๓ บรรทัด"),
        ({"signed_on": date(2026, 3, 20)}, "วันที่ลงนามยังไม่ถึง"),
        ({"signed_on": date(2026, 3, 15)}, "มาก่อนวันที่ส่งตรวจฉบับนี้"),
        ({"number": "ก" * 101}, "100"),
        ({"scan": an_upload(data=b"not a file", name="memo.pdf")}, "ไฟล์"),
    ],
)
def test_what_is_not_whole_is_refused_and_nothing_is_kept(office, fields, refusal):
    version = office.submit()

    with pytest.raises(ValidationError) as told:
        record(office, version, **fields)

    assert refusal in " ".join(told.value.messages)
    assert state(office.report)[0] == Status.SUBMITTED
    assert (verbs(office.report), stored()) == ([(1, "submit")], [])


def test_a_file_of_an_office_program_is_no_scan(office):
    scan = an_upload(data=office_file(), name="memo.docx")

    with pytest.raises(ValidationError, match="ใช้ไฟล์ PDF, JPG หรือ PNG"):
        record(office, office.submit(), scan=scan)

    assert stored() == []


def test_the_day_of_submission_in_bangkok_is_the_first_day(office):
    office.report.refresh_from_db()
    version = office.submit()

    record(office, version, signed_on=date(2026, 3, 16), at=datetime(2026, 3, 16, 16, tzinfo=UTC))

    assert state(office.report)[0] == Status.APPROVED


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEGAL])
def test_recording_is_the_legal_officers_part(office, role):
    version = office.submit()
    user = make_user(role=role, organization=office.report.plan.organization)

    with pytest.raises(PermissionDenied):
        record(office, version, by=user)

    assert stored() == []


def test_what_does_not_wait_is_not_recorded(office):
    version = office.approve()

    with pytest.raises(TransitionRefused):
        record(office, version)


def test_the_sweep_of_orphans_knows_the_scans(office):
    record(office, office.submit())

    remove_orphans(at=timezone.now() + 2 * GRACE)

    assert stored() == [PaperApproval.objects.get().scan]
