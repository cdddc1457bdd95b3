"""Publishing later: at a set time, so that whoever decided may still stop it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from measures.models import User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.plans import hold_plan
from reports.models import Report, ReportVersion
from reports.services.decisions import (
    VersionAltered,
    VersionChanged,
    hold_version,
    newest_version,
)
from reports.services.workflow import publish_report
from reports.status import TransitionRefused, Verb

LATEST = timedelta(days=366)
REST = timedelta(hours=24)  # the hold that a page offers

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class DueRun:
    """How many versions became public, and how many should have."""

    published: int = 0
    failed: int = 0


@transaction.atomic
def plan_publication(
    *, version: ReportVersion, publish_at: datetime, by: User, at: datetime | None = None
) -> Report:
    """Have an approved version published at a time to come; a second time takes the first's place.

    Any decision on the report meanwhile takes the plan away.

    Raises PermissionDenied, TransitionRefused, VersionChanged, VersionAltered or ValidationError.
    """
    at = at or timezone.now()
    held, version = hold_version(version, Verb.PUBLISH, by)
    if publish_at <= at:
        raise ValidationError({"publish_at": "เวลานี้ผ่านไปแล้ว โปรดเลือกเวลาที่ยังไม่ถึง"})
    if publish_at > at + LATEST:
        raise ValidationError({"publish_at": "ตั้งเวลาได้ไม่เกินหนึ่งปี โปรดตรวจปี พ.ศ."})
    before = held.publish_at
    held.publish_at, held.publish_by = publish_at, by
    held.save(update_fields=["publish_at", "publish_by"])
    audit.record(
        "report.publication_planned",
        held,
        by=by,
        at=at,
        before={"publish_at": before.isoformat() if before else None},
        after={"publish_at": publish_at.isoformat(), "version": version.number},
    )
    return held


@transaction.atomic
def stop_publication(*, report: Report, by: User, at: datetime | None = None) -> Report:
    """Take the planned time away; everyone who may return a version may do that.

    Raises PermissionDenied, or TransitionRefused where nothing is planned.
    """
    require(by, Action.RETURN_REPORT, report.plan.organization)
    hold_plan(report.plan)
    held = Report.objects.select_related("plan__organization").get(pk=report.pk)
    if held.publish_at is None:
        raise TransitionRefused("nothing is planned")
    _take_away(held, "report.publication_stopped", by=by, at=at)
    return held


def publish_due(*, at: datetime) -> DueRun:
    """Publish what was planned until now, one report after the other.

    What fails keeps its time and is tried again by the next run, and the pages of its report say
    so; what may not be published any more, since the person lost the part or another acted, loses
    its time. Neither keeps those after it from being published.
    """
    due = Report.objects.filter(publish_at__lte=at).select_related("publish_by", "plan")
    outcomes = [_try(report, at=at) for report in due.order_by("publish_at", "pk")]
    return DueRun(published=outcomes.count(True), failed=outcomes.count(None))


def _try(report: Report, *, at: datetime) -> bool | None:
    """Whether it was published; None where that failed and is to be tried again."""
    try:
        return _publish(report, at=at)
    except Exception:  # whatever it is, the reports after this one have nothing to do with it
        _log.exception("a planned publication failed: report %s", report.pk)
        return None


def _publish(report: Report, *, at: datetime) -> bool:
    by = report.publish_by
    if by is None:
        return False
    try:
        publish_report(version=newest_version(report), by=by, at=at, planned_for=report.publish_at)
    except (PermissionDenied, TransitionRefused, VersionChanged, VersionAltered):
        _log.exception("a planned publication was refused: report %s", report.pk)
        _refuse(report, at=at)
        return False
    return True


@transaction.atomic
def _refuse(report: Report, *, at: datetime) -> None:
    """The time that came to nothing; the record says so, for nobody was there to be told."""
    hold_plan(report.plan)
    held = Report.objects.filter(pk=report.pk, publish_at__lte=at).first()
    if held is not None:
        _take_away(held, "report.publication_refused", by=None, at=at)


def _take_away(held: Report, event: str, *, by: User | None, at: datetime | None) -> None:
    """No more time is set, for whatever reason the event names."""
    before = {"publish_at": held.publish_at and held.publish_at.isoformat()}
    held.publish_at, held.publish_by = None, None
    held.save(update_fields=["publish_at", "publish_by"])
    audit.record(event, held, by=by, at=at, before=before)
