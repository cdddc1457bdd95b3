"""Approving a version: step by step on the route that it was submitted with."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from measures.models import User
from measures.roles import Action, Role
from measures.services.rows import cleaned
from reports.models import Decision, ReportVersion
from reports.queries.reviews import only_writers
from reports.services.decisions import decide, hold_version
from reports.services.routes import route_of
from reports.status import Verb

# What somebody of a role must be allowed to decide in a step of it.
STEP_ACTIONS = {Role.LEGAL: Action.SUBMIT_REPORT, Role.EXECUTIVE: Action.APPROVE_REPORT}


class OwnWork(Exception):
    """Whoever submitted a version or wrote it alone cannot approve it; nothing has been written."""


class StepChanged(Exception):
    """Another has decided in this step meanwhile; nothing has been written."""


@transaction.atomic
def approve_report(
    *,
    version: ReportVersion,
    by: User,
    step: int = 0,
    at: datetime | None = None,
    printed_title: str = "",
    note: str = "",
) -> Decision:
    """Decide for the very version that the person read, in the step that they saw, from 0.

    Before the last step of its route the version is endorsed and goes on; in the last it is
    approved. `note` is kept with the decision. Where an office has said that whoever submits or
    writes alone may decide, the decision says that it was own work.

    Raises PermissionDenied, TransitionRefused, VersionChanged, StepChanged or OwnWork.
    """
    steps = version.route_steps()
    here = min(step, len(steps) - 1)
    verb = Verb.APPROVE if here == len(steps) - 1 else Verb.ENDORSE
    held, version = hold_version(version, verb, by, action=STEP_ACTIONS[steps[here].role])
    if step != steps_done(version):
        raise StepChanged(str(version))
    own = version.decisions.filter(verb=Verb.SUBMIT.value, by=by).exists()
    own = own or only_writers([held.plan_id]).get(held.plan_id) == by.pk
    if own and not route_of(held.plan.organization).allows_own_work:
        raise OwnWork(str(version))
    return decide(
        held,
        version,
        verb,
        by=by,
        at=at,
        printed_title=printed_title,
        reason=cleaned(note),
        is_own_work=own,
        said={"own_work": True} if own else None,
    )


def steps_done(version: ReportVersion) -> int:
    """How many steps of its route the version has behind it, before the last."""
    return version.decisions.filter(verb=Verb.ENDORSE.value).count()
