"""The yearly criteria: loaded once, then kept by the installation's administrator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from measures.models import IssueScheme, User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.rows import cleaned, save_valid, values_of
from reports.criteria import MEASURES, STANDARD_BOOK, Round, RoundItem, Scale
from reports.models import AssessmentRound, LevelBand, LevelScale, RoundElement
from reports.models import RoundItem as ItemRow
from reports.snapshot import Asked

_ROUND = ("year", "opens_on", "closes_on", "issue_scheme", "source", "is_confirmed")
_ITEM = (
    *("round", "kind", "code", "title", "years_before", "source", "is_confirmed"),
    *("elements_source", "elements_confirmed"),
)
_SCALE = ("first_year", "words", "source", "is_confirmed")
# a document of measures has no results, a report no analysis and no follow-up of its own
_ONLY_OF_MEASURES = {"analysis", "follow_up"}
_ONLY_OF_REPORTS = {"outputs", "outcomes", "suggestions"}


@transaction.atomic
def load_criteria() -> None:
    """Add the rounds and scales that come with this release, where the year has none.

    What an administrator changed stays as it is.
    """
    schemes = {each.name: each for each in IssueScheme.objects.filter(organization=None)}
    years = set(AssessmentRound.objects.values_list("year", flat=True))
    for data in STANDARD_BOOK.rounds:
        if data.year not in years:
            row = _write_round(AssessmentRound(), data, schemes.get(data.scheme), by=None)
            for item in data.items:
                _write_item(ItemRow(round=row), item, by=None)
    known = set(LevelScale.objects.values_list("first_year", flat=True))
    for scale in STANDARD_BOOK.scales:
        if scale.first_year not in known:
            _write_scale(LevelScale(), scale, by=None)


@transaction.atomic
def save_round(
    *, data: Round, scheme: IssueScheme | None, by: User, row: AssessmentRound | None = None
) -> AssessmentRound:
    """Write a round without its items: a new one, or `row`.

    What was frozen keeps its criteria. Raises PermissionDenied or ValidationError.
    """
    require(by, Action.MANAGE_REFERENCE, None)
    if scheme is not None and scheme.organization_id is not None:
        raise ValidationError({"issue_scheme": "โปรดเลือกชุดประเด็นที่ใช้ได้ทุกหน่วยงาน"})
    held = _held(AssessmentRound, row) or AssessmentRound()
    return _write_round(held, data, scheme, by=by)


@transaction.atomic
def save_round_item(
    *, data: RoundItem, by: User, round: AssessmentRound, row: ItemRow | None = None
) -> ItemRow:
    """Write an item with its elements, in order. Raises PermissionDenied or ValidationError."""
    require(by, Action.MANAGE_REFERENCE, None)
    return _write_item(_held(ItemRow, row) or ItemRow(round=round), data, by=by)


@transaction.atomic
def save_scale(*, data: Scale, by: User, row: LevelScale | None = None) -> LevelScale:
    """Write a scale with its levels, the best first. Raises PermissionDenied or ValidationError."""
    require(by, Action.MANAGE_REFERENCE, None)
    return _write_scale(_held(LevelScale, row) or LevelScale(), data, by=by)


@transaction.atomic
def delete_criteria(*, row: AssessmentRound | ItemRow | LevelScale, by: User) -> None:
    """Remove a round, an item or a scale with all below it; its year follows the one before."""
    require(by, Action.MANAGE_REFERENCE, None)
    name, values = _told(row)
    audit.record(f"{name}.deleted", row, by=by, before=values)
    row.delete()


def _held(model: Any, row: Model | None) -> Any:
    return None if row is None else model.objects.select_for_update().get(pk=row.pk)


def _told(row: AssessmentRound | ItemRow | LevelScale) -> tuple[str, dict[str, Any]]:
    """What the record calls it, and what it says."""
    if isinstance(row, AssessmentRound):
        return "round", values_of(row, _ROUND)
    if isinstance(row, ItemRow):
        elements = [values_of(each, ("field", "label", "is_required")) for each in _below(row)]
        return "round_item", {**values_of(row, _ITEM), "elements": elements}
    bands = [values_of(each, ("level", "total", "each")) for each in _below(row)]
    return "level_scale", {**values_of(row, _SCALE), "bands": bands}


def _below(row: ItemRow | LevelScale) -> Sequence[Model]:
    if isinstance(row, ItemRow):
        return list(RoundElement.objects.filter(item=row).order_by("position", "pk"))
    return list(LevelBand.objects.filter(scale=row).order_by("position", "pk"))


def _recorded(
    row: AssessmentRound | ItemRow | LevelScale, before: dict[str, Any] | None, by: User | None
) -> None:
    name, after = _told(row)
    verb = "created" if before is None else "updated"
    audit.record(f"{name}.{verb}", row, by=by, before=before, after=after)


def _write_round(
    row: AssessmentRound, data: Round, scheme: IssueScheme | None, *, by: User | None
) -> AssessmentRound:
    before = _told(row)[1] if row.pk else None
    row.year, row.opens_on, row.closes_on = data.year, data.opens_on, data.closes_on
    row.issue_scheme, row.is_confirmed = scheme, data.is_confirmed
    row.source = cleaned(data.source)
    save_valid(row)
    _recorded(row, before, by)
    return row


def _write_item(row: ItemRow, data: RoundItem, *, by: User | None) -> ItemRow:
    before = _told(row)[1] if row.pk else None
    row.kind, row.years_before = data.kind, data.years_before
    row.code, row.title = (cleaned(text, multiline=False) for text in (data.code, data.title))
    row.source, row.elements_source = cleaned(data.source), cleaned(data.elements_source)
    row.is_confirmed, row.elements_confirmed = data.is_confirmed, data.elements_confirmed
    elements = [replace(each, label=cleaned(each.label, multiline=False)) for each in data.elements]
    _check_elements(data.kind, elements)
    save_valid(row)
    RoundElement.objects.filter(item=row).delete()
    for place, asked in enumerate(elements, 1):
        save_valid(
            RoundElement(
                item=row,
                position=place,
                field=asked.field,
                label=asked.label,
                is_required=asked.is_required,
            )
        )
    _recorded(row, before, by)
    return row


def _check_elements(kind: str, elements: Sequence[Asked]) -> None:
    strange = _ONLY_OF_REPORTS if kind == MEASURES else _ONLY_OF_MEASURES
    for asked in elements:
        if asked.field in strange:
            what = "เอกสารมาตรการ" if kind == MEASURES else "รายงานผล"
            raise ValidationError(f"องค์ประกอบ “{asked.label}” ใช้ช่องที่ไม่มีใน{what}", code="field")
    if not elements:
        raise ValidationError("โปรดใส่องค์ประกอบอย่างน้อย ๑ ข้อ", code="empty")


def _write_scale(row: LevelScale, data: Scale, *, by: User | None) -> LevelScale:
    before = _told(row)[1] if row.pk else None
    words = [cleaned(word, multiline=False) for word in data.words]
    row.first_year, row.is_confirmed = data.first_year, data.is_confirmed
    row.words, row.source = "\n".join(filter(None, words)), cleaned(data.source)
    bands = [replace(band, level=cleaned(band.level, multiline=False)) for band in data.bands]
    totals = [band.total for band in bands]
    if not bands or totals != sorted(totals, reverse=True) or totals[-1] != 0:
        raise ValidationError("เรียงระดับจากคะแนนมากไปน้อย และให้ระดับสุดท้ายเริ่มที่ ๐ คะแนน", code="order")
    save_valid(row)
    LevelBand.objects.filter(scale=row).delete()
    for place, band in enumerate(bands, 1):
        save_valid(
            LevelBand(scale=row, position=place, level=band.level, total=band.total, each=band.each)
        )
    _recorded(row, before, by)
    return row
