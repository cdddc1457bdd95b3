"""What a person may do with a report as it stands: which buttons a page shows.

The services ask again: a part may be taken away, and another may act meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from measures.models import User
from measures.permissions import Rights
from measures.roles import Action
from reports.models import Decision, Report
from reports.models.route import RouteStep
from reports.services.approval import STEP_ACTIONS
from reports.services.decisions import VERB_ACTIONS
from reports.status import TRANSITIONS, Status, Verb


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Whose turn it is to decide on a version: step `number` of `steps`, from 0."""

    number: int
    steps: tuple[RouteStep, ...]

    @property
    def step(self) -> RouteStep:
        return self.steps[self.number]

    @property
    def next(self) -> RouteStep | None:
        """To whom it goes on; None where this step approves."""
        return None if self.is_last else self.steps[self.number + 1]

    @property
    def is_last(self) -> bool:
        return self.number == len(self.steps) - 1


@dataclass(frozen=True, kw_only=True)
class Acts:
    """`is_own_work` says why a person whose turn it is may not decide on this one."""

    turn: Turn | None = None
    may_return: bool = False
    may_approve: bool = False
    may_record: bool = False
    may_publish: bool = False
    may_pull_back: bool = False
    may_reopen: bool = False
    may_withdraw: bool = False
    is_own_work: bool = False


def turn_of(report: Report, decisions: Iterable[Decision]) -> Turn | None:
    """Whose turn it is; None unless a version waits. `decisions` are those on the newest one."""
    made = list(decisions)
    if report.status != Status.SUBMITTED or not made:
        return None
    steps = made[0].version.route_steps()
    number = sum(each.verb == Verb.ENDORSE for each in made)
    return Turn(number=min(number, len(steps) - 1), steps=steps)


def acts_of(
    report: Report,
    decisions: Iterable[Decision],
    user: User,
    rights: Rights,
    *,
    allows_own_work: bool = False,
    wrote_alone: bool = False,
) -> Acts:
    """What the person may do; `decisions` are those on the newest version."""
    organization = report.plan.organization_id
    made = list(decisions)
    submitted = any(each.verb == Verb.SUBMIT and each.by_id == user.pk for each in made)
    is_own = (submitted or wrote_alone) and not allows_own_work
    turn = turn_of(report, made)
    is_turn = turn is not None and rights.may(STEP_ACTIONS[turn.step.role], organization)

    def may(verb: Verb) -> bool:
        leads = (Status(report.status), verb) in TRANSITIONS
        return leads and rights.may(VERB_ACTIONS[verb], organization)

    return Acts(
        turn=turn,
        may_return=may(Verb.RETURN),
        may_approve=is_turn and not is_own,
        may_record=turn is not None and rights.may(Action.RECORD_APPROVAL, organization),
        may_publish=may(Verb.PUBLISH),
        may_pull_back=may(Verb.PULL_BACK)
        and submitted
        and all(each.verb == Verb.SUBMIT for each in made),
        may_reopen=may(Verb.REOPEN),
        may_withdraw=may(Verb.WITHDRAW) and report.published_version_id is not None,
        is_own_work=is_turn and is_own,
    )
