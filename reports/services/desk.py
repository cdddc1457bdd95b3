"""What lies on a person's desk: the plans that are being written, and years to begin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from measures.models import AnnualPlan, FiscalYear, Organization, User
from measures.permissions import Rights
from measures.roles import Action
from reports.models import ApprovalRoute, Decision, Reminder, Report
from reports.queries.beginnings import beginnings
from reports.queries.returns import last_returns
from reports.queries.reviews import only_writers
from reports.queries.submissions import in_hand
from reports.services.acts import Acts, Turn, acts_of
from reports.services.board import Due
from reports.services.progress import Progress, Task, progress_of
from reports.status import Verb


@dataclass(frozen=True, kw_only=True)
class Card:
    """One plan as it waits for a person; `progress` is of their own measures if they have own.

    `waits_for` is what the person decides now, if anything; `submitted` is what lies there, and
    `turn` with whom.
    """

    plan: AnnualPlan
    report: Report | None
    progress: Progress
    is_limited: bool
    may_edit: bool
    waits_for: Verb | None
    submitted: Decision | None
    turn: Turn | None
    due: Due | None
    reminded: Reminder | None
    returned: Decision | None

    @property
    def next(self) -> Task | None:
        return self.progress.next if self.may_edit else None


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """A year of which an organization has no report yet."""

    organization: Organization
    year: FiscalYear


def cards_of(plans: Iterable[AnnualPlan], user: User, rights: Rights, today: date) -> list[Card]:
    """A card for each plan, in a number of queries that does not depend on how many there are."""
    listed = list(plans)
    progress, returned = progress_of(listed, rights), last_returns(listed)
    decisions = in_hand(listed)
    alone_in = only_writers(decisions)
    organizations = {plan.organization_id for plan in listed}
    alone = ApprovalRoute.objects.filter(organization__in=organizations, allows_own_work=True)
    own_work = set(alone.values_list("organization", flat=True))
    reminders = {
        reminder.report.plan_id: reminder
        for reminder in Reminder.objects.to_finish()
        .filter(user=user, report__plan__in=listed)
        .select_related("by", "report")
        .order_by("at")
    }
    cards = []
    for plan in listed:
        made = decisions.get(plan.pk, [])
        report = getattr(plan, "report", None)
        acts = Acts()
        if report is not None:
            allows = plan.organization_id in own_work
            acts = acts_of(
                report,
                made,
                user,
                rights,
                allows_own_work=allows,
                wrote_alone=alone_in.get(plan.pk) == user.pk,
            )
        submitted = made[0] if made else None
        card = _card(plan, progress[plan.pk], returned.get(plan.pk), submitted, acts, rights)
        reminder = None if plan.is_locked else reminders.get(plan.pk)
        cards.append(replace(card, due=Due.of(report, today), reminded=reminder))
    return cards


def beginnings_of(
    rights: Rights, *, year: int, organization: Organization | None = None
) -> list[Beginning]:
    """The next year to begin in each organization whose plans the person may write as a whole.

    `year` is the present one: where there is no plan yet, it is the first.
    """
    own = {key for key in rights.own if rights.may_edit_all(key)}
    organizations = Organization.objects.filter(pk__in=own).order_by("sort_key", "pk")
    if organization is not None:
        organizations = organizations.filter(pk=organization.pk)
    found = list(organizations)
    years = beginnings([one.pk for one in found], year)
    return [
        Beginning(organization=one, year=begins)
        for one in found
        if (begins := years.get(one.pk)) is not None
    ]


def _card(
    plan: AnnualPlan,
    progress: Progress,
    returned: Decision | None,
    submitted: Decision | None,
    acts: Acts,
    rights: Rights,
) -> Card:
    organization = plan.organization_id
    report = getattr(plan, "report", None)
    may_edit = rights.may(Action.EDIT_PLAN, organization) and not plan.is_locked
    is_limited = may_edit and not rights.may_edit_all(organization)
    waits_for = Verb.APPROVE if acts.may_approve else Verb.PUBLISH if acts.may_publish else None
    return Card(
        plan=plan,
        report=report,
        progress=progress.mine() if is_limited else progress,
        is_limited=is_limited,
        may_edit=may_edit,
        waits_for=waits_for,
        submitted=submitted,
        turn=acts.turn,
        due=None,
        reminded=None,
        returned=returned,
    )
