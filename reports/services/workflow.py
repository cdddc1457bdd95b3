"""The life of a report: each verb is one transaction with the plan's row held.

Approving, returning and publishing name the version that the person read: what is published is
what was approved, and what was approved is what was submitted.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ita_portal.thai.text import sort_key
from measures.models import AnnualPlan, User
from measures.models.organization import name_search_text
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.plans import hold_plan, lock_plan, unlock_plan
from measures.services.rows import cleaned, save_valid
from reports.checks import told
from reports.models import Decision, Report, ReportVersion
from reports.services.exports import add_rows, drawn_files
from reports.services.findings import check_plan
from reports.services.frozen import freeze_files
from reports.services.snapshots import take_snapshot
from reports.snapshot import ReportSnapshot, content_sha256, fingerprint, to_json
from reports.status import Status, Verb, next_status

VERB_ACTIONS = {
    Verb.SUBMIT: Action.SUBMIT_REPORT,
    Verb.RETURN: Action.RETURN_REPORT,
    Verb.APPROVE: Action.APPROVE_REPORT,
    Verb.PUBLISH: Action.PUBLISH_REPORT,
    Verb.REOPEN: Action.PUBLISH_REPORT,
}
VERB_EVENTS = {
    Verb.SUBMIT: "report.submitted",
    Verb.RETURN: "report.returned",
    Verb.APPROVE: "report.approved",
    Verb.PUBLISH: "report.published",
    Verb.REOPEN: "report.reopened",
}


class VersionChanged(Exception):
    """The version that the person read is not the newest one; nothing has been written."""


class OwnWork(Exception):
    """Whoever submitted a version cannot approve it; nothing has been written."""


class VersionAltered(Exception):
    """A stored version does not fit its hash; nothing has been written."""


class ReportNotReady(ValidationError):
    """The report lacks what its year demands, as its messages say; nothing has been written."""


class ReportChanged(Exception):
    """Someone changed the report since the person saw it; nothing has been written."""


@transaction.atomic
def submit_report(
    *,
    report: Report,
    by: User,
    at: datetime | None = None,
    printed_title: str = "",
    seen_sha256: str = "",
    already_printed: bool = False,
) -> ReportVersion:
    """Freeze the next version of a report and close its plan.

    `seen_sha256` is the `content_sha256` that the person saw. A report that was `already_printed`
    before it came into the portal keeps the words that it was published with, and is not asked
    to be ready; its event says so.

    Raises PermissionDenied, TransitionRefused, ReportNotReady, ReportChanged or ValidationError.
    """
    at = at or timezone.now()
    held = _hold(report, Verb.SUBMIT, by)
    must_fix = () if already_printed else check_plan(held.plan).must_fix
    if must_fix:
        raise ReportNotReady([told(finding) for finding in must_fix], code="not_ready")
    version = _freeze(held, at=at)
    if seen_sha256 and seen_sha256 != content_sha256(version.content):
        raise ReportChanged(str(held))
    lock_plan(plan=held.plan, at=at)
    unchecked = {"already_printed": True} if already_printed else {}
    _decide(held, version, Verb.SUBMIT, by=by, at=at, printed_title=printed_title, said=unchecked)
    return version


@transaction.atomic
def return_report(
    *,
    version: ReportVersion,
    reason: str,
    by: User,
    at: datetime | None = None,
    printed_title: str = "",
) -> Decision:
    """Send a submitted or approved version back to its writers, saying why; opens the plan.

    Raises PermissionDenied, TransitionRefused, VersionChanged or ValidationError.
    """
    held, version = _hold_version(version, Verb.RETURN, by)
    reason = _required(reason)
    unlock_plan(plan=held.plan)
    return _decide(
        held, version, Verb.RETURN, by=by, at=at, printed_title=printed_title, reason=reason
    )


@transaction.atomic
def approve_report(
    *, version: ReportVersion, by: User, at: datetime | None = None, printed_title: str = ""
) -> Decision:
    """Approve the very version that the person read.

    Raises PermissionDenied, TransitionRefused, VersionChanged or OwnWork.
    """
    held, version = _hold_version(version, Verb.APPROVE, by)
    if version.decisions.filter(verb=Verb.SUBMIT.value, by=by).exists():
        raise OwnWork(str(version))
    return _decide(held, version, Verb.APPROVE, by=by, at=at, printed_title=printed_title)


def publish_report(
    *, version: ReportVersion, by: User, at: datetime | None = None, printed_title: str = ""
) -> Decision:
    """Show an approved version to the public, with its files.

    The files are drawn and on disk before the transaction begins, which would otherwise keep
    others from writing: a kill at any moment leaves all of the publication or nothing of it.

    Raises PermissionDenied, TransitionRefused, VersionChanged, VersionAltered or RenderFailed.
    """
    at = at or timezone.now()
    with transaction.atomic():
        _, version = _hold_version(version, Verb.PUBLISH, by)
    with drawn_files(version, published_at=at) as files, transaction.atomic():
        held, version = _hold_version(version, Verb.PUBLISH, by)
        held.published_version = version
        held.published_at = at
        add_rows(version, files, at=at)
        return _decide(held, version, Verb.PUBLISH, by=by, at=at, printed_title=printed_title)


@transaction.atomic
def reopen_report(*, report: Report, reason: str, by: User, at: datetime | None = None) -> Decision:
    """Begin the next version of a published report, which stays public meanwhile.

    Raises PermissionDenied, TransitionRefused or ValidationError.
    """
    held = _hold(report, Verb.REOPEN, by)
    reason = _required(reason)
    unlock_plan(plan=held.plan)
    version = _newest(held)
    return _decide(held, version, Verb.REOPEN, by=by, at=at, reason=reason)


def _hold(report: Report, verb: Verb, by: User) -> Report:
    """The report as it stands now, its plan held, if person and status allow the verb."""
    plan = AnnualPlan.objects.select_related("organization").get(pk=report.plan_id)
    require(by, VERB_ACTIONS[verb], plan.organization)
    plan = hold_plan(plan)
    held = Report.objects.select_related("layout").get(pk=report.pk)
    held.plan = plan
    next_status(Status(held.status), verb)
    return held


def _hold_version(version: ReportVersion, verb: Verb, by: User) -> tuple[Report, ReportVersion]:
    held = _hold(version.report, verb, by)
    newest = _newest(held)
    if newest.pk != version.pk:
        raise VersionChanged(str(version))
    if newest.sha256 != fingerprint(newest.content, newest.layout, newest.previous_sha256):
        raise VersionAltered(str(version))
    return held, newest


def _newest(report: Report) -> ReportVersion:
    version = ReportVersion.objects.filter(report=report).order_by("-number")[0]
    version.report = report
    return version


def _freeze(report: Report, *, at: datetime) -> ReportVersion:
    layout = report.layout.layout_spec()
    snapshot = take_snapshot(report.plan, layout, assessment_year=report.assessment_year)
    if not snapshot.measures:
        raise ValidationError("ยังไม่มีมาตรการในรายงานนี้", code="empty")
    last = ReportVersion.objects.filter(report=report).order_by("-number").first()
    previous = last.sha256 if last else ""
    content, frozen_layout = to_json(snapshot), layout.to_json()
    version = ReportVersion(
        report=report,
        number=last.number + 1 if last else 1,
        content=content,
        layout=frozen_layout,
        sha256=fingerprint(content, frozen_layout, previous),
        previous_sha256=previous,
        frozen_at=at,
        **_card(snapshot),
    )
    save_valid(version)
    freeze_files(version, report.plan)
    return version


def _card(snapshot: ReportSnapshot) -> dict[str, str | int | None]:
    """What lists and filters need of a version."""
    organization = snapshot.organization
    return {
        "title": snapshot.title,
        "assessment_year": snapshot.assessment_year,
        "organization_name": organization.name,
        "organization_kind": organization.kind,
        "district": organization.district,
        "province": organization.province,
        "sort_key": sort_key(organization.name),
        "search_name": name_search_text(organization.name),
        "measure_count": len(snapshot.measures),
        "step_count": sum(
            step.depth == 0 for measure in snapshot.measures for step in measure.steps
        ),
    }


def _decide(
    report: Report,
    version: ReportVersion,
    verb: Verb,
    *,
    by: User,
    at: datetime | None,
    printed_title: str = "",
    reason: str = "",
    said: Mapping[str, bool] | None = None,
) -> Decision:
    """Move the report on, bind the decision to the version, and record it with what is `said`."""
    at = at or timezone.now()
    old = Status(report.status)
    report.status = next_status(old, verb).value
    report.save(update_fields=["status", "published_version", "published_at"])
    decision = Decision(
        version=version,
        verb=verb.value,
        by=by,
        at=at,
        sha256=version.sha256,
        printed_title=cleaned(printed_title, multiline=False) or by.display_name,
        reason=reason,
    )
    save_valid(decision)
    seal = {"version": version.number, "sha256": version.sha256}
    audit.record(
        VERB_EVENTS[verb],
        report,
        by=by,
        at=at,
        before={"status": old.value},
        after={"status": report.status, **seal, "reason": reason, **(said or {})},
    )
    return decision


def _required(reason: str) -> str:
    reason = cleaned(reason)
    if not reason:
        raise ValidationError({"reason": "โปรดระบุเหตุผล"})
    return reason
