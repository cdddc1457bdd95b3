"""Steps that were taken out of a measure, kept with all that hung on them for some time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from measures.models import EvidenceFile, Measure, Owner, RemovedRow, Step, Unit, User
from measures.services.content import KINDS, OF_STEPS, Content
from measures.services.nested import period_fields
from measures.writing import read_key, read_period

KEPT = timedelta(days=30)  # also what lies in the bin of a plan
Stored = dict[str, Any]


def removed_rows_of(measure: Measure, *, at: datetime) -> list[RemovedRow]:
    """What can still be put back, the newest first, with who took it out."""
    rows = RemovedRow.objects.filter(measure=measure, removed_at__gt=at - KEPT)
    return list(rows.select_related("removed_by").order_by("-removed_at", "-pk"))


def forget_removed_rows(*, at: datetime) -> int:
    """Delete what was taken out longer than KEPT ago; how many there were."""
    return RemovedRow.objects.filter(removed_at__lte=at - KEPT).delete()[0]


def take_out(content: Content, keys: Sequence[int], *, by: User, at: datetime) -> RemovedRow:
    """Delete steps that stand one below the other, and keep them; their evidence stays.

    Part of a larger act: the caller numbers the others and writes the measure.
    """
    measure = content.measure
    gone = [step for step in content.steps if step.pk in set(keys)]
    start = content.steps.index(gone[0])
    stored = _stored(content, gone)
    stored[0]["after"] = content.steps[start - 1].pk if start else None
    EvidenceFile.objects.filter(step__in=keys).update(step=None)
    Step.objects.filter(pk__in=keys).delete()
    content.steps = [step for step in content.steps if step.pk not in set(keys)]
    for name in OF_STEPS:
        for key in keys:
            content.rows.pop((name, key), None)
    measure.carried = [name for name in measure.carried if not _is_of(name, keys)]
    RemovedRow.objects.filter(measure=measure, removed_at__lte=at - KEPT).delete()
    return RemovedRow.objects.create(
        measure=measure, content=stored, position=start + 1, removed_at=at, removed_by=by
    )


def put_back(content: Content, stored: Sequence[Stored]) -> list[Step]:
    """Make the steps anew under the keys that they had, with what hung on them.

    Those that stand there already are left alone. Part of a larger act, as `take_out` is.
    """
    standing = set(Step.objects.filter(pk__in=[row["key"] for row in stored]).values_list("pk"))
    missing = [row for row in stored if (row["key"],) not in standing]
    steps = Step.objects.bulk_create([_step(content.measure, row) for row in missing])
    content.steps += steps
    for name in OF_STEPS:
        rows = [_item(content, name, row["key"], p, item) for row, p, item in _each(name, missing)]
        KINDS[name].objects.bulk_create(rows)
        if name == "owners":
            items = [item for _, _, item in _each(name, missing)]
            _link(content, list(zip(rows, items, strict=True)))
    for row in missing:
        evidence = EvidenceFile.objects.filter(measure=content.measure, step=None)
        evidence.filter(pk__in=row.get("evidence", [])).update(step=row["key"])
    carried = [name for row in missing for name in row.get("carried", [])]
    content.measure.carried = [*content.measure.carried, *carried]
    return steps


def _stored(content: Content, steps: Sequence[Step]) -> list[Stored]:
    keys = [step.pk for step in steps]
    evidence: dict[int | None, list[int]] = defaultdict(list)
    for key, step in EvidenceFile.objects.filter(step__in=keys).values_list("pk", "step"):
        evidence[step].append(key)
    units: dict[int, list[int]] = defaultdict(list)
    links = Owner.units.through._default_manager.filter(owner__step__in=keys)
    for owner, unit in links.values_list("owner_id", "unit_id"):
        units[owner].append(unit)
    return [
        {
            "key": step.pk,
            "depth": step.depth,
            "mark": step.mark,
            "text": step.text,
            "period": step.period_text,
            "owners": [
                {"text": row.text, "units": units[row.pk]}
                for row in content.rows.get(("owners", step.pk), [])
            ],
            **{
                name: [
                    {"mark": row.mark, "text": row.text}
                    for row in content.rows.get((name, step.pk), [])
                ]
                for name in ("outputs", "suggestions")
            },
            "evidence": evidence[step.pk],
            "carried": [name for name in content.measure.carried if _is_of(name, [step.pk])],
        }
        for step in steps
    ]


def _is_of(name: str, steps: Sequence[int]) -> bool:
    """Whether a key names a field of one of the steps."""
    key = read_key(name)
    return key is not None and key.step is not None and key.step in steps


def _step(measure: Measure, row: Stored) -> Step:
    period = read_period(row["period"], measure.plan.fiscal_year.year)
    return Step(
        pk=row["key"],
        measure=measure,
        position=0,
        depth=row["depth"],
        mark=row["mark"],
        text=row["text"],
        **period_fields(period),
    )


def _each(name: str, rows: Sequence[Stored]) -> list[tuple[Stored, int, Stored]]:
    return [(row, place, item) for row in rows for place, item in enumerate(row[name], 1)]


def _item(content: Content, name: str, step: int, position: int, item: Stored) -> Any:
    texts = {key: item[key] for key in ("mark", "text") if key in item}
    row = KINDS[name](measure=content.measure, step_id=step, position=position, **texts)
    content.rows[name, step].append(row)
    return row


def _link(content: Content, owners: Sequence[tuple[Owner, Stored]]) -> None:
    """Say again which units are meant, as far as the organization still has them."""
    organization = content.measure.plan.organization_id
    wanted = {unit for _, item in owners for unit in item.get("units", [])}
    if not wanted:
        return
    known = set(
        Unit.objects.filter(organization=organization, pk__in=wanted).values_list("pk", flat=True)
    )
    links = Owner.units.through
    links._default_manager.bulk_create(
        links(owner_id=owner.pk, unit_id=unit)
        for owner, item in owners
        for unit in item.get("units", [])
        if unit in known
    )
