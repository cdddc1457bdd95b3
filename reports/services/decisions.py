"""What every act on a report has in common: it is held, checked against its version, recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from measures.models import AnnualPlan, User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.plans import hold_plan
from measures.services.rows import cleaned, save_valid
from measures.services.sealing import chain_events
from reports.kinds import Kind
from reports.models import Decision, Report, ReportVersion
from reports.services.notices import tell
from reports.services.search import index_record
from reports.snapshot import fingerprint
from reports.status import Status, Verb, next_status

VERB_ACTIONS = {
    Verb.SUBMIT: Action.SUBMIT_REPORT,
    Verb.PULL_BACK: Action.SUBMIT_REPORT,
    Verb.RETURN: Action.RETURN_REPORT,
    Verb.ENDORSE: Action.APPROVE_REPORT,
    Verb.APPROVE: Action.APPROVE_REPORT,
    Verb.PUBLISH: Action.PUBLISH_REPORT,
    Verb.REOPEN: Action.PUBLISH_REPORT,
    Verb.WITHDRAW: Action.PUBLISH_REPORT,
}
VERB_EVENTS = {
    Verb.SUBMIT: "report.submitted",
    Verb.PULL_BACK: "report.pulled_back",
    Verb.RETURN: "report.returned",
    Verb.ENDORSE: "report.endorsed",
    Verb.APPROVE: "report.approved",
    Verb.PUBLISH: "report.published",
    Verb.REOPEN: "report.reopened",
    Verb.WITHDRAW: "report.withdrawn",
}
# what events are about, by the kind of the record
EVENTS_OF: dict[str, str] = {Kind.REPORT: "report", Kind.MEASURES: "document"}
TITLE_LINES = 3
_MOVED = ("status", "published_version", "published_at", "publish_at", "publish_by")


class VersionChanged(Exception):
    """The version that the person read is not the newest one; nothing has been written."""


class VersionAltered(Exception):
    """A stored version does not fit its hash; nothing has been written."""


def hold_report(report: Report, verb: Verb, by: User, *, action: Action | None = None) -> Report:
    """The report as it stands now, its plan held, if person and status allow the verb.

    `action` is what the person must be allowed, where that is another than of the verb.
    """
    plan = AnnualPlan.objects.select_related("organization").get(pk=report.plan_id)
    require(by, action or VERB_ACTIONS[verb], plan.organization)
    plan = hold_plan(plan)
    held = Report.records.select_related("layout").get(pk=report.pk)
    held.plan = plan
    next_status(Status(held.status), verb)
    return held


def hold_version(
    version: ReportVersion, verb: Verb, by: User, *, action: Action | None = None
) -> tuple[Report, ReportVersion]:
    """The same, and the version itself, if it is the newest one and as it was frozen."""
    held = hold_report(version.report, verb, by, action=action)
    newest = newest_version(held)
    if newest.pk != version.pk:
        raise VersionChanged(str(version))
    if newest.sha256 != fingerprint(newest.content, newest.layout, newest.previous_sha256):
        raise VersionAltered(str(version))
    return held, newest


def newest_version(report: Report) -> ReportVersion:
    """What was submitted last, whatever became of it."""
    version = ReportVersion.objects.filter(report=report).order_by("-number")[0]
    version.report = report
    return version


def decide(
    report: Report,
    version: ReportVersion,
    verb: Verb,
    *,
    by: User,
    at: datetime | None,
    printed_title: str = "",
    reason: str = "",
    is_own_work: bool = False,
    said: Mapping[str, object] | None = None,
    sealed: Iterable[Model] = (),
    beside: Callable[[Decision], Model] | None = None,
) -> Decision:
    """Move the report on, bind the decision to the version, and record it with what is `said`.

    The record binds the decision, the `sealed` rows that the act wrote before, and the row that
    `beside` makes of the decision, which is saved here. Once all is written, the record is chained.
    """
    at = at or timezone.now()
    old = _move(report, verb)
    decision = Decision(
        version=version,
        verb=verb.value,
        by=by,
        at=at,
        sha256=version.sha256,
        printed_title=_printed(printed_title) or by.display_name,
        reason=reason,
        is_own_work=is_own_work,
    )
    save_valid(decision)
    rows = [*sealed, decision]
    if beside:
        rows.append(beside(decision))
        save_valid(rows[-1])
    tell(decision, report.plan.organization)
    _record(report, decision, old, said=said or {}, sealed=rows)
    return decision


def _move(report: Report, verb: Verb) -> Status:
    """Where the report stood before; it is saved where the verb leads to, and found as it shows."""
    old = Status(report.status)
    report.status = next_status(old, verb).value
    report.publish_at, report.publish_by = None, None  # whatever was planned is overtaken
    report.save(update_fields=list(_MOVED))
    if verb in (Verb.PUBLISH, Verb.WITHDRAW):
        index_record(report)
    return old


def _record(
    report: Report,
    decision: Decision,
    old: Status,
    *,
    said: Mapping[str, object],
    sealed: Iterable[Model],
) -> None:
    _, _, done = VERB_EVENTS[Verb(decision.verb)].partition(".")
    event = f"{EVENTS_OF[report.kind]}.{done}"
    seal = {"version": decision.version.number, "sha256": decision.sha256}
    audit.record(
        event,
        report,
        by=decision.by,
        at=decision.at,
        before={"status": old.value},
        after={"status": report.status, **seal, "reason": decision.reason, **said},
        sealed=sealed,
    )
    transaction.on_commit(chain_events, robust=True)


def required_reason(reason: str) -> str:
    """What a person wrote as the reason, clean. Raises ValidationError where there is none."""
    reason = cleaned(reason)
    if not reason:
        raise ValidationError({"reason": "โปรดระบุเหตุผล"})
    return reason


def _printed(title: str) -> str:
    """The lines as they are to stand below a name. Raises ValidationError where there are more."""
    title = cleaned(title)
    if title.count("\n") >= TITLE_LINES:
        raise ValidationError({"printed_title": "ตำแหน่งที่พิมพ์ได้ไม่เกิน ๓ บรรทัด"})
    return title
