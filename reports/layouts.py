"""The shape of the official table: which columns, in which order, under which headings."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

FIELDS = {
    "number": "ลำดับ",
    "measure": "มาตรการ/โครงการ/กิจกรรม",
    "steps": "ขั้นตอนหรือวิธีการปฏิบัติ",
    "period": "ระยะเวลาในการดำเนินการ",
    "owners": "ผู้รับผิดชอบ",
    "outputs": "ผลการดำเนินการ (Output)",
    "outcomes": "ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ (Outcome/Result)",
    "suggestions": "ข้อเสนอแนะ",
    "extra": "ช่องอื่น",
}

Rows = Literal["measure", "step"]
Digits = Literal["thai", "arabic"]


class InvalidLayout(ValueError):
    """A layout that no official table can have; the message is Thai, for the person editing."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """`width` is per cent of the table's width; several columns may have the field "extra"."""

    field: str
    heading: str
    width: int


@dataclass(frozen=True, kw_only=True)
class LayoutSpec:
    """A layout as the writers use it.

    `rows` says whether a printed row is a measure or a step. `measure_mark` is how the number
    stands before a measure's title when there is no number column ("๑." or "").
    """

    name: str
    columns: tuple[Column, ...]
    rows: Rows = "measure"
    digits: Digits = "thai"
    measure_mark: str = "๑."
    has_cover: bool = False
    has_annex: bool = False

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LayoutSpec:
        columns = tuple(Column(**column) for column in data["columns"])
        return cls(**{**data, "columns": columns})
