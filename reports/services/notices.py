"""Telling people of decisions: on their desk at once, by one letter a little later."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from ita_portal.thai.dates import format_date
from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan, Membership, Organization, User
from measures.roles import Role
from measures.services.letters import send_letter
from reports.kinds import Kind
from reports.models import Decision, Notice, Reminder, Report
from reports.status import Verb

HELD = timedelta(minutes=10)  # so that a mistake can be taken back before anyone reads of it
GIVEN_UP = timedelta(days=1)  # a letter that no mail server took until then is of no use any more

_log = logging.getLogger(__name__)

# Whom a decision concerns beside the next in turn: what they do now, or wait for.
_CONCERNED: dict[Verb, tuple[Role, ...]] = {
    Verb.APPROVE: (Role.LEGAL,),
    Verb.RETURN: (Role.LEGAL, Role.COORDINATOR),
    Verb.PUBLISH: (Role.EXECUTIVE, Role.COORDINATOR, Role.LEGAL),
    Verb.REOPEN: (Role.COORDINATOR, Role.LEGAL),
    Verb.WITHDRAW: (Role.EXECUTIVE, Role.COORDINATOR, Role.LEGAL),
}
_TOLD = {
    Verb.SUBMIT: "ส่งตรวจ{version} รอท่านพิจารณา",
    Verb.ENDORSE: "เห็นชอบ{version}",
    Verb.APPROVE: "อนุมัติ{version} รอนิติกรเผยแพร่",
    Verb.RETURN: "ส่งคืน{version}",
    Verb.PUBLISH: "เผยแพร่{version}",
    Verb.REOPEN: "เปิดแก้ไข{version}",
    Verb.WITHDRAW: "ถอน{version}จากการเผยแพร่",
}


def tell(decision: Decision, organization: Organization) -> None:
    """Lay the decision on the desks of those whom it concerns; within its transaction.

    Nothing is sent here: a mail server that does not answer keeps nobody from deciding. Of a
    measures document only what the public sees is told: the rest of its life is one act.
    """
    of_document = decision.version.report.kind == Kind.MEASURES
    if of_document and decision.verb not in (Verb.PUBLISH, Verb.WITHDRAW):
        return
    people = _people(decision, organization)
    Notice.objects.bulk_create(Notice(user_id=key, decision=decision) for key in sorted(people))


def tell_of_opening(report: Report, *, by: User, at: datetime) -> None:
    """Tell those whom a return concerns that more was opened: by one letter however often, and on
    their desk at once.
    """
    waiting = Reminder.objects.of_opening().to_be_sent().filter(report=report, read_at=None)
    people = _in_parts(report.plan.organization, _CONCERNED[Verb.RETURN]) - {by.pk}
    Reminder.objects.bulk_create(
        Reminder(report=report, user_id=key, by=by, at=at, is_of_opening=True)
        for key in sorted(people - set(waiting.values_list("user", flat=True)))
    )


@transaction.atomic
def put_away(
    *, by: User, at: datetime, notices: Iterable[int], openings: Iterable[int] = ()
) -> int:
    """Mark what the person has read, of these keys. Returns how many there were."""
    unread = Notice.objects.filter(user=by, read_at=None, pk__in=list(notices))
    opened = Reminder.objects.of_opening().filter(user=by, read_at=None, pk__in=list(openings))
    return unread.update(read_at=at) + opened.update(read_at=at)


def send_notices(*, at: datetime) -> int:
    """Send each person one letter of all that is due; returns how many letters went out.

    What was overtaken meanwhile is dropped: a submission that was pulled back, say. A letter is
    marked as sent before it goes, so that two runs never send it twice; if no server takes it,
    the mark is taken off again and the next run tries.
    """
    due = Notice.objects.to_be_sent().filter(decision__at__lte=at - HELD)
    reminders = Reminder.objects.to_be_sent().filter(at__lte=at - HELD)
    people = {*due.values_list("user", flat=True), *reminders.values_list("user", flat=True)}
    return sum(send_to(User.objects.get(pk=key), at=at) for key in sorted(people))


def words_of(decision: Decision) -> str:
    """What happened, in a line."""
    kind = Kind(decision.version.report.kind)
    version = f"{'' if kind.is_report else kind.noun}ฉบับที่ {to_thai(str(decision.version.number))}"
    words = _TOLD[Verb(decision.verb)].format(version=version)
    who = " ".join(decision.printed_title.split())
    reason = " ".join(decision.reason.split())
    return f"{who} {words}" + (f": “{reason}”" if reason else "")


def _people(decision: Decision, organization: Organization) -> set[int]:
    verb = Verb(decision.verb)
    roles = set(_CONCERNED.get(verb, ()))
    steps = decision.version.route_steps()
    done = decision.version.decisions.filter(verb=Verb.ENDORSE.value).count()
    if verb in (Verb.SUBMIT, Verb.ENDORSE) and done < len(steps):
        roles.add(steps[done].role)
    people = _in_parts(organization, roles)
    if verb in (Verb.ENDORSE, Verb.APPROVE, Verb.RETURN):
        submitted = decision.version.decisions.filter(verb=Verb.SUBMIT.value)
        people |= set(submitted.values_list("by", flat=True))
    return people - {decision.by_id}


def _in_parts(organization: Organization, roles: Iterable[Role]) -> set[int]:
    """Who plays one of these parts in the organization."""
    parts = Membership.objects.in_force().filter(
        organization=organization,
        role__in=[role.value for role in roles],
        user__is_active=True,
    )
    return set(parts.values_list("user", flat=True))


def send_to(user: User, *, at: datetime, however_old: bool = False) -> int:
    """One letter to one person, of what is still news and what they were reminded of."""
    news, reminders = _claim(user, at=at, since=None if however_old else at - GIVEN_UP)
    if not (news or reminders):
        return 0
    if _went(user, news, reminders):
        return 1
    Notice.objects.filter(pk__in=[each.pk for each in news]).update(sent_at=None, failed_at=at)
    held = Reminder.objects.filter(pk__in=[each.pk for each in reminders])
    held.update(sent_at=None, failed_at=at)
    return 0


def _went(user: User, news: Iterable[Notice], reminders: Iterable[Reminder]) -> bool:
    try:
        told = [*map(_of_notice, news), *map(_of_reminder, reminders)]
        text = "\n\n".join(each.paragraph for each in told)
        subject = told[0].line[:200] if len(told) == 1 else _subjects(len(told))
        return send_letter(to=user.email, subject=subject, text=f"เรียน {user}\n\n{text}")
    except Exception:  # whatever it is, the letters of others have nothing to do with it
        _log.exception("a letter could not be written: user %s", user.pk)
        return False


@transaction.atomic
def _claim(
    user: User, *, at: datetime, since: datetime | None
) -> tuple[list[Notice], list[Reminder]]:
    """What is sent to the person now, marked as sent; what is no news any more is dropped.

    What is older than `since` is given up.
    """
    User.objects.select_for_update().get(pk=user.pk)
    rows = Notice.objects.to_be_sent().filter(user=user, decision__at__lte=at - HELD)
    news = list(
        rows.still_news()
        .filter(Q(decision__at__gt=since) if since else Q())
        .select_related(
            "decision__version__report__plan__organization",
            "decision__version__report__plan__fiscal_year",
        )
        .defer("decision__version__content", "decision__version__layout")
        .order_by("decision")
    )
    keys = [notice.pk for notice in news]
    rows.filter(pk__in=keys).update(sent_at=at)
    rows.exclude(pk__in=keys).update(dropped_at=at)
    return news, _claim_reminders(user, at=at, since=since)


def _claim_reminders(user: User, *, at: datetime, since: datetime | None) -> list[Reminder]:
    """Those of reports that are still being written."""
    rows = Reminder.objects.to_be_sent().filter(user=user, at__lte=at - HELD)
    useful = list(
        rows.still_useful()
        .filter(Q(at__gt=since) if since else Q())
        .select_related("by", "report__plan__organization", "report__plan__fiscal_year")
        .order_by("pk")
    )
    keys = [each.pk for each in useful]
    rows.filter(pk__in=keys).update(sent_at=at)
    rows.exclude(pk__in=keys).update(dropped_at=at)
    return useful


@dataclass(frozen=True, kw_only=True)
class _Told:
    """One matter of a letter, in a line and as a paragraph with the way to it."""

    line: str
    paragraph: str


def _of_notice(notice: Notice) -> _Told:
    return _about(notice.decision.version.report.plan, words_of(notice.decision))


def words_of_opening(reminder: Reminder) -> str:
    """What was done, in a line."""
    return f"{reminder.by} เปิดช่องให้แก้เพิ่มในรายงานที่ส่งคืน"


def _of_reminder(reminder: Reminder) -> _Told:
    if reminder.is_of_opening:
        return _about(reminder.report.plan, words_of_opening(reminder))
    due = reminder.report.due_on
    until = f" ภายใน {format_date(due, 'medium')}" if due else ""
    return _about(reminder.report.plan, f"{reminder.by} เตือนให้กรอกมาตรการที่เหลือ{until}")


def _about(plan: AnnualPlan, words: str) -> _Told:
    place = [plan.organization.code, plan.fiscal_year.year]
    address = settings.SITE_URL + reverse("workspace:plan_detail", args=place)
    name = f"{plan.organization} {plan.fiscal_year}"
    return _Told(line=f"{name}: {words}", paragraph=f"{name}\n{words}\n{address}")


def _subjects(count: int) -> str:
    return to_thai(f"รายงานคุณธรรมและความโปร่งใส มีเรื่องแจ้ง {count} เรื่อง")
