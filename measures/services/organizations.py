"""Organizations and their units."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.thai.text import sort_key
from measures.inputs import OrganizationInput
from measures.models import AnnualPlan, Invitation, Organization, Unit, User
from measures.models.organization import name_search_text
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.rows import cleaned, delete_unused, save_valid, values_of

_FIELDS = (
    "code",
    "dla_code",
    "name",
    "kind",
    "subdistrict",
    "district",
    "province",
    "website",
    "contact_email",
)
_UNIT_FIELDS = ("name", "parent", "position")


@transaction.atomic
def create_organization(
    *,
    code: str,
    data: OrganizationInput,
    by: User,
    dla_code: str = "",
    website: str = "",
    contact_email: str = "",
) -> Organization:
    """Add an organization; `code` is for ever, it stands in every public address.

    Raises PermissionDenied or ValidationError.
    """
    require(by, Action.MANAGE_REFERENCE, None)
    organization = Organization()
    _fill(organization, code=code, data=data, dla_code=dla_code)
    _fill_contact(organization, website=website, contact_email=contact_email)
    save_valid(organization)
    audit.record(
        "organization.created", organization, by=by, after=values_of(organization, _FIELDS)
    )
    return organization


@transaction.atomic
def update_organization(
    *,
    organization: Organization,
    code: str,
    data: OrganizationInput,
    by: User,
    dla_code: str = "",
    website: str = "",
    contact_email: str = "",
) -> Organization:
    """Change an organization; its code may change only while it has no plan.

    What is published keeps the old name. Raises PermissionDenied or ValidationError.
    """
    require(by, Action.MANAGE_ORGANIZATION, organization)
    held = _hold(organization)
    before = values_of(held, _FIELDS)
    if code != held.code and AnnualPlan.objects.filter(organization=held).exists():
        raise ValidationError({"code": "เปลี่ยนรหัสไม่ได้ เพราะหน่วยงานนี้มีแผนแล้ว"})
    _fill(held, code=code, data=data, dla_code=dla_code)
    _fill_contact(held, website=website, contact_email=contact_email)
    if (held.code, held.dla_code) != (before["code"], before["dla_code"]):
        require(by, Action.MANAGE_REFERENCE, None)
    save_valid(held)
    audit.record("organization.updated", held, by=by, before=before, after=values_of(held, _FIELDS))
    return held


@transaction.atomic
def delete_organization(*, organization: Organization, by: User) -> None:
    """Remove an organization that has no plan; raises PermissionDenied or ValidationError."""
    require(by, Action.MANAGE_REFERENCE, None)
    held = _hold(organization)
    audit.record("organization.deleted", held, by=by, before=values_of(held, _FIELDS))
    delete_unused(held)


@transaction.atomic
def create_unit(
    *,
    organization: Organization,
    name: str,
    by: User,
    parent: Unit | None = None,
    position: int | None = None,
) -> Unit:
    """Add a unit, the last one without `position`; raises PermissionDenied or ValidationError."""
    require(by, Action.MANAGE_ORGANIZATION, organization)
    held = _hold(organization)
    if position is None:
        position = held.units.count() + 1
    unit = Unit(organization=held)
    _fill_unit(unit, name=name, parent=parent, position=position)
    save_valid(unit)
    audit.record("unit.created", unit, by=by, after=values_of(unit, _UNIT_FIELDS))
    return unit


@transaction.atomic
def update_unit(
    *, unit: Unit, name: str, by: User, parent: Unit | None = None, position: int | None = None
) -> Unit:
    """Rename or move a unit; raises PermissionDenied or ValidationError."""
    require(by, Action.MANAGE_ORGANIZATION, unit.organization)
    _hold(unit.organization)
    held = Unit.objects.select_related("organization").get(pk=unit.pk)
    before = values_of(held, _UNIT_FIELDS)
    place = held.position if position is None else position
    _fill_unit(held, name=name, parent=parent, position=place)
    save_valid(held)
    audit.record("unit.updated", held, by=by, before=before, after=values_of(held, _UNIT_FIELDS))
    return held


@transaction.atomic
def delete_unit(*, unit: Unit, by: User) -> None:
    """Remove a unit that has none below it and narrows nobody's part; one that is gone stays so.

    Raises PermissionDenied or ValidationError.
    """
    require(by, Action.MANAGE_ORGANIZATION, unit.organization)
    held = _hold(unit.organization)
    if not held.units.filter(pk=unit.pk).exists():  # the form was sent twice
        return
    # without its units a part would hold in the whole organization
    if unit.memberships.exists() or Invitation.objects.waiting().filter(units=unit).exists():
        raise ValidationError("ลบไม่ได้ เพราะมีสิทธิ์ที่ให้ไว้เฉพาะหน่วยงานภายในนี้", code="used")
    audit.record("unit.deleted", unit, by=by, before=values_of(unit, _UNIT_FIELDS))
    delete_unused(unit)


def _hold(organization: Organization) -> Organization:
    return Organization.objects.select_for_update().get(pk=organization.pk)


def _fill(
    organization: Organization,
    *,
    code: str,
    data: OrganizationInput,
    dla_code: str,
) -> None:
    data = cleaned(data)
    organization.code = code
    organization.dla_code = dla_code
    organization.name = data.name
    organization.kind = data.kind
    organization.subdistrict = data.subdistrict
    organization.district = data.district
    organization.province = data.province
    organization.sort_key = sort_key(data.name)
    organization.search_name = name_search_text(data.name)


def _fill_contact(organization: Organization, *, website: str, contact_email: str) -> None:
    organization.website = cleaned(website, multiline=False)
    organization.contact_email = cleaned(contact_email, multiline=False)


def _fill_unit(unit: Unit, *, name: str, parent: Unit | None, position: int) -> None:
    # read now that the organization is held: `parent` may have been moved since it was loaded
    units = Unit.objects.filter(organization=unit.organization_id)
    parents = dict(units.values_list("pk", "parent"))
    above = parent.pk if parent else None
    while above is not None:
        if above == unit.pk or above not in parents:
            raise ValidationError({"parent": "สังกัดต้องเป็นหน่วยงานภายในอื่นของหน่วยงานเดียวกัน"})
        above = parents[above]
    unit.name = cleaned(name, multiline=False)
    unit.parent = parent
    unit.position = position
