"""What a person says the owners of a measure are: the units meant, never other words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from measures.models import Measure, Owner, Unit, User
from measures.permissions import require_measure
from measures.services import audit
from measures.services.likely_units import likely_units
from measures.services.meaning import find_units
from measures.services.plans import FieldClosed, MeasureChanged, hold_for_edit, hold_measure
from measures.services.writing import stamp
from measures.writing.opening import Area


@transaction.atomic
def choose_units(
    *, measure: Measure, units: Mapping[int, Collection[Unit]], by: User, revision: int
) -> Measure:
    """Say which units the owners with these keys are; the printed words stay, and so do others.

    The choice holds until the owner's words are changed, and is then read from them anew.

    Raises PermissionDenied, PlanLocked, MeasureChanged or ValidationError.
    """
    require_measure(by, measure)
    held = hold_for_edit(measure, revision=revision, area=Area.OWNERS)
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
        owners[key].answered_text = owners[key].text
    Owner.objects.bulk_update(named, ["answered_text"])
    held.revision += 1
    held.updated_by = by
    held.save(update_fields=["revision", "updated_by", "updated_at"])
    after = _values((owner.text, units[owner.pk]) for owner in named)
    audit.record("measure.units_chosen", held, by=by, before=before, after=after)
    return held


@transaction.atomic
def answer_meaning(
    *, measure: Measure, words: str, is_meant: bool, by: User, at: datetime | None = None
) -> None:
    """Say whether owners with these words are the units that the words come near to.

    Of all in the measure that say just this and are open, until their words change; the printed
    words stay. Said again, it does nothing more. Raises PermissionDenied, PlanLocked, FieldClosed,
    or MeasureChanged when the measure is gone or nobody in it is called so any more.
    """
    require_measure(by, measure)
    held, named, units = _hold_named(measure, words)
    if all(owner.answered_text == words for owner in named):
        return
    meant = likely_units(words, units) if is_meant else []
    chosen = {owner.pk: [*owner.units.all(), *meant] for owner in named}
    _say(held, named, chosen, answered=words, by=by, at=at or timezone.now())


@transaction.atomic
def ask_again(*, measure: Measure, words: str, by: User, at: datetime | None = None) -> None:
    """Take back what was said of owners with these words: they mean what they name, no more.

    Said again, it does nothing more. Raises as `answer_meaning`.
    """
    require_measure(by, measure)
    held, named, units = _hold_named(measure, words)
    if not any(owner.answered_text == words for owner in named):
        return
    found = find_units(words, units)
    chosen = {owner.pk: found for owner in named}
    _say(held, named, chosen, answered="", by=by, at=at or timezone.now())


def answered_words(measure: Measure) -> dict[str, tuple[str, ...]]:
    """The words of owners about which a person was asked, and the names of the units meant."""
    answered = Owner.objects.filter(measure=measure, answered_text=F("text")).exclude(text="")
    rows = answered.order_by("units__position", "units__pk").values_list("text", "units__name")
    meant: dict[str, tuple[str, ...]] = {}
    for words, unit in rows:
        known = meant.setdefault(words, ())
        if unit is not None and unit not in known:
            meant[words] = (*known, unit)
    return meant


def _hold_named(measure: Measure, words: str) -> tuple[Measure, list[Owner], list[Unit]]:
    """The measure held, its owners with these words that are open, and what units they may be."""
    held = hold_measure(measure, None)
    named = list(Owner.objects.filter(measure=held, text=words).prefetch_related("units"))
    if not named:
        raise MeasureChanged(str(held))
    named = [owner for owner in named if _is_open(owner, held)]
    if not named:
        raise FieldClosed(str(held))
    return held, named, list(Unit.objects.filter(organization=held.plan.organization_id))


def _is_open(owner: Owner, measure: Measure) -> bool:
    """With the steps of a measure go their owners, too."""
    areas = (Area.OWNERS, Area.STEPS) if owner.step_id else (Area.OWNERS,)
    return measure.plan.opening.opens(measure.pk, *areas)


def _say(
    held: Measure,
    named: Sequence[Owner],
    units: Mapping[int, Collection[Unit]],
    *,
    answered: str,
    by: User,
    at: datetime,
) -> None:
    """Write which units these owners are, and for which words a person said so."""
    before = _values((owner.text, owner.units.all()) for owner in named)
    for owner in named:
        owner.units.set(units[owner.pk])
        owner.answered_text = answered
    Owner.objects.bulk_update(named, ["answered_text"])
    columns = stamp(held, by=by, at=at)
    Measure.objects.filter(pk=held.pk).update(**columns, updated_at=at)
    after = _values((owner.text, units[owner.pk]) for owner in named)
    audit.record("measure.units_chosen", held, by=by, at=at, before=before, after=after)


def _values(owners: Iterable[tuple[str, Iterable[Unit]]]) -> dict[str, Any]:
    return {
        "owners": [
            {"text": text, "units": sorted({unit.name for unit in units})} for text, units in owners
        ]
    }
