"""The units that local governments of a kind usually have, to begin with.

They follow the lists of divisions (ส่วนราชการ) that the central boards of local personnel allow
each kind; work units (งาน) below them are those that reports of integrity name as owners.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from ita_portal.thai.text import search_form
from measures.models import Organization, OrganizationKind, Unit, User
from measures.permissions import require
from measures.roles import Action
from measures.services.unit_tree import add_unit

_Tree = tuple[tuple[str, tuple[str, ...]], ...]

_FINANCE = ("งานการเงินและบัญชี", "งานพัฒนาและจัดเก็บรายได้", "งานทะเบียนทรัพย์สินและพัสดุ")
_WORKS = ("งานก่อสร้าง", "งานออกแบบและควบคุมอาคาร", "งานสาธารณูปโภค", "งานผังเมือง")
_CLERKS = ("งานธุรการ", "งานการเจ้าหน้าที่", "งานนิติการ", "งานประชาสัมพันธ์", "งานทะเบียนราษฎร")
_AUDIT = ("หน่วยตรวจสอบภายใน", ())

_SUBDISTRICT: _Tree = (
    (
        "สำนักปลัด",
        (
            "งานบริหารงานทั่วไป",
            "งานนโยบายและแผน",
            "งานการเจ้าหน้าที่",
            "งานนิติการ",
            "งานป้องกันและบรรเทาสาธารณภัย",
        ),
    ),
    ("กองคลัง", _FINANCE),
    ("กองช่าง", _WORKS),
    ("กองการศึกษา ศาสนา และวัฒนธรรม", ()),
    ("กองสาธารณสุขและสิ่งแวดล้อม", ()),
    ("กองสวัสดิการสังคม", ()),
    ("กองส่งเสริมการเกษตร", ()),
    _AUDIT,
)
_MUNICIPALITY: _Tree = (
    ("สำนักปลัดเทศบาล", (*_CLERKS, "งานป้องกันและบรรเทาสาธารณภัย")),
    ("กองยุทธศาสตร์และงบประมาณ", ("งานแผนและงบประมาณ",)),
    ("กองคลัง", _FINANCE),
    ("กองช่าง", _WORKS),
    ("กองสาธารณสุขและสิ่งแวดล้อม", ()),
    ("กองการศึกษา", ()),
    ("กองสวัสดิการสังคม", ()),
    _AUDIT,
)
_CITY: _Tree = (
    ("สำนักปลัดเทศบาล", ("งานธุรการ", "งานทะเบียนราษฎร", "งานป้องกันและบรรเทาสาธารณภัย")),
    ("กองการเจ้าหน้าที่", ()),
    ("กองยุทธศาสตร์และงบประมาณ", ("งานแผนและงบประมาณ", "งานนิติการ", "งานประชาสัมพันธ์")),
    ("สำนักคลัง", _FINANCE),
    ("สำนักช่าง", _WORKS),
    ("สำนักสาธารณสุขและสิ่งแวดล้อม", ()),
    ("สำนักการศึกษา", ()),
    ("กองสวัสดิการสังคม", ()),
    _AUDIT,
)
_PROVINCE: _Tree = (
    ("สำนักปลัดองค์การบริหารส่วนจังหวัด", ("งานธุรการ", "งานนิติการ", "งานประชาสัมพันธ์")),
    ("สำนักงานเลขานุการองค์การบริหารส่วนจังหวัด", ()),
    ("กองการเจ้าหน้าที่", ()),
    ("กองยุทธศาสตร์และงบประมาณ", ("งานแผนและงบประมาณ",)),
    ("กองคลัง", ("งานการเงินและบัญชี", "งานพัฒนาและจัดเก็บรายได้")),
    ("กองพัสดุและทรัพย์สิน", ()),
    ("กองช่าง", _WORKS),
    ("กองการศึกษา ศาสนา และวัฒนธรรม", ()),
    ("กองสาธารณสุข", ()),
    _AUDIT,
)
STANDARD: dict[str, _Tree] = {
    OrganizationKind.PROVINCIAL: _PROVINCE,
    OrganizationKind.CITY: _CITY,
    OrganizationKind.TOWN: _MUNICIPALITY,
    OrganizationKind.SUBDISTRICT_MUNICIPALITY: _MUNICIPALITY,
    OrganizationKind.SUBDISTRICT: _SUBDISTRICT,
}


@dataclass(frozen=True, kw_only=True)
class StandardUnit:
    """One of the usual units, and whether the organization has one of that name already."""

    name: str
    parent: str
    exists: bool


def standard_units(organization: Organization) -> list[StandardUnit]:
    """The usual units of its kind, each parent before its children; none for special kinds."""
    have = {search_form(name) for name in organization.units.values_list("name", flat=True)}
    return [
        StandardUnit(name=name, parent=parent, exists=search_form(name) in have)
        for name, parent in _pairs(organization)
    ]


@transaction.atomic
def add_standard_units(*, organization: Organization, names: Collection[str], by: User) -> int:
    """Add the named ones that are missing, and count them; raises PermissionDenied.

    A unit whose usual parent is neither there nor named stands at the top.
    """
    require(by, Action.MANAGE_ORGANIZATION, organization)
    held = Organization.objects.select_for_update().get(pk=organization.pk)
    units = {search_form(unit.name): unit for unit in held.units.order_by("-position")}
    added = 0
    for name, parent in _pairs(held):
        if name in names and search_form(name) not in units:
            above: Unit | None = units.get(search_form(parent)) if parent else None
            unit = add_unit(organization=held, name=name, parent=above, by=by)
            units[search_form(name)] = unit
            added += 1
    return added


def _pairs(organization: Organization) -> list[tuple[str, str]]:
    tree = STANDARD.get(organization.kind, ())
    pairs = []
    for name, children in tree:
        pairs += [(name, ""), *((child, name) for child in children)]
    return pairs
