"""Telling people of decisions: on their desk at once, by one letter a little later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from ita_portal.thai.numerals import to_thai
from measures.models import Membership, Organization, User
from measures.roles import Role
from measures.services.letters import send_letter
from reports.models import Decision, Notice
from reports.status import Verb

HELD = timedelta(minutes=10)  # so that a mistake can be taken back before anyone reads of it
GIVEN_UP = timedelta(days=1)  # a letter that no mail server took until then is of no use any more

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

    Nothing is sent here: a mail server that does not answer keeps nobody from deciding.
    """
    people = _people(decision, organization)
    Notice.objects.bulk_create(Notice(user_id=key, decision=decision) for key in sorted(people))


@transaction.atomic
def put_away(*, by: User, at: datetime, notices: Iterable[int] | None = None) -> int:
    """Mark what the person has read: those of these keys, or all. Returns how many there were."""
    unread = Notice.objects.filter(user=by, read_at=None)
    if notices is not None:
        unread = unread.filter(pk__in=list(notices))
    return unread.update(read_at=at)


def send_notices(*, at: datetime) -> int:
    """Send each person one letter of all that is due; returns how many letters went out.

    What was overtaken meanwhile is dropped: a submission that was pulled back, say. A letter is
    marked as sent before it goes, so that two runs never send it twice; if no server takes it,
    the mark is taken off again and the next run tries.
    """
    due = Notice.objects.to_be_sent().filter(decision__at__lte=at - HELD)
    sent = 0
    for key in due.order_by("user").values_list("user", flat=True).distinct():
        sent += _send_to(User.objects.get(pk=key), at=at)
    return sent


def words_of(decision: Decision) -> str:
    """What happened, in a line."""
    version = f"ฉบับที่ {to_thai(str(decision.version.number))}"
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
    parts = Membership.objects.in_force().filter(
        organization=organization,
        role__in=[role.value for role in roles],
        user__is_active=True,
    )
    people = set(parts.values_list("user", flat=True))
    if verb in (Verb.ENDORSE, Verb.APPROVE, Verb.RETURN):
        submitted = decision.version.decisions.filter(verb=Verb.SUBMIT.value)
        people |= set(submitted.values_list("by", flat=True))
    return people - {decision.by_id}


def _send_to(user: User, *, at: datetime) -> int:
    """One letter to one person, of what is still news."""
    news = _claim(user, at=at)
    if not news:
        return 0
    text = "\n\n".join(map(_paragraph, news))
    subject = _subject(news[0].decision) if len(news) == 1 else _subjects(news)
    if send_letter(to=user.email, subject=subject, text=f"เรียน {user}\n\n{text}"):
        return 1
    keys = [notice.pk for notice in news]
    Notice.objects.filter(pk__in=keys).update(sent_at=None)
    return 0


@transaction.atomic
def _claim(user: User, *, at: datetime) -> list[Notice]:
    """What is sent to the person now, marked as sent; what is no news any more is dropped."""
    User.objects.select_for_update().get(pk=user.pk)
    due = list(
        Notice.objects.to_be_sent()
        .filter(user=user, decision__at__lte=at - HELD)
        .select_related(
            "decision__version__report__plan__organization",
            "decision__version__report__plan__fiscal_year",
        )
        .defer("decision__version__content", "decision__version__layout")
        .order_by("decision")
    )
    reports = {notice.decision.version.report_id for notice in due}
    newest = {
        report: Decision.objects.filter(version__report=report).latest("pk").pk
        for report in reports
    }
    news: list[Notice] = []
    old: list[Notice] = []
    for notice in due:
        is_newest = newest[notice.decision.version.report_id] == notice.decision_id
        fresh = notice.decision.at > at - GIVEN_UP and user.is_active
        (news if is_newest and fresh and notice.read_at is None else old).append(notice)
    Notice.objects.filter(pk__in=[notice.pk for notice in news]).update(sent_at=at)
    Notice.objects.filter(pk__in=[notice.pk for notice in old]).update(dropped_at=at)
    return news


def _subject(decision: Decision) -> str:
    plan = decision.version.report.plan
    return f"{plan.organization} {plan.fiscal_year}: {words_of(decision)}"[:200]


def _subjects(news: list[Notice]) -> str:
    return to_thai(f"รายงานคุณธรรมและความโปร่งใส มีเรื่องแจ้ง {len(news)} เรื่อง")


def _paragraph(notice: Notice) -> str:
    plan = notice.decision.version.report.plan
    place = [plan.organization.code, plan.fiscal_year.year]
    address = settings.PORTAL_ORIGIN + reverse("workspace:plan_detail", args=place)
    return f"{plan.organization} {plan.fiscal_year}\n{words_of(notice.decision)}\n{address}"
