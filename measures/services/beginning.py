"""Plans that are begun from a list: a measure for each issue, or stock measures."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from measures.inputs import MeasureInput
from measures.models import (
    AnnualPlan,
    FiscalYear,
    Issue,
    IssueScheme,
    Measure,
    Organization,
    StockMeasure,
    User,
)
from measures.services import audit
from measures.services.meaning import find_scheme
from measures.services.measures import write_measures
from measures.services.plans import open_plan
from measures.services.stock import stock_as_measure


@transaction.atomic
def open_with_issues(
    *, organization: Organization, fiscal_year: FiscalYear, scheme: IssueScheme, by: User
) -> AnnualPlan:
    """Begin a plan with a measure for each issue of a scheme, to be named and filled in.

    Raises PermissionDenied, or ValidationError when the year has a plan already.
    """
    plan = open_plan(organization=organization, fiscal_year=fiscal_year, by=by, issue_scheme=scheme)
    issues = Issue.objects.filter(scheme=scheme)
    _write(plan, [MeasureInput(title="", issue=issue.name) for issue in issues])
    audit.record("plan.begun", plan, by=by, after={"issue_scheme": scheme.pk})
    return plan


@transaction.atomic
def open_with_stock(
    *,
    organization: Organization,
    fiscal_year: FiscalYear,
    stock: Sequence[StockMeasure],
    by: User,
) -> AnnualPlan:
    """Begin a plan with stock measures, in their own order.

    Raises PermissionDenied, or ValidationError when none is chosen or the year has a plan.
    """
    if not stock:
        raise ValidationError({"stock": "โปรดเลือกอย่างน้อย ๑ มาตรการ"})
    chosen = sorted(stock, key=lambda row: (row.position, row.pk))
    data = [stock_as_measure(row, fiscal_year=fiscal_year.year) for row in chosen]
    scheme = find_scheme(data, organization)
    plan = open_plan(organization=organization, fiscal_year=fiscal_year, by=by, issue_scheme=scheme)
    _write(plan, data)
    audit.record("plan.begun", plan, by=by, after={"stock": [row.pk for row in chosen]})
    return plan


def _write(plan: AnnualPlan, data: Sequence[MeasureInput]) -> None:
    pairs = [(Measure(plan=plan, position=place), row) for place, row in enumerate(data, 1)]
    write_measures(plan, pairs)
