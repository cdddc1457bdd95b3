"""What of a plan went wrong while nobody was looking, told to its officer with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.conf import settings

from measures.models import AnnualPlan, User
from measures.permissions import Rights, require
from measures.roles import Action
from measures.services import audit
from reports.models import FileFault, Notice, Reminder, Report
from reports.models.notice import NoticeQuerySet
from reports.models.reminder import ReminderQuerySet
from reports.services.file_faults import LOOKS_AFTER
from reports.services.notices import HELD, send_to

SENDS_AGAIN = Action.SUBMIT_REPORT
_TIMER = timedelta(minutes=30)  # by then the timer of the system has long sent what was due
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_TOLD = timedelta(days=30)  # after that a letter is of no use to anybody
_TRIES = 2  # that fail, of a person who waits


@dataclass(kw_only=True)
class Troubles:
    """`files` are lost or changed, letters have not gone to `people`; `failed_at` is the last try.

    Where letters wait and none was tried, nothing sends them.
    """

    files: list[FileFault] = field(default_factory=list)
    people: dict[int, User] = field(default_factory=dict)
    failed_at: datetime | None = None
    is_late: bool = False

    def __bool__(self) -> bool:
        return bool(self.files or self.people or self.is_late)

    def add_letter(self, letter: Notice | Reminder) -> None:
        self.people[letter.user_id] = letter.user
        tried = [at for at in (self.failed_at, letter.failed_at) if at]
        self.failed_at = max(tried, default=None)


@dataclass(frozen=True, kw_only=True)
class Troubled:
    """A plan of which something is told."""

    plan: AnnualPlan
    troubles: Troubles


def troubles_of(plan: AnnualPlan, *, at: datetime) -> Troubles:
    """What is wrong of what one plan published, or is about to."""
    return _found(_records([plan]), at=at).get(plan.pk, Troubles())


def troubled(rights: Rights, *, at: datetime) -> list[Troubled]:
    """The plans of which the person is told that something is wrong, in four queries."""
    own = [key for key, actions in rights.own.items() if LOOKS_AFTER in actions]
    if not own:
        return []
    records = _records(AnnualPlan.objects.filter(organization__in=own))
    found = _found(records, at=at)
    plans = {record.plan_id: record.plan for record in records}
    return [Troubled(plan=plans[key], troubles=found[key]) for key in sorted(found, reverse=True)]


def send_again(*, plan: AnnualPlan, by: User, at: datetime) -> tuple[int, int]:
    """Try the letters of a plan that have not gone; returns how many went, and how many not.

    Ends with the second that no mail server takes: the others would only wait as long.
    Raises PermissionDenied.
    """
    require(by, SENDS_AGAIN, plan.organization)
    for letters in _letters(_records([plan]), at=at):
        letters.filter(dropped_at__isnull=False).update(dropped_at=None)
    people = troubles_of(plan, at=at).people
    sent = failed = 0
    for _, person in sorted(people.items()):
        if failed < _TRIES:
            went = send_to(person, at=at, however_old=True)
            sent, failed = sent + went, failed + (not went)
    told = {"sent": sent, "left": len(people) - sent}
    audit.record("plan.letters_sent_again", plan, by=by, at=at, after=told)
    return sent, len(people) - sent


def _letters(records: Sequence[Report], *, at: datetime) -> tuple[NoticeQuerySet, ReminderQuerySet]:
    """Those that failed and, where there is a mail server, those that nothing has sent."""
    since = at - HELD - _TIMER if settings.HAS_MAIL_SERVER else _LONG_AGO
    notices = Notice.objects.not_sent(waiting_since=since)
    reminders = Reminder.objects.not_sent(waiting_since=since)
    return (
        notices.filter(decision__version__report__in=records, decision__at__gt=at - _TOLD),
        reminders.filter(report__in=records, at__gt=at - _TOLD),
    )


def _records(plans: Iterable[AnnualPlan]) -> list[Report]:
    records = Report.records.filter(plan__in=plans)
    return list(records.select_related("plan__organization", "plan__fiscal_year"))


def _found(records: Sequence[Report], *, at: datetime) -> dict[int, Troubles]:
    """By the key of the plan, those of which there is something to tell."""
    plans = {record.pk: record.plan_id for record in records}
    found: dict[int, Troubles] = {}
    faults = FileFault.objects.filter(version__report__in=records)
    faults = faults.select_related("version__report")
    for fault in faults.defer("version__content", "version__layout"):
        found.setdefault(fault.version.report.plan_id, Troubles()).files.append(fault)
    notices, reminders = _letters(records, at=at)
    for notice in notices.select_related("user", "decision__version").defer(
        "decision__version__content", "decision__version__layout"
    ):
        found.setdefault(plans[notice.decision.version.report_id], Troubles()).add_letter(notice)
    for reminder in reminders.select_related("user"):
        found.setdefault(plans[reminder.report_id], Troubles()).add_letter(reminder)
    for record in records:
        if record.is_publication_late:
            found.setdefault(record.plan_id, Troubles()).is_late = True
    return found
