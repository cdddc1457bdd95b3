"""The tree of units: order, moves, the usual units."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from measures.models import AuditEvent, Owner, Unit
from measures.roles import Role
from measures.services.organizations import delete_unit
from measures.services.standard_units import STANDARD, add_standard_units, standard_units
from measures.services.unit_tree import (
    add_unit,
    place_unit,
    rename_unit,
    unit_rows,
    was_deleted,
)
from tests.factories import (
    AT,
    make_full_measure,
    make_invitation,
    make_organization,
    make_plan,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_organization(kind="อบต.")


@pytest.fixture
def head(office):
    return make_user(role=Role.ADMINISTRATOR, organization=office)


@pytest.fixture
def tree(office, head):
    """ก over ก๑ and ก๒, ข over ข๑."""
    made: dict[str, Unit] = {}
    for name, parent in (("ก", ""), ("ก๑", "ก"), ("ก๒", "ก"), ("ข", ""), ("ข๑", "ข")):
        made[name] = add_unit(organization=office, name=name, parent=made.get(parent), by=head)
    forget_events()
    return made


def forget_events():
    """Straight, as no service can: the tests look at what comes afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM measures_auditevent")


def drawn(office):
    return " ".join("-" * row.depth + row.unit.name for row in unit_rows(office))


def place(tree, name, parent="", before="", by=None):
    unit = Unit.objects.select_related("organization").get(pk=tree[name].pk)
    return place_unit(
        unit=unit,
        parent=tree[parent] if parent else None,
        before=tree[before] if before else None,
        by=by,
    )


def test_the_rows_follow_the_tree_and_positions_follow_the_rows(office, tree):
    assert drawn(office) == "ก -ก๑ -ก๒ ข -ข๑"
    flat = office.units.order_by("position").values_list("name", "position")
    assert list(flat) == [("ก", 1), ("ก๑", 2), ("ก๒", 3), ("ข", 4), ("ข๑", 5)]


@pytest.mark.parametrize(
    ("name", "parent", "before", "shown"),
    [
        ("ข", "", "ก", "ข -ข๑ ก -ก๑ -ก๒"),
        ("ก", "", "", "ข -ข๑ ก -ก๑ -ก๒"),
        ("ก๒", "ก", "ก๑", "ก -ก๒ -ก๑ ข -ข๑"),
        ("ก๒", "", "ข", "ก -ก๑ ก๒ ข -ข๑"),
        ("ก๒", "ก๑", "", "ก -ก๑ --ก๒ ข -ข๑"),
        ("ก๑", "ข", "ข๑", "ก -ก๒ ข -ก๑ -ข๑"),
        ("ข", "ก", "ก๒", "ก -ก๑ -ข --ข๑ -ก๒"),
        ("ก๑", "ข", "ก๒", "ก -ก๒ ข -ข๑ -ก๑"),  # ก๒ is not there: as the last
    ],
)
def test_a_unit_goes_where_it_is_placed(office, tree, head, name, parent, before, shown):
    place(tree, name, parent, before, head)
    place(tree, name, parent, before, head)

    assert drawn(office) == shown
    positions = [unit.position for unit in office.units.order_by("position")]
    assert positions == [1, 2, 3, 4, 5]
    assert [event.action for event in AuditEvent.objects.all()] == ["unit.updated"]


def test_the_places_one_step_away_are_those_of_the_buttons(office, tree, head):
    def step(name, way):
        row = next(row for row in unit_rows(office) if row.unit.name == name)
        to = getattr(row, way)
        if to is None:
            return None
        units = {unit.pk: unit for unit in office.units.all()}
        place_unit(unit=row.unit, parent=units.get(to.parent), before=units.get(to.before), by=head)
        return drawn(office)

    assert step("ก", "up") is step("ก", "deeper") is step("ก", "higher") is None
    assert step("ข", "down") is step("ก๑", "up") is step("ก๑", "deeper") is None
    assert step("ก", "down") == "ข -ข๑ ก -ก๑ -ก๒"
    assert step("ก", "up") == "ก -ก๑ -ก๒ ข -ข๑"
    assert step("ก๒", "deeper") == "ก -ก๑ --ก๒ ข -ข๑"
    assert step("ก๒", "higher") == "ก -ก๑ -ก๒ ข -ข๑"
    assert step("ก๑", "higher") == "ก -ก๒ ก๑ ข -ข๑"
    assert step("ข", "deeper") == "ก -ก๒ ก๑ -ข --ข๑"


def test_a_unit_does_not_go_below_itself_or_too_deep(office, tree, head):
    for name, parent in (("ก", "ก"), ("ก", "ก๑")):
        with pytest.raises(ValidationError) as refusal:
            place(tree, name, parent, by=head)
        assert refusal.value.code == "circle"
    place(tree, "ก๒", "ก๑", by=head)
    place(tree, "ข๑", "ก๒", by=head)
    with pytest.raises(ValidationError) as refusal:
        place(tree, "ข", "ข๑", by=head)
    assert refusal.value.code == "deep"
    with pytest.raises(ValidationError):
        place_unit(unit=tree["ก"], parent=make_unit(), by=head)
    assert drawn(office) == "ก -ก๑ --ก๒ ---ข๑ ข"


def test_two_of_one_name_do_not_come_together(office, tree, head):
    rename_unit(unit=tree["ข๑"], name="ก๑", by=head)

    with pytest.raises(ValidationError):
        place(tree, "ข๑", "ก", by=head)
    assert drawn(office) == "ก -ก๑ -ก๒ ข -ก๑"


def test_only_its_administrator_keeps_the_tree(office, tree):
    for by in (
        make_user(role=Role.LEGAL, organization=office),
        make_user(role=Role.ADMINISTRATOR, organization=make_organization()),
    ):
        with pytest.raises(PermissionDenied):
            place(tree, "ข", "", "ก", by)
        with pytest.raises(PermissionDenied):
            rename_unit(unit=tree["ข"], name="ค", by=by)
        with pytest.raises(PermissionDenied):
            add_standard_units(organization=office, names=["กองคลัง"], by=by)
    assert drawn(office) == "ก -ก๑ -ก๒ ข -ข๑"


def test_rows_say_how_many_measures_mean_a_unit(office, tree, head, django_assert_num_queries):
    plan = make_plan(organization=office)
    for _ in range(2):
        Owner.objects.get(measure=make_full_measure(plan=plan)).units.set([tree["ข"]])
    binned = make_full_measure(plan=plan, binned_at=AT, binned_by=head)
    Owner.objects.get(measure=binned).units.set([tree["ข"]])

    with django_assert_num_queries(1):
        rows = unit_rows(office)

    assert [(row.unit.name, row.used_in) for row in rows if row.used_in] == [("ข", 2)]


def test_a_unit_that_an_invitation_is_limited_to_stays(office, tree, head):
    invitation = make_invitation(organization=office, by=head)
    invitation.units.add(tree["ข๑"])

    with pytest.raises(ValidationError):
        delete_unit(unit=tree["ข๑"], by=head)
    invitation.units.clear()
    key = tree["ข๑"].pk
    delete_unit(unit=tree["ข๑"], by=head)

    assert was_deleted(office, key)
    assert not was_deleted(office, tree["ข"].pk)


@pytest.mark.parametrize("kind", list(STANDARD))
def test_the_usual_units_are_added_once(kind):
    office = make_organization(kind=kind)
    head = make_user(role=Role.ADMINISTRATOR, organization=office)
    names = [unit.name for unit in standard_units(office)]

    assert len(names) == len(set(names)) >= 10
    assert add_standard_units(organization=office, names=names, by=head) == len(names)
    assert add_standard_units(organization=office, names=names, by=head) == 0
    assert [row.unit.name for row in unit_rows(office)] == names
    assert {(row.unit.parent.name if row.unit.parent else "") for row in unit_rows(office)} == {
        unit.parent for unit in standard_units(office)
    }


def test_only_the_chosen_and_missing_usual_units_are_added(office, head):
    add_unit(organization=office, name="กองคลัง ", by=head)

    added = add_standard_units(
        organization=office, names=["กองคลัง", "งานพัสดุ", "งานผังเมือง", "งานการเงินและบัญชี"], by=head
    )

    assert added == 2
    assert drawn(office) == "กองคลัง -งานการเงินและบัญชี งานผังเมือง"
    assert [unit.name for unit in standard_units(office) if unit.exists] == [
        "กองคลัง",
        "งานการเงินและบัญชี",
        "งานผังเมือง",
    ]


def test_a_special_kind_has_no_usual_units():
    assert standard_units(make_organization(kind="พัทยา")) == []
