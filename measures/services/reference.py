"""What all organizations share: fiscal years and issue schemes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from measures.importing.titles import THE_SEVEN_ISSUES, THE_TEN_INDICATORS
from measures.models import FiscalYear, Issue, IssueScheme, Organization, User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.rows import cleaned, delete_unused, save_valid, values_of

# The report has been asked for since 2563; the next years are known by their rule.
FISCAL_YEARS = range(2563, 2571)
SEVEN_ISSUES = "๗ ประเด็น"
TEN_INDICATORS = "๑๐ ตัวชี้วัด ITA"
_SCHEMES: dict[str, tuple[str, tuple[str, ...]]] = {
    SEVEN_ISSUES: (
        "แนวทางการวิเคราะห์ผลการประเมิน ITA ของสำนักงาน ป.ป.ช. ใช้ตั้งแต่ปีงบประมาณ พ.ศ. ๒๕๖๖ "
        "หรือ ๒๕๖๗ ถ้อยคำตามรายงานที่เผยแพร่ โปรดตรวจกับคู่มือของปีที่ประเมิน",
        THE_SEVEN_ISSUES,
    ),
    TEN_INDICATORS: (
        "ตัวชี้วัดการประเมิน ITA (IIT ๑-๕, EIT ๖-๘, OIT ๙-๑๐) ของสำนักงาน ป.ป.ช. "
        "ใช้เป็นหัวข้อมาตรการในรายงานปีงบประมาณ พ.ศ. ๒๕๖๓-๒๕๖๖",
        THE_TEN_INDICATORS,
    ),
}


@transaction.atomic
def load_reference() -> None:
    """Add the years and schemes that every installation starts with, where they are missing.

    What an administrator changed stays as it is.
    """
    for year in FISCAL_YEARS:
        if not FiscalYear.objects.filter(year=year).exists():
            _add_year(year, is_open=True, by=None)
    for name, (source, issues) in _SCHEMES.items():
        if not IssueScheme.objects.filter(name=name, organization=None).exists():
            scheme = IssueScheme()
            _write_scheme(scheme, name=name, source=source, issues=issues)
            audit.record("issue_scheme.created", scheme, by=None, after=_scheme_values(scheme))


@transaction.atomic
def create_fiscal_year(*, year: int, by: User, is_open: bool = True) -> FiscalYear:
    """Add a Buddhist fiscal year; raises PermissionDenied or ValidationError."""
    require(by, Action.MANAGE_REFERENCE, None)
    return _add_year(year, is_open=is_open, by=by)


@transaction.atomic
def update_fiscal_year(*, fiscal_year: FiscalYear, is_open: bool, by: User) -> FiscalYear:
    """Open or close a year for new plans; plans that have begun go on."""
    require(by, Action.MANAGE_REFERENCE, None)
    held = FiscalYear.objects.select_for_update().get(pk=fiscal_year.pk)
    before = values_of(held, ("is_open",))
    held.is_open = is_open
    save_valid(held)
    after = values_of(held, ("is_open",))
    audit.record("fiscal_year.updated", held, by=by, before=before, after=after)
    return held


@transaction.atomic
def delete_fiscal_year(*, fiscal_year: FiscalYear, by: User) -> None:
    """Remove a year without plans; raises PermissionDenied or ValidationError."""
    require(by, Action.MANAGE_REFERENCE, None)
    before = values_of(fiscal_year, ("year", "is_open"))
    audit.record("fiscal_year.deleted", fiscal_year, by=by, before=before)
    delete_unused(fiscal_year)


@transaction.atomic
def save_scheme(
    *,
    name: str,
    issues: Sequence[str],
    by: User,
    source: str = "",
    organization: Organization | None = None,
    scheme: IssueScheme | None = None,
) -> IssueScheme:
    """Write a scheme with its issues in order: a new one, or `scheme`.

    An issue keeps its measures when it is reworded in its place or moved; one that measures
    point to cannot be taken out. Shared schemes have no organization, which never changes.

    Raises PermissionDenied or ValidationError.
    """
    before: dict[str, Any] | None = None
    if scheme is None:
        held = IssueScheme(organization=organization)
    else:
        held = IssueScheme.objects.select_for_update().get(pk=scheme.pk)
        before = _scheme_values(held)
    _require_scheme(by, held)
    _write_scheme(held, name=name, source=source, issues=issues)
    action = "issue_scheme.created" if scheme is None else "issue_scheme.updated"
    audit.record(action, held, by=by, before=before, after=_scheme_values(held))
    return held


@transaction.atomic
def delete_scheme(*, scheme: IssueScheme, by: User) -> None:
    """Remove a scheme that no plan follows; raises PermissionDenied or ValidationError."""
    _require_scheme(by, scheme)
    audit.record("issue_scheme.deleted", scheme, by=by, before=_scheme_values(scheme))
    delete_unused(scheme)


def _require_scheme(by: User, scheme: IssueScheme) -> None:
    shared = scheme.organization is None
    action = Action.MANAGE_REFERENCE if shared else Action.MANAGE_ORGANIZATION
    require(by, action, scheme.organization)


def _add_year(year: int, *, is_open: bool, by: User | None) -> FiscalYear:
    fiscal_year = FiscalYear(year=year, is_open=is_open)
    save_valid(fiscal_year)
    values = values_of(fiscal_year, ("year", "is_open"))
    audit.record("fiscal_year.created", fiscal_year, by=by, after=values)
    return fiscal_year


def _write_scheme(scheme: IssueScheme, *, name: str, source: str, issues: Sequence[str]) -> None:
    names = [cleaned(issue, multiline=False) for issue in issues]
    if len(set(names)) != len(names):
        raise ValidationError("ประเด็นซ้ำกันในชุดเดียวกัน", code="twice")
    scheme.name = cleaned(name, multiline=False)
    scheme.source = cleaned(source, multiline=False)
    save_valid(scheme)
    rows = {issue.name: issue for issue in scheme.issues.all()}
    gone = {issue.position: issue for issue in rows.values() if issue.name not in names}
    for position, issue_name in enumerate(names, 1):
        row = rows.get(issue_name) or gone.pop(position, None) or Issue(scheme=scheme)
        row.name, row.position = issue_name, position
        save_valid(row)
    for issue in gone.values():
        delete_unused(issue)


def _scheme_values(scheme: IssueScheme) -> dict[str, Any]:
    issues = list(Issue.objects.filter(scheme=scheme).values_list("name", flat=True))
    return {**values_of(scheme, ("name", "source", "organization")), "issues": issues}
