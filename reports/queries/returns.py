"""What was said when reports were sent back."""

from __future__ import annotations

from collections.abc import Iterable

from measures.models import AnnualPlan
from reports.models import Decision
from reports.status import Status, Verb


def last_returns(plans: Iterable[AnnualPlan]) -> dict[int, Decision]:
    """The return of each plan that is being written because it was sent back, by plan."""
    keys = [plan.pk for plan in plans]
    decisions = (
        Decision.objects.filter(
            version__report__plan__in=keys, version__report__status=Status.DRAFT
        )
        .exclude(verb=Verb.WITHDRAW.value)  # says nothing of what is being written
        .select_related("by", "version__report")
        .order_by("at", "pk")
    )
    newest = {decision.version.report.plan_id: decision for decision in decisions}
    return {plan: decision for plan, decision in newest.items() if decision.verb == Verb.RETURN}
