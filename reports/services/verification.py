"""Looks for what was changed in the official record past the services: rows, files, order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Model

from measures.models import AnnualPlan, AuditEvent
from measures.services.plans import hold_plan
from measures.services.record_check import record_faults
from measures.services.sealing import row_name, row_sha256
from reports.models import (
    Decision,
    ExportFile,
    FileSignature,
    FrozenFile,
    PaperApproval,
    Report,
    ReportVersion,
)
from reports.services.decisions import EVENTS_OF
from reports.services.file_faults import file_faults
from reports.services.search import search_faults
from reports.snapshot import fingerprint
from reports.status import TRANSITIONS, Status, Verb

SEALED: tuple[type[Model], ...] = (
    ReportVersion,
    Decision,
    FrozenFile,
    ExportFile,
    FileSignature,
    PaperApproval,
)
CHANGED = "ข้อมูลไม่ตรงกับตอนที่บันทึก"


def faults() -> Iterator[str]:
    """What is wrong, in Thai, one line each; nothing where all is as it was written."""
    yield from row_faults()
    yield from (each.line for each in file_faults())


def row_faults() -> Iterator[str]:
    """What is wrong in the database.

    The record of who did what is looked through first: it says what every row of the official
    record must be. People go on working meanwhile: what does not fit is looked at once more.
    """
    seals: dict[str, str] = {}
    yield from record_faults(seals)
    unknown: dict[str, str] = {}
    for model in SEALED:
        yield from _row_faults(model, seals, unknown)
    yield from (f"{name}: แถวหายไปจากฐานข้อมูล" for name in sorted(seals))
    yield from _unknown_faults(unknown)
    reports = Report.records.select_related("plan__organization", "plan__fiscal_year")
    for report in reports:
        if any(_report_faults(report)):
            with transaction.atomic():
                hold_plan(report.plan)
                found = list(_report_faults(reports.get(pk=report.pk)))
            yield from found
    yield from search_faults()


def _row_faults(
    model: type[Model], seals: dict[str, str], unknown: dict[str, str]
) -> Iterator[str]:
    """Takes each row that is there out of `seals`, or puts its hash into `unknown`."""
    for row in model._default_manager.order_by("pk").iterator(chunk_size=200):
        name, sha256 = row_name(row), row_sha256(row)
        if name not in seals:
            unknown[name] = sha256
        elif seals.pop(name) != sha256:
            yield f"{name}: {CHANGED}"


def _unknown_faults(unknown: dict[str, str]) -> Iterator[str]:
    """Of rows that the record did not know; those written since then it knows by now."""
    seals: dict[str, str] = {}
    if unknown:
        list(record_faults(seals))
    for name, sha256 in unknown.items():
        if name not in seals:
            yield f"{name}: ไม่มีบันทึกว่าใครสร้างแถวนี้"
        elif seals[name] != sha256:
            yield f"{name}: {CHANGED}"


def _report_faults(report: Report) -> Iterator[str]:
    """Whether status and what is public follow from the decisions."""
    status, published, at = Status.DRAFT, None, None
    for decision in Decision.objects.filter(version__report=report).order_by("pk"):
        verb = next((each for each in Verb if each.value == decision.verb), None)
        if verb is None or (status, verb) not in TRANSITIONS:
            yield f"report:{report.pk}: ลำดับการดำเนินการไม่ถูกต้องที่ {row_name(decision)}"
            return
        status = TRANSITIONS[status, verb]
        if verb == Verb.PUBLISH:
            published, at = decision.version_id, decision.at
        elif verb == Verb.WITHDRAW:
            published, at = None, None
    found = (report.status, report.published_version_id, report.published_at)
    if found != (status.value, published, at) or not _is_of_its_kind(report):
        yield f"report:{report.pk}: ชนิด สถานะ หรือฉบับเผยแพร่ไม่ตรงกับการดำเนินการที่บันทึกไว้"
    yield from _version_faults(report)


def _is_of_its_kind(report: Report) -> bool:
    """Whether all that was ever recorded of it was of a report, or of a measures document."""
    events = AuditEvent.objects.filter(object_type="report", object_id=str(report.pk))
    prefix = EVENTS_OF.get(report.kind, "")
    return not events.exclude(action__startswith=f"{prefix}.").exists()


def _version_faults(report: Report) -> Iterator[str]:
    before = ""
    plan = report.plan
    for number, version in enumerate(report.versions.order_by("number"), start=1):
        if version.number != number or version.previous_sha256 != before:
            yield f"{row_name(version)}: ไม่ต่อจากฉบับก่อนหน้า"
        if version.sha256 != fingerprint(version.content, version.layout, before):
            yield f"{row_name(version)}: เนื้อหาไม่ตรงกับรหัสตรวจสอบ"
        if not _is_of(version.content, plan):
            yield f"{row_name(version)}: อยู่ในแผนของหน่วยงานหรือปีอื่น"
        before = version.sha256


def _is_of(content: Any, plan: AnnualPlan) -> bool:
    """Whether content, which may have been changed into anything, is of this plan."""
    here = {"code": plan.organization.code, "year": plan.fiscal_year.year}
    of = content.get("organization") if isinstance(content, dict) else None
    if not isinstance(of, dict):
        return False
    code, year = of.get("code", here["code"]), content.get("fiscal_year")
    return bool(code == here["code"] and year in (None, here["year"]))
