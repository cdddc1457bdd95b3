"""The life of a report: each verb is one transaction with the plan's row held.

Approving, returning and publishing name the version that the person read: what is published is
what was approved, and what was approved is what was submitted.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.models import User
from measures.services.plans import lock_plan, unlock_plan
from measures.writing.opening import EVERYTHING
from reports.checks import told
from reports.models import Decision, Report, ReportVersion
from reports.services.decisions import (
    decide,
    hold_report,
    hold_version,
    newest_version,
    required_reason,
)
from reports.services.exports import add_rows, drawn_files
from reports.services.findings import check_plan
from reports.services.freezing import freeze_version
from reports.services.opening import to_commented, to_picked, told_of
from reports.snapshot import seen_sha256 as sha256_of
from reports.status import Scope, TransitionRefused, Verb


class SubmittedByAnother(Exception):
    """Only who submitted a version pulls it back; nothing has been written."""


class AlreadyDecided(Exception):
    """Someone has decided on the version, so it is returned and not pulled back any more."""


class ReportNotReady(ValidationError):
    """The report lacks what its year demands, as its messages say; nothing has been written."""


class NotLookedAt(Exception):
    """The report has something that should be looked at; nothing has been written."""


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
    has_looked: bool = False,
) -> ReportVersion:
    """Freeze the next version of a report and close its plan.

    `has_looked` says that the person looked at what should be looked at and has no reason; the
    event counts it. `seen_sha256` is of the words and the table that the person saw. A report
    that was `already_printed` before it came into the portal keeps the words that it was
    published with, and is not asked to be ready; its event says so.

    Raises PermissionDenied, TransitionRefused, ReportNotReady, NotLookedAt, ReportChanged or
    ValidationError.
    """
    at = at or timezone.now()
    held = hold_report(report, Verb.SUBMIT, by)
    said = {"already_printed": True} if already_printed else _checked(held, has_looked)
    version, files = freeze_version(held, at=at)
    if seen_sha256 and seen_sha256 != sha256_of(version.content, version.layout):
        raise ReportChanged(str(held))
    lock_plan(plan=held.plan, at=at)
    decide(
        held,
        version,
        Verb.SUBMIT,
        by=by,
        at=at,
        printed_title=printed_title,
        said=said,
        sealed=[version, *files],
    )
    return version


def _checked(report: Report, has_looked: bool) -> dict[str, object]:
    """What the event says of the checks. Raises ReportNotReady or NotLookedAt."""
    checked = check_plan(report.plan)
    if checked.must_fix:
        raise ReportNotReady([told(finding) for finding in checked.must_fix], code="not_ready")
    look_at = len(checked.open_findings)
    if look_at and not has_looked:
        raise NotLookedAt(str(report))
    return {"looked_at": look_at} if look_at else {}


@transaction.atomic
def pull_back_report(*, version: ReportVersion, by: User, at: datetime | None = None) -> Decision:
    """Take a submission back before anyone has decided on it; opens the plan.

    Raises PermissionDenied, TransitionRefused, VersionChanged, SubmittedByAnother or
    AlreadyDecided.
    """
    held, version = hold_version(version, Verb.PULL_BACK, by)
    if not version.decisions.filter(verb=Verb.SUBMIT.value, by=by).exists():
        raise SubmittedByAnother(str(version))
    if version.decisions.exclude(verb=Verb.SUBMIT.value).exists():
        raise AlreadyDecided(str(version))
    unlock_plan(plan=held.plan, opening=None)  # else it would open what a return left closed
    return decide(held, version, Verb.PULL_BACK, by=by, at=at)


@transaction.atomic
def return_report(
    *,
    version: ReportVersion,
    reason: str,
    by: User,
    at: datetime | None = None,
    printed_title: str = "",
    scope: Scope = Scope.ALL,
) -> Decision:
    """Send a submitted or approved version back to its writers, saying why.

    `scope` is one of `OPENS`: all of the plan, or the fields with a comment that is not closed.

    Raises PermissionDenied, TransitionRefused, VersionChanged or ValidationError.
    """
    held, version = hold_version(version, Verb.RETURN, by)
    reason = required_reason(reason)
    opening = to_commented(held.plan) if scope == Scope.COMMENTED else EVERYTHING
    unlock_plan(plan=held.plan, opening=opening)
    return decide(
        held,
        version,
        Verb.RETURN,
        by=by,
        at=at,
        printed_title=printed_title,
        reason=reason,
        said=told_of(opening),
    )


def publish_report(
    *,
    version: ReportVersion,
    by: User,
    at: datetime | None = None,
    printed_title: str = "",
    planned_for: datetime | None = None,
) -> Decision:
    """Show an approved version to the public, with its files.

    The files are drawn and on disk before the transaction begins, which would otherwise keep
    others from writing: a kill at any moment leaves all of the publication or nothing of it.
    With `planned_for` it takes place only if that is still the set time.

    Raises PermissionDenied, TransitionRefused, VersionChanged, VersionAltered or RenderFailed.
    """
    at = at or timezone.now()
    with transaction.atomic():
        _, version = hold_version(version, Verb.PUBLISH, by)
    with drawn_files(version, published_at=at) as files, transaction.atomic():
        held, version = hold_version(version, Verb.PUBLISH, by)
        if planned_for is not None and held.publish_at != planned_for:
            raise TransitionRefused(f"{held} was stopped")
        held.published_version = version
        held.published_at = at
        return decide(
            held,
            version,
            Verb.PUBLISH,
            by=by,
            at=at,
            printed_title=printed_title,
            sealed=add_rows(version, files, at=at),
        )


@transaction.atomic
def reopen_report(
    *,
    report: Report,
    reason: str,
    by: User,
    at: datetime | None = None,
    scope: Scope = Scope.ALL,
    measures: Collection[int] = (),
    with_texts: bool = False,
) -> Decision:
    """Begin the next version of a published report, which stays public meanwhile.

    With `Scope.PICKED` only these measures are open, and `with_texts` the report's own texts.

    Raises PermissionDenied, TransitionRefused or ValidationError.
    """
    held = hold_report(report, Verb.REOPEN, by)
    reason = required_reason(reason)
    opening = EVERYTHING
    if scope == Scope.PICKED:
        opening = to_picked(held.plan, measures, with_texts=with_texts)
    unlock_plan(plan=held.plan, opening=opening)
    version = newest_version(held)
    said = told_of(opening)
    return decide(held, version, Verb.REOPEN, by=by, at=at, reason=reason, said=said)


@transaction.atomic
def withdraw_report(
    *, report: Report, reason: str, by: User, at: datetime | None = None
) -> Decision:
    """Take all that was published so far from the public; its addresses tell when and why.

    A next version that is being written goes on, and becomes public when it is published. The
    stored files stay, so that what was public can be proved.

    Raises PermissionDenied, TransitionRefused, also when nothing is public, or ValidationError.
    """
    held = hold_report(report, Verb.WITHDRAW, by)
    version = held.published_version
    if version is None:
        raise TransitionRefused(f"nothing of {held} is public")
    reason = required_reason(reason)
    held.published_version = None
    held.published_at = None
    return decide(held, version, Verb.WITHDRAW, by=by, at=at, reason=reason)
