"""The tree of an organization's units: its order, and moving a unit within it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q

from measures.models import AuditEvent, Organization, Unit, User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.organizations import create_unit, update_unit
from measures.services.rows import save_valid, values_of

DEEPEST = 3  # สำนัก or กอง, ส่วน, ฝ่าย, งาน
_FIELDS = ("name", "parent", "position")
_Children = dict[int | None, list[Unit]]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a unit may go: below `parent`, before `before` or, without it, as the last."""

    parent: int | None
    before: int | None


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """A unit in the order of the tree; the places are those one step away, if there are any."""

    unit: Unit
    depth: int
    used_in: int
    up: Place | None
    down: Place | None
    deeper: Place | None
    higher: Place | None


def unit_rows(organization: Organization) -> list[UnitRow]:
    """All units from the top down, each with the number of measures that mean it; two queries."""
    used = Count("owned__measure", filter=Q(owned__measure__binned_at=None), distinct=True)
    children = _children(list(organization.units.annotate(used_in=used)))
    return list(_rows(children, None, 0))


@transaction.atomic
def add_unit(
    *, organization: Organization, name: str, by: User, parent: Unit | None = None
) -> Unit:
    """Add a unit as the last one below `parent`; raises PermissionDenied or ValidationError."""
    unit = create_unit(organization=organization, name=name, by=by, parent=parent)
    _number(organization)
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, by: User) -> Unit:
    """Raises PermissionDenied or ValidationError; what is written in reports stays as it is."""
    held = Unit.objects.select_related("parent", "organization").get(pk=unit.pk)
    if held.name == name.strip():
        return held
    return update_unit(unit=held, name=name, parent=held.parent, by=by)


@transaction.atomic
def place_unit(
    *, unit: Unit, by: User, parent: Unit | None = None, before: Unit | None = None
) -> Unit:
    """Move a unit, with all below it, to a place; where it stands already nothing happens.

    Raises PermissionDenied or ValidationError.
    """
    require(by, Action.MANAGE_ORGANIZATION, unit.organization)
    organization = Organization.objects.select_for_update().get(pk=unit.organization_id)
    children = _children(list(organization.units.all()))
    held = next((one for row in children.values() for one in row if one.pk == unit.pk), None)
    if held is None:
        raise ValidationError("ไม่พบหน่วยงานภายในนี้แล้ว", code="gone")
    _refuse_place(held, parent, before, children)
    old = values_of(held, _FIELDS)
    row = [one for one in children[parent.pk if parent else None] if one.pk != held.pk]
    at = next((i for i, one in enumerate(row) if before and one.pk == before.pk), len(row))
    row.insert(at, held)
    children[held.parent_id] = [one for one in children[held.parent_id] if one.pk != held.pk]
    children[parent.pk if parent else None] = row
    held.parent = parent
    save_valid(held)
    _write_numbers(children)
    if values_of(held, _FIELDS) != old:
        audit.record("unit.updated", held, by=by, before=old, after=values_of(held, _FIELDS))
    return held


def was_deleted(organization: Organization, unit_id: int) -> bool:
    """Whether the organization had a unit of that key, and has it no more."""
    return AuditEvent.objects.filter(
        action="unit.deleted", organization_code=organization.code, object_id=str(unit_id)
    ).exists()


def _refuse_place(
    unit: Unit, parent: Unit | None, before: Unit | None, children: _Children
) -> None:
    known = {one.pk: one for row in children.values() for one in row}
    if any(one and one.pk not in known for one in (parent, before)):
        raise ValidationError("ไม่พบที่ที่จะย้ายไปแล้ว โปรดลองอีกครั้ง", code="gone")
    depth, above = 0, known[parent.pk] if parent else None
    while above is not None:
        if above.pk == unit.pk:
            raise ValidationError("ย้ายไปอยู่ใต้หน่วยของตัวเองไม่ได้", code="circle")
        depth, above = depth + 1, known.get(above.parent_id or 0)
    if depth + _height(unit, children) > DEEPEST:
        raise ValidationError("ซ้อนกันได้ไม่เกิน ๔ ชั้น", code="deep")


def _height(unit: Unit, children: _Children) -> int:
    """How many levels there are below a unit."""
    return max((1 + _height(one, children) for one in children.get(unit.pk, [])), default=0)


def _rows(children: _Children, parent: Unit | None, depth: int) -> Iterator[UnitRow]:
    row = children.get(parent.pk if parent else None, [])
    for number, unit in enumerate(row):
        here = parent.pk if parent else None
        deeper = row[number - 1].pk if number and depth < DEEPEST else None
        after = _next(children, parent)
        yield UnitRow(
            unit=unit,
            depth=depth,
            used_in=getattr(unit, "used_in", 0),
            up=Place(parent=here, before=row[number - 1].pk) if number else None,
            down=_down(row, number, here),
            deeper=Place(parent=deeper, before=None) if deeper else None,
            higher=Place(parent=parent.parent_id, before=after) if parent else None,
        )
        yield from _rows(children, unit, depth + 1)


def _down(row: list[Unit], number: int, here: int | None) -> Place | None:
    if number + 1 >= len(row):
        return None
    return Place(parent=here, before=row[number + 2].pk if number + 2 < len(row) else None)


def _next(children: _Children, unit: Unit | None) -> int | None:
    """The unit that follows beside `unit`."""
    if unit is None:
        return None
    row = children[unit.parent_id]
    keys = [one.pk for one in row]
    number = keys.index(unit.pk)
    return keys[number + 1] if number + 1 < len(keys) else None


def _children(units: list[Unit]) -> _Children:
    children: _Children = defaultdict(list)
    for unit in sorted(units, key=lambda one: (one.position, one.pk)):
        children[unit.parent_id].append(unit)
    return children


def _number(organization: Organization) -> None:
    _write_numbers(_children(list(organization.units.all())))


def _write_numbers(children: _Children) -> None:
    """Positions follow the tree from the top down, so that a flat list has the same order."""
    units = [row.unit for row in _rows(children, None, 0)]
    moved = []
    for number, unit in enumerate(units, 1):
        if unit.position != number:
            unit.position = number
            moved.append(unit)
    Unit.objects.bulk_update(moved, ["position"])
