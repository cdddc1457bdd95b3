"""The measures that many organizations take every year, kept as data to begin a plan from."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.periods import parse_period
from measures.inputs import (
    ItemInput,
    MeasureInput,
    OwnerInput,
    PeriodInput,
    StepInput,
    StockInput,
)
from measures.models import StockMeasure, User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.rows import cleaned, save_valid, values_of
from measures.services.stock_texts import STOCK

_FIELDS = (
    "position",
    "name",
    "title",
    "issue_text",
    "steps",
    "period_text",
    "owners",
    "is_offered",
)


@transaction.atomic
def load_stock_measures() -> None:
    """Add the measures that every installation starts with, once.

    What an administrator changed or removed stays so.
    """
    if StockMeasure.objects.exists():
        return
    for place, data in enumerate(STOCK, 1):
        stock = StockMeasure(position=place)
        _write(stock, data)
        audit.record("stock_measure.created", stock, by=None, after=values_of(stock, _FIELDS))


@transaction.atomic
def save_stock_measure(
    *, data: StockInput, by: User, stock: StockMeasure | None = None
) -> StockMeasure:
    """Write a stock measure: a new one, or `stock`. Raises PermissionDenied or ValidationError."""
    require(by, Action.MANAGE_REFERENCE, None)
    before: dict[str, Any] | None = None
    if stock is None:
        last = StockMeasure.objects.aggregate(last=Max("position"))["last"]
        held = StockMeasure(position=(last or 0) + 1)
    else:
        held = StockMeasure.objects.select_for_update().get(pk=stock.pk)
        before = values_of(held, _FIELDS)
    _write(held, data)
    action = "stock_measure.created" if stock is None else "stock_measure.updated"
    audit.record(action, held, by=by, before=before, after=values_of(held, _FIELDS))
    return held


@transaction.atomic
def delete_stock_measure(*, stock: StockMeasure, by: User) -> None:
    """Remove a stock measure; plans that were begun from it keep theirs."""
    require(by, Action.MANAGE_REFERENCE, None)
    audit.record("stock_measure.deleted", stock, by=by, before=values_of(stock, _FIELDS))
    stock.delete()


def stock_as_measure(stock: StockMeasure, *, fiscal_year: int) -> MeasureInput:
    """A stock measure as it is begun in a year, its steps numbered."""
    return MeasureInput(
        title=stock.title,
        issue=stock.issue_text,
        period=PeriodInput.of(parse_period(stock.period_text, fiscal_year=fiscal_year)),
        owners=tuple(OwnerInput(text=line) for line in _lines(stock.owners)),
        steps=tuple(
            StepInput(text=item.text, mark=item.mark) for item in _numbered(_lines(stock.steps))
        ),
    )


def _numbered(lines: list[str]) -> list[ItemInput]:
    return [
        ItemInput(text=line, mark=to_thai(f"{number}.")) for number, line in enumerate(lines, 1)
    ]


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _write(stock: StockMeasure, data: StockInput) -> None:
    data = cleaned(data)
    stock.name, stock.title, stock.issue_text = data.name, data.title, data.issue
    stock.steps, stock.owners = "\n".join(data.steps), "\n".join(data.owners)
    stock.period_text, stock.is_offered = data.period, data.is_offered
    stock.position = data.position or stock.position
    save_valid(stock)
