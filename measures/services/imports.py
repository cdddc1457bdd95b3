"""Whole reports as read from a file: written into an empty plan, all or nothing."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.thai.numerals import parse_int
from measures.inputs import PlanInput, ReportInput, as_json
from measures.models import AnnualPlan, IssueScheme, Measure, User
from measures.permissions import require_all
from measures.services import audit
from measures.services.meaning import find_scheme
from measures.services.measures import write_measures
from measures.services.plans import hold_open_plan, write_texts
from measures.services.rows import cleaned


@transaction.atomic
def write_report(
    *,
    plan: AnnualPlan,
    data: ReportInput,
    by: User,
    issue_scheme: IssueScheme | None = None,
) -> AnnualPlan:
    """Write the texts and measures of a report into a plan that has no measures yet.

    The plan follows `issue_scheme`, or the one that names at least half of the measures. Who the
    report is of is not written, and the line that says so only if it names this organization: a
    neighbour's report may serve as a model. Neither are its columns and problems.

    Raises PermissionDenied, PlanLocked or ValidationError, and then nothing has been written.
    """
    require_all(by, plan.organization)
    held = hold_open_plan(plan)
    if Measure.objects.in_plan(held).exists():
        raise ValidationError("แผนนี้มีมาตรการแล้ว จึงนำเข้าทั้งรายงานไม่ได้", code="not_empty")
    data = cleaned(data)
    before = asdict(held.as_input())
    scheme = issue_scheme or find_scheme(data.measures, held.organization) or held.issue_scheme
    pairs = [
        (Measure(plan=held, position=place), measure)
        for place, measure in enumerate(data.measures, 1)
    ]
    lead = add_annex([measure for measure, _ in pairs], data)
    write_texts(held, asdict(plan_input_of(data, held, lead)), scheme)
    write_measures(held, pairs)
    audit.record("plan.imported", held, by=by, before=before, after=event_values_of(data))
    return held


def plan_input_of(data: ReportInput, plan: AnnualPlan, annex_lead: str) -> PlanInput:
    """The texts of a report as those of a plan; a plan keeps its title where there is none."""
    is_own = plan.organization.is_named_in(data.place_text)
    return PlanInput(
        title=data.title or plan.title,
        place_text=data.place_text if is_own else "",
        cover="\n".join(data.cover),
        introduction=data.introduction,
        ita_year=data.ita.year,
        ita_total=None if data.ita.total is None else Decimal(data.ita.total),
        ita_level=data.ita.level,
        issues_text="\n".join(data.issues),
        annex_heading=data.annex_heading,
        annex_lead=annex_lead,
    )


def add_annex(measures: list[Measure], data: ReportInput) -> str:
    """Give each measure its part of the annex, by number; what has no measure stays with the last.

    Words are never dropped: a second part of the same measure follows under the first, and what
    comes before any measure follows the lead, which is returned.
    """
    lead = data.annex_lead
    measure: Measure | None = None
    for entry in data.annex:
        number = parse_int(entry.number.rstrip(" .)"))
        if number is not None and 1 <= number <= len(measures):
            measure = measures[number - 1]
        if measure is None:
            lead = _joined(lead, f"{entry.number} {entry.heading}".strip(), entry.text)
        elif not (measure.annex_heading or measure.annex_text):
            measure.annex_heading, measure.annex_text = entry.heading, entry.text
        else:
            measure.annex_text = _joined(measure.annex_text, entry.heading, entry.text)
    return lead


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def event_values_of(data: ReportInput) -> dict[str, Any]:
    """A report that was brought in, as an event keeps it."""
    values = as_json(data)
    return {name: values[name] for name in values if name not in ("problems", "columns")}
