"""Plans by how far their reports have come; a plan may have no report yet."""

from __future__ import annotations

from measures.models.plan import AnnualPlanQuerySet
from reports.status import SETTLED


def in_work(plans: AnnualPlanQuerySet) -> AnnualPlanQuerySet:
    """Those that somebody still has to do something with."""
    return plans.exclude(report__status__in=SETTLED)


def settled(plans: AnnualPlanQuerySet) -> AnnualPlanQuerySet:
    """Those that are published, or were."""
    return plans.filter(report__status__in=SETTLED)
