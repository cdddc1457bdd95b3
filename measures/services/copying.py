"""A plan made of an earlier one: what was to be done is copied, what came of it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from ita_portal.thai.periods import Period, parse_period
from ita_portal.thai.shifting import move_year, shifted
from measures.inputs import (
    MeasureInput,
    MeasureStatus,
    PeriodInput,
    PeriodKind,
    PlanInput,
    StepInput,
)
from measures.models import AnnualPlan, FiscalYear, Measure, User
from measures.services import audit
from measures.services.measures import write_measures
from measures.services.plans import default_texts, open_plan
from measures.writing import cell_keys

MOVED_TEXTS = ("title", "cover", "introduction", "annex_heading")


@transaction.atomic
def copy_plan(*, source: AnnualPlan, fiscal_year: FiscalYear, by: User) -> AnnualPlan:
    """Begin the plan of a year with the measures, steps and owners of another year.

    Periods are moved to the year where they can be read, and mentions of the old year in titles,
    cover and introduction with them. Results, states and evidence are not copied. Texts that were
    copied are named in `carried`.

    Raises PermissionDenied, or ValidationError when the year has a plan already.
    """
    old, new = source.fiscal_year.year, fiscal_year.year
    texts, carried = _texts(source, fiscal_year)
    plan = open_plan(
        organization=source.organization,
        fiscal_year=fiscal_year,
        by=by,
        data=texts,
        issue_scheme=source.issue_scheme,
    )
    plan.carried = carried
    plan.save(update_fields=["carried"])
    measures = list(Measure.objects.in_plan(source).with_rows())
    pairs = [
        (
            Measure(plan=plan, position=place, annex_heading=measure.annex_heading),
            moved_measure(measure.as_input(), old, new),
        )
        for place, measure in enumerate(measures, 1)
    ]
    write_measures(plan, pairs)
    _mark_carried(plan)
    copied = {"from_year": old, "measures": [measure.pk for measure in measures]}
    audit.record("plan.copied", plan, by=by, after=copied)
    return plan


def moved_measure(data: MeasureInput, old: int, new: int) -> MeasureInput:
    """A measure of one fiscal year as it is begun in another: without results."""
    return replace(
        data,
        title=move_year(data.title, old, new - old),
        status=MeasureStatus.NOT_STARTED,
        expected_on=None,
        status_reason="",
        period=moved_period(data.period, old, new),
        steps=tuple(_moved_step(step, old, new) for step in _written(data.steps)),
        outputs=(),
        outcomes=(),
        suggestions=(),
    )


def moved_period(data: PeriodInput, old: int, new: int) -> PeriodInput:
    """A period moved with its words; words that cannot be moved stay as they are, and are free."""
    before = parse_period(data.text, fiscal_year=old)
    return PeriodInput.of(shifted(before, new - old) or Period(text=data.text, kind="free"))


def _written(steps: Sequence[StepInput]) -> list[StepInput]:
    """Steps that say something: rows that were added and never typed into are left behind."""
    return [step for step in steps if step.text]


def _moved_step(step: StepInput, old: int, new: int) -> StepInput:
    period = moved_period(step.period, old, new)
    return replace(step, period=period, outputs=(), suggestions=())


def _texts(source: AnnualPlan, fiscal_year: FiscalYear) -> tuple[PlanInput, list[str]]:
    """The plan's own texts, moved, and which of them a person should look at."""
    old = source.fiscal_year.year
    before = source.as_input()
    moved = {
        name: move_year(getattr(before, name), old, fiscal_year.year - old) for name in MOVED_TEXTS
    }
    texts = replace(
        before,
        **moved,
        ita_year=None,
        ita_total=None,
        ita_iit=None,
        ita_eit=None,
        ita_oit=None,
        ita_level="",
        annex_lead="",
    )
    return texts, carried_texts(texts, fiscal_year)


def carried_texts(texts: PlanInput, fiscal_year: FiscalYear) -> list[str]:
    """Which of a plan's moved texts a person should look at."""
    usual = default_texts(fiscal_year)
    said = {name: getattr(texts, name) for name in MOVED_TEXTS}
    return [name for name, text in said.items() if text and text != getattr(usual, name)]


def _mark_carried(plan: AnnualPlan) -> None:
    measures = list(Measure.objects.in_plan(plan).with_rows())
    for measure in measures:
        measure.carried = carried_keys(measure)
    Measure.objects.bulk_update(measures, ["carried"], batch_size=200)


def carried_keys(measure: Measure) -> list[str]:
    """The values of a measure that a person should look at before they hold for another year.

    A period that was moved is a new one and needs no looking at, unlike one that was not read.
    """
    keys = [name for name in ("title", "steps_lead") if getattr(measure, name)]
    if measure.period_kind == PeriodKind.FREE:
        keys.append("period")
    owners = list(measure.owners.all())
    if any(owner.step_id is None for owner in owners):
        keys.append("owners")
    cells = cell_keys(cell["heading"] for cell in measure.extras)
    keys += [key for key, cell in zip(cells, measure.extras, strict=True) if cell["text"]]
    for step in measure.steps.all():
        keys.append(f"step-{step.pk}-text")
        if step.period_kind == PeriodKind.FREE:
            keys.append(f"step-{step.pk}-period")
        if any(owner.step_id == step.pk for owner in owners):
            keys.append(f"step-{step.pk}-owners")
    return keys
