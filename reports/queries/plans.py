"""Plans by how far their reports have come; a plan may have no report yet."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from measures.models import AnnualPlan
from measures.models.plan import AnnualPlanQuerySet
from reports.kinds import Kind
from reports.models import Report
from reports.status import SETTLED


def in_work(plans: AnnualPlanQuerySet) -> AnnualPlanQuerySet:
    """Those that somebody still has to do something with."""
    return plans.exclude(pk__in=_settled_plans())


def settled(plans: AnnualPlanQuerySet) -> AnnualPlanQuerySet:
    """Those that are published, or were."""
    return plans.filter(pk__in=_settled_plans())


def document_number(plan: AnnualPlan) -> int | None:
    """The version of the plan's measures document that the public sees, if there is one."""
    records = Report.records.of_plan(plan).filter(kind=Kind.MEASURES.value)
    return records.values_list("published_version__number", flat=True).first()


def _settled_plans() -> QuerySet[Report, Any]:
    return Report.objects.filter(status__in=SETTLED).values("plan")
