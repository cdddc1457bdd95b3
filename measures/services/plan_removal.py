"""Taking back a plan that was begun by mistake."""

from __future__ import annotations

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction

from measures.models import AnnualPlan, User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.plans import PlanChanged, hold_open_plan
from measures.services.rows import delete_unused


@transaction.atomic
def delete_plan(*, plan: AnnualPlan, by: User, revision: int) -> None:
    """Remove a plan without measures and report; `revision` is the one that was seen.

    Raises PermissionDenied, PlanLocked, PlanChanged or ValidationError.
    """
    require(by, Action.MANAGE_REFERENCE, None)
    held = hold_open_plan(plan)
    if held.revision != revision:
        raise PlanChanged(str(held))
    if held.measures.exists():
        raise ValidationError("ลบไม่ได้ เพราะแผนนี้มีมาตรการแล้ว", code="used")
    before = {**asdict(held.as_input()), "issue_scheme": held.issue_scheme_id}
    audit.record("plan.deleted", held, by=by, before=before)
    delete_unused(held)
