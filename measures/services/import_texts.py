"""The texts of a report that is brought in: its title, introduction and the lead of its annex."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from ita_portal.thai.shifting import move_year
from measures.inputs import PlanInput, ReportInput
from measures.models import AnnualPlan, IssueScheme
from measures.services.copying import MOVED_TEXTS, carried_texts
from measures.services.imports import plan_input_of
from measures.services.meaning import find_scheme
from measures.services.plans import write_texts


@dataclass(frozen=True, kw_only=True)
class FieldBefore:
    """A field of a plan with what it said, numbers as texts."""

    name: str
    value: str | None


@dataclass(frozen=True, kw_only=True)
class TextsBefore:
    """What a plan said, and its revision once it said what was brought in."""

    texts: tuple[FieldBefore, ...]
    issue_scheme: int | None
    revision: int
    carried: tuple[str, ...] = ()


def write_report_texts(
    plan: AnnualPlan, report: ReportInput, annex_lead: str, *, is_moved: bool
) -> TextsBefore:
    """Write the texts of a report into a plan that is held; raises ValidationError.

    With `is_moved` mentions of the report's year move to the plan's, the result that it quotes
    stays behind, and a person is asked to look at the rest.
    """
    scheme, carried = plan.issue_scheme_id, tuple(plan.carried)
    before = tuple(
        FieldBefore(name=name, value=None if value is None else str(value))
        for name, value in asdict(plan.as_input()).items()
    )
    texts = plan_input_of(report, plan, annex_lead)
    if is_moved:
        texts = _moved(texts, report.fiscal_year or plan.fiscal_year.year, plan)
    found = find_scheme(report.measures, plan.organization) or plan.issue_scheme
    write_texts(plan, asdict(texts), found)
    if is_moved:
        plan.carried = carried_texts(texts, plan.fiscal_year)
        plan.save(update_fields=["carried"])
    return TextsBefore(texts=before, issue_scheme=scheme, revision=plan.revision, carried=carried)


def put_texts_back(plan: AnnualPlan, before: TextsBefore) -> None:
    """Make a plan that is held say again what it said; raises ValidationError."""
    key = before.issue_scheme
    scheme = None if key is None else IssueScheme.objects.filter(pk=key).first()
    write_texts(plan, {field.name: field.value for field in before.texts}, scheme)
    plan.carried = list(before.carried)
    plan.save(update_fields=["carried"])


def _moved(texts: PlanInput, old: int, plan: AnnualPlan) -> PlanInput:
    years = plan.fiscal_year.year - old
    moved: dict[str, Any] = {
        name: move_year(getattr(texts, name), old, years) for name in MOVED_TEXTS
    }
    return replace(texts, **moved, ita_year=None, ita_total=None, ita_level="")
