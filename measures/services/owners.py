"""What a person says the owners of a measure are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from measures.models import Measure, Owner, Unit, User
from measures.permissions import require_measure
from measures.services import audit
from measures.services.plans import MeasureChanged, hold_for_edit


@transaction.atomic
def choose_units(
    *, measure: Measure, units: Mapping[int, Collection[Unit]], by: User, revision: int
) -> Measure:
    """Say which units the owners with these keys are; the printed words stay, and so do others.

    The choice holds until the owner's words are changed, and is then read from them anew.

    Raises PermissionDenied, PlanLocked, MeasureChanged or ValidationError.
    """
    require_measure(by, measure)
    held = hold_for_edit(measure, revision=revision)
    owners = {row.pk: row for row in Owner.objects.filter(measure=held).prefetch_related("units")}
    if not set(units) <= set(owners):
        raise MeasureChanged(str(held))
    own = held.plan.organization_id
    if any(unit.organization_id != own for chosen in units.values() for unit in chosen):
        raise ValidationError("หน่วยงานภายในที่เลือกเป็นของหน่วยงานอื่น", code="units")
    named = [owners[key] for key in units]
    before = _values((owner.text, owner.units.all()) for owner in named)
    for key, chosen in units.items():
        owners[key].units.set(chosen)
    held.revision += 1
    held.updated_by = by
    held.save(update_fields=["revision", "updated_by", "updated_at"])
    after = _values((owner.text, units[owner.pk]) for owner in named)
    audit.record("measure.units_chosen", held, by=by, before=before, after=after)
    return held


def _values(owners: Iterable[tuple[str, Iterable[Unit]]]) -> dict[str, Any]:
    return {
        "owners": [
            {"text": text, "units": sorted(unit.name for unit in units)} for text, units in owners
        ]
    }
