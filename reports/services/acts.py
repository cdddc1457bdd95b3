"""What a person may do with a report as it stands: which buttons a page shows.

The services ask again: a part may be taken away, and another may act meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from measures.models import User
from measures.permissions import Rights
from reports.models import Decision, Report
from reports.services.decisions import VERB_ACTIONS
from reports.status import TRANSITIONS, Status, Verb


@dataclass(frozen=True, kw_only=True)
class Acts:
    """`is_own_work` says why a person who approves may not approve this one."""

    may_return: bool = False
    may_approve: bool = False
    may_publish: bool = False
    may_pull_back: bool = False
    may_reopen: bool = False
    may_withdraw: bool = False
    is_own_work: bool = False

    @property
    def has_any(self) -> bool:
        """Whether the person decides on what is in review."""
        return self.may_return or self.may_approve or self.may_publish or self.may_pull_back


def acts_of(report: Report, decisions: Iterable[Decision], user: User, rights: Rights) -> Acts:
    """What the person may do; `decisions` are those on the newest version."""
    organization = report.plan.organization_id
    made = list(decisions)
    submitted = any(each.verb == Verb.SUBMIT and each.by_id == user.pk for each in made)

    def may(verb: Verb) -> bool:
        leads = (Status(report.status), verb) in TRANSITIONS
        return leads and rights.may(VERB_ACTIONS[verb], organization)

    return Acts(
        may_return=may(Verb.RETURN),
        may_approve=may(Verb.APPROVE) and not submitted,
        may_publish=may(Verb.PUBLISH),
        may_pull_back=may(Verb.PULL_BACK)
        and submitted
        and all(each.verb == Verb.SUBMIT for each in made),
        may_reopen=may(Verb.REOPEN),
        may_withdraw=may(Verb.WITHDRAW) and report.published_version_id is not None,
        is_own_work=may(Verb.APPROVE) and submitted,
    )
