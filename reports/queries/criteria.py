"""The criteria that hold on this installation."""

from __future__ import annotations

from collections import defaultdict

from reports.criteria import STANDARD_BOOK, Band, Book, Round, RoundItem, Scale
from reports.models import AssessmentRound, LevelBand, LevelScale
from reports.models import RoundItem as ItemRow
from reports.snapshot import Asked


def criteria_book() -> Book:
    """All rounds and scales as the administrator keeps them; three queries, or two for none.

    Where nobody has entered any, those that come with this release hold. A round without items
    and a scale without levels ask for nothing, so the year follows the one before.
    """
    return Book(rounds=_rounds() or STANDARD_BOOK.rounds, scales=_scales() or STANDARD_BOOK.scales)


def _rounds() -> tuple[Round, ...]:
    rows = ItemRow.objects.select_related("round__issue_scheme").prefetch_related("elements")
    items: defaultdict[AssessmentRound, list[RoundItem]] = defaultdict(list)
    for item in rows.order_by("round__year", "kind"):
        items[item.round].append(_item(item))
    return tuple(
        Round(
            year=row.year,
            items=tuple(items[row]),
            opens_on=row.opens_on,
            closes_on=row.closes_on,
            scheme=row.issue_scheme.name if row.issue_scheme else "",
            source=row.source,
            is_confirmed=row.is_confirmed,
        )
        for row in items
    )


def _item(row: ItemRow) -> RoundItem:
    return RoundItem(
        kind=row.kind,
        code=row.code,
        title=row.title,
        years_before=row.years_before,
        source=row.source,
        is_confirmed=row.is_confirmed,
        elements=tuple(
            Asked(field=each.field, label=each.label, is_required=each.is_required)
            for each in row.elements.all()
        ),
        elements_source=row.elements_source,
        elements_confirmed=row.elements_confirmed,
    )


def _scales() -> tuple[Scale, ...]:
    bands: defaultdict[LevelScale, list[Band]] = defaultdict(list)
    rows = LevelBand.objects.select_related("scale")
    for row in rows.order_by("scale__first_year", "position", "pk"):
        bands[row.scale].append(Band(level=row.level, total=row.total, each=row.each))
    return tuple(
        Scale(
            first_year=scale.first_year,
            bands=tuple(bands[scale]),
            words=tuple(scale.words.splitlines()),
            source=scale.source,
            is_confirmed=scale.is_confirmed,
        )
        for scale in bands
    )
