"""May this person do this in that organization?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Q, QuerySet

from measures.models import AnnualPlan, Measure, Membership, Organization, Unit, User
from measures.models.accounts import MembershipQuerySet
from measures.roles import ROLE_ACTIONS, SETTING_UP, SUPERUSER_ACTIONS, Action, Role


def can(user: User, action: Action, organization: Organization | None) -> bool:
    """Whether one of the person's parts allows the action; None is the whole installation.

    Reads the memberships each time, so that a part taken away is gone at once.
    """
    if not user.is_active:
        return False
    if user.is_superuser and action in SUPERUSER_ACTIONS:
        return True
    held = Membership.objects.in_force().filter(user=user, role__in=_roles_for(action))
    if organization is None:
        return held.filter(organization=None).exists()
    return held.filter(Q(organization=organization) | Q(organization=None)).exists()


def require(user: User, action: Action, organization: Organization | None) -> None:
    """Raises PermissionDenied unless `can`."""
    if not can(user, action, organization):
        raise PermissionDenied(f"{action} in {organization}")


def limited_to(user: User, organization: Organization) -> frozenset[int] | None:
    """The units to which the person's writing in the organization is limited, with all below them.

    None is the whole organization: one part that may edit and names no unit is enough for that.
    """
    if user.is_superuser:
        return None
    return _limits(_writing_units(user, organization), organization)


def can_edit_all(user: User, organization: Organization) -> bool:
    """Whether the person may change what belongs to a plan as a whole: its texts, its order."""
    if user.is_superuser:
        return can(user, Action.EDIT_PLAN, organization)
    return user.is_active and None in _writing_units(user, organization)


def can_edit_measure(user: User, measure: Measure) -> bool:
    """Whether the person may write in the measure.

    Whoever is limited to units may write where one of these is responsible, and where nobody's
    unit is known: "ทุกกอง" or no owner yet.
    """
    organization = measure.plan.organization
    if user.is_superuser:
        return can(user, Action.EDIT_PLAN, organization)
    parts = _writing_units(user, organization) if user.is_active else []
    if not parts:
        return False
    units = _limits(parts, organization)
    return units is None or is_for_units(owner_units(measure), units)


def owner_units(measure: Measure) -> frozenset[int]:
    """The units that the owners of a measure or of its steps are known to mean."""
    units = Unit.objects.filter(owned__measure=measure).values_list("pk", flat=True)
    return frozenset(units)


def is_for_units(responsible: frozenset[int], units: frozenset[int]) -> bool:
    """Whether a measure of which `responsible` are known may be written by people of `units`."""
    return not responsible or not responsible.isdisjoint(units)


def require_all(user: User, organization: Organization) -> None:
    """Raises PermissionDenied unless `can_edit_all`."""
    if not can_edit_all(user, organization):
        raise PermissionDenied(f"{Action.EDIT_PLAN} of everything in {organization}")


def require_measure(user: User, measure: Measure) -> None:
    """Raises PermissionDenied unless `can_edit_measure`."""
    if not can_edit_measure(user, measure):
        raise PermissionDenied(f"{Action.EDIT_PLAN} of {measure}")


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What a person may do in each organization, read once for all that a page asks.

    `limits` are the units to which the person's writing is limited, of organizations where it is.
    Services never decide by this: a part may be taken away meanwhile.
    """

    everywhere: frozenset[Action] = frozenset()
    own: Mapping[int, frozenset[Action]] = field(default_factory=dict)
    limits: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def may(self, action: Action, organization: int) -> bool:
        return action in self.in_organization(organization)

    def in_organization(self, organization: int) -> frozenset[Action]:
        """Everything that the person may do there."""
        return self.everywhere | self.own.get(organization, frozenset())

    @property
    def is_of_one(self) -> bool:
        """Whether there is but one organization that the person sees."""
        return not self.everywhere and len(self.own) == 1

    def may_edit_all(self, organization: int) -> bool:
        return self.may(Action.EDIT_PLAN, organization) and organization not in self.limits

    def may_edit(self, organization: int, responsible: frozenset[int]) -> bool:
        """Whether the person may write in a measure of which these units are known."""
        if not self.may(Action.EDIT_PLAN, organization):
            return False
        units = self.limits.get(organization)
        return units is None or is_for_units(responsible, units)

    def may_edit_measure(self, measure: Measure) -> bool:
        """As `can_edit_measure` says; the owners are read only of whoever is limited to units."""
        organization = measure.plan.organization_id
        if organization not in self.limits:
            return self.may_edit_all(organization)
        return self.may_edit(organization, owner_units(measure))


def rights_of(user: User) -> Rights:
    """The same as `can`, `limited_to` and `can_edit_measure` say, in two queries.

    The second is only of whoever is limited to units.
    """
    if not user.is_active:
        return Rights()
    own: dict[int, frozenset[Action]] = {}
    everywhere: frozenset[Action] = SUPERUSER_ACTIONS if user.is_superuser else frozenset()
    units: dict[int, set[int]] = {}
    whole: set[int] = set()
    for organization, role, unit in _parts_of(user):
        actions = ROLE_ACTIONS[Role(role)]
        if organization is None:
            everywhere |= actions
            continue
        own[organization] = own.get(organization, frozenset()) | actions
        if Action.EDIT_PLAN in actions:
            units.setdefault(organization, set()).update(() if unit is None else (unit,))
            whole |= {organization} if unit is None else set()
    limited = {key: chosen for key, chosen in units.items() if key not in whole}
    below = {} if user.is_superuser else _below(limited)
    return Rights(everywhere=everywhere, own=own, limits=below)


def editable_measures(rights: Rights, plan: AnnualPlan) -> frozenset[int]:
    """The keys of the plan's measures in which the person may write, in a fixed number of queries.

    As `can_edit_measure` says of each; whether the plan is open is another question.
    """
    if not rights.may(Action.EDIT_PLAN, plan.organization_id):
        return frozenset()
    measures = frozenset(Measure.objects.in_plan(plan).values_list("pk", flat=True))
    units = rights.limits.get(plan.organization_id)
    if units is None:
        return measures
    owners = Unit.objects.filter(owned__measure__in=measures)
    responsible: dict[int, set[int]] = {measure: set() for measure in measures}
    for measure, unit in owners.values_list("owned__measure", "pk"):
        responsible[measure].add(unit)
    return frozenset(
        measure for measure in measures if is_for_units(frozenset(responsible[measure]), units)
    )


def writers_of(organization: Organization) -> dict[User, frozenset[int] | None]:
    """Who writes in the organization, by name, each with what `limited_to` says; three queries."""
    chosen: dict[int, set[int]] = {}
    whole: set[int] = set()
    parts = _writing_parts(organization).filter(user__is_active=True)
    for key, unit in parts.values_list("user", "units"):
        chosen.setdefault(key, set()).update(() if unit is None else (unit,))
        whole |= {key} if unit is None else set()
    tree = _tree(organization)
    people = User.objects.filter(pk__in=chosen).order_by("display_name", "pk")
    return {
        user: None if user.is_superuser or user.pk in whole else _descendants(chosen[user.pk], tree)
        for user in people
    }


def _below(limited: Mapping[int, set[int]]) -> dict[int, frozenset[int]]:
    """The chosen units of each organization with all below them."""
    trees: dict[int, dict[int, int | None]] = {key: {} for key in limited}
    rows = Unit.objects.filter(organization__in=limited)
    for key, unit, parent in rows.values_list("organization", "pk", "parent"):
        trees[key][unit] = parent
    return {key: _descendants(limited[key], tree) for key, tree in trees.items()}


def _roles_for(action: Action) -> list[Role]:
    return [role for role, actions in ROLE_ACTIONS.items() if action in actions]


def _parts_of(user: User) -> Iterable[tuple[int | None, str, int | None]]:
    """Organization, role and unit of the person's parts; None is every one."""
    parts = Membership.objects.in_force().filter(user=user)
    return parts.values_list("organization", "role", "units")


def _writing_parts(organization: Organization) -> MembershipQuerySet:
    """All parts that may edit there."""
    editors = _roles_for(Action.EDIT_PLAN)
    return Membership.objects.in_force().filter(organization=organization, role__in=editors)


def _writing_units(user: User, organization: Organization) -> list[int | None]:
    """The units of the person's parts that may edit; None of a part that names no unit."""
    return list(_writing_parts(organization).filter(user=user).values_list("units", flat=True))


def _limits(parts: list[int | None], organization: Organization) -> frozenset[int] | None:
    if None in parts:
        return None
    units = {unit for unit in parts if unit is not None}
    return _descendants(units, _tree(organization))


def _tree(organization: Organization) -> dict[int, int | None]:
    """Each unit with the one above it."""
    return dict(Unit.objects.filter(organization=organization).values_list("pk", "parent"))


def _descendants(units: set[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    def is_below(unit: int) -> bool:
        seen: set[int] = set()
        step: int | None = unit
        while step is not None and step not in seen:
            if step in units:
                return True
            seen.add(step)
            step = parents.get(step)
        return False

    return frozenset(unit for unit in parents if is_below(unit))


def visible_organizations(user: User, action: Action | None = None) -> QuerySet[Organization]:
    """The person's own organizations; all of them for an auditor of everywhere.

    The installation's administrator sees all, too; for an `action` that is none of SETTING_UP
    only those in which they have a part.
    """
    if not user.is_active:
        return Organization.objects.none()
    if user.is_superuser and (action is None or action in SETTING_UP):
        return Organization.objects.all()
    granted = Membership.objects.in_force().filter(user=user)
    return Organization.objects.filter(
        Q(pk__in=granted.values("organization")) | Exists(granted.filter(organization=None))
    )
