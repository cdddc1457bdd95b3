"""Publishing the measures document of a plan, as it stands and as the head approved it on paper.

It is a record of its own beside the report, with its versions, decisions and files. All of a
version's life is one act: nothing of it is seen before it is published.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan, User
from measures.permissions import require
from measures.roles import Action
from measures.services.plans import hold_plan
from measures.services.rows import save_valid
from reports.kinds import Kind
from reports.models import PaperApproval, Report, ReportVersion
from reports.queries.submissions import report_of
from reports.services.decisions import decide, newest_version, required_reason
from reports.services.exports import add_rows, drawn_files
from reports.services.freezing import next_version
from reports.services.measures_documents import DocumentDraft, document_draft
from reports.services.paper import Memo, approve_as_signed, checked_memo, kept_scan
from reports.services.workflow import ReportChanged
from reports.snapshot import canonical_json
from reports.status import Verb

NOT_BEGUN = "ยังไม่ได้เริ่มรายงานของปีนี้ โปรดกรอกหน้ารายละเอียดรายงานก่อน"
EMPTY = "ยังไม่มีมาตรการในเอกสารนี้ โปรดเพิ่มมาตรการก่อนเผยแพร่"


def document_record(plan: AnnualPlan) -> Report | None:
    """The record of the plan's measures document; None until it was published first."""
    rows = Report.records.of_plan(plan).filter(kind=Kind.MEASURES.value)
    up = ("published_version", "plan__organization", "plan__fiscal_year")
    return rows.select_related(*up).first()


def memo_behind(record: Report) -> PaperApproval | None:
    """What the head signed of the newest version."""
    papers = PaperApproval.objects.filter(decision__version__report=record)
    return papers.order_by("-pk").first()


def coming_version(
    plan: AnnualPlan, *, at: datetime, draft: DocumentDraft | None = None
) -> ReportVersion:
    """What would be published now, not saved; its `sha256` tells whether it is still the same.

    `draft` is what would be drawn, where it has been read.
    Raises ValidationError where there is nothing to publish, or nothing new.
    """
    report = report_of(plan)
    if report is None:
        raise ValidationError(NOT_BEGUN, code="not_begun")
    draft = draft or document_draft(plan)
    if not draft.snapshot.measures:
        raise ValidationError(EMPTY, code="empty")
    record = document_record(plan) or Report(plan=plan, kind=Kind.MEASURES.value)
    record.layout_id = report.layout_id
    record.assessment_year = draft.snapshot.assessment_year
    version = next_version(record, draft.snapshot, draft.layout, at=at)
    public = record.published_version
    if public and _says(public) == _says(version):
        number = to_thai(str(public.number))
        raise ValidationError(f"ทุกข้อความเหมือนฉบับที่ {number} ที่เผยแพร่อยู่", code="same")
    return version


def _says(version: ReportVersion) -> bytes:
    """All that is printed of it, in one spelling."""
    return canonical_json([version.content, version.layout])


def publish_document(
    *,
    plan: AnnualPlan,
    seen_sha256: str,
    memo: Memo,
    scan: UploadedFile,
    by: User,
    reason: str = "",
    at: datetime | None = None,
) -> ReportVersion:
    """Show the document as it stands to the public, with its files.

    `seen_sha256` is that of the version that the person saw coming; `reason` says why there is
    another after the first. Scan and files are on disk before the transaction begins: a kill at
    any moment leaves all of the publication or nothing of it.

    Raises PermissionDenied, ReportChanged, RenderFailed or ValidationError.
    """
    at = at or timezone.now()
    with transaction.atomic():
        version = _held_version(plan, seen_sha256, by, at)
    memo = checked_memo(memo, at)
    reason = required_reason(reason) if version.number > 1 else ""
    with (
        kept_scan(scan) as kept,
        drawn_files(version, published_at=at) as files,
        transaction.atomic(),
    ):
        version = _held_version(plan, seen_sha256, by, at)
        record = _begun(version, reason=reason, by=by, at=at)
        approve_as_signed(record, version, memo, kept, by=by, at=at)
        record.published_version, record.published_at = version, at
        sealed = add_rows(version, files, at=at)
        decide(record, version, Verb.PUBLISH, by=by, at=at, sealed=sealed)
        return version


def _held_version(plan: AnnualPlan, seen_sha256: str, by: User, at: datetime) -> ReportVersion:
    """The version that was seen, its plan held."""
    require(by, Action.PUBLISH_REPORT, plan.organization)
    require(by, Action.RECORD_APPROVAL, plan.organization)
    version = coming_version(hold_plan(plan), at=at)
    if version.sha256 != seen_sha256:
        raise ReportChanged(str(version))
    return version


def _begun(version: ReportVersion, *, reason: str, by: User, at: datetime) -> Report:
    """Its record, opened for it, and the version saved and submitted."""
    record: Report = version.report
    if version.number == 1:
        save_valid(record)
    else:
        decide(record, newest_version(record), Verb.REOPEN, by=by, at=at, reason=reason)
        record.save(update_fields=["layout", "assessment_year"])
    version.report = record
    save_valid(version)
    decide(record, version, Verb.SUBMIT, by=by, at=at, sealed=[version])
    return record
