"""The shape of the official table: which columns, in which order, under which headings."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any, Literal

from ita_portal.thai.numerals import to_thai

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
# Where the introduction stands; on the cover where one is printed, else above the table.
Introduction = Literal["above", "cover", "none"]
# Where the emblem of the organization stands; on the cover where one is printed.
EmblemPlace = Literal["none", "cover", "title"]

MIN_COLUMNS = 2
MAX_COLUMNS = 10
MAX_SIGNATURES = 4

# Per cent of the 267 mm of an A4 sheet on its side, in print: so much that the longest word of
# the column's usual text (ประชาสัมพันธ์ is 6 em wide) and of its usual heading stays whole.
_LEAST = {"number": 5, "period": 8, "owners": 8}
_LEAST_TEXT = 9
_LETTERS_PER_CENT = 1.2  # Latin letters of a heading, bold, that one per cent holds
_LATIN_WORD = re.compile(r"[!-.0-~]+")  # visible ASCII but "/", where a line may end


class InvalidLayout(ValueError):
    """A layout that no official table can have; the message is Thai, for the person editing."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """`width` is per cent of the table's width; several columns may have the field "extra"."""

    field: str
    heading: str
    width: int


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Where somebody signs under the table.

    `role` stands behind the line (ผู้รายงาน); without a `name` there is a line to write it on.
    `title` is the post, as many lines as it is printed in.
    """

    role: str = ""
    name: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class LayoutSpec:
    """A layout as the writers use it.

    `rows` says whether a printed row is a measure or a step. `measure_mark` is how the number
    stands before a measure's title when there is no number column ("๑." or "").
    `has_cover` and `has_annex` print what the report has of them; with `annex_names_all` the
    annex names the measures that have nothing in it, too. `says_continued` titles a measure again
    with (ต่อ) on a page that it runs on to; else its cell is empty there.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Rows = "measure"
    digits: Digits = "thai"
    measure_mark: str = "๑."
    has_cover: bool = False
    has_annex: bool = False
    annex_names_all: bool = False
    says_continued: bool = True
    introduction: Introduction = "above"
    emblem: EmblemPlace = "none"
    signatures: tuple[Signature, ...] = ()

    @property
    def extra_headings(self) -> tuple[str, ...]:
        """Of the columns that no field of a measure stands for."""
        return tuple(column.heading for column in self.columns if column.field == "extra")

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; what came later is left out where it is not used.

        So the hash of an older version stays what it was.
        """
        plain = asdict(self)
        plain["signatures"] = list(plain["signatures"])
        return {
            name: value
            for name, value in plain.items()
            if name not in _LATER or value != _LATER[name]
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LayoutSpec:
        columns = tuple(Column(**column) for column in data["columns"])
        signatures = tuple(Signature(**each) for each in data.get("signatures", ()))
        return cls(**{**data, "columns": columns, "signatures": signatures})


_LATER: dict[str, Any] = {
    "annex_names_all": False,
    "says_continued": True,
    "introduction": "above",
    "emblem": "none",
    "signatures": [],
}


def _refusal(message: str) -> InvalidLayout:
    return InvalidLayout(to_thai(message))


def validate(layout: LayoutSpec) -> None:
    """Raise InvalidLayout unless an official table can be printed with this layout."""
    validate_fields([column.field for column in layout.columns])
    for column in layout.columns:
        _validate_width(column)
    total = sum(column.width for column in layout.columns)
    if total != 100:
        raise _refusal(f"ความกว้างของทุกช่องรวมกันต้องเป็น 100 ขณะนี้รวมได้ {total}")
    if layout.rows not in ("measure", "step"):
        raise InvalidLayout("แถวของตารางต้องเป็นมาตรการ (measure) หรือขั้นตอน (step)")
    if layout.digits not in ("thai", "arabic"):
        raise InvalidLayout("ตัวเลขต้องเป็นเลขไทย (thai) หรือเลขอารบิก (arabic)")
    if layout.introduction not in ("above", "cover", "none"):
        raise InvalidLayout("บทนำต้องอยู่เหนือตาราง (above) บนหน้าปก (cover) หรือไม่พิมพ์ (none)")
    if layout.emblem not in ("none", "cover", "title"):
        raise InvalidLayout("ตราต้องไม่พิมพ์ (none) อยู่บนหน้าปก (cover) หรือเหนือชื่อรายงาน (title)")
    if len(layout.signatures) > MAX_SIGNATURES:
        raise _refusal(f"ช่องลงนามมีได้ไม่เกิน {MAX_SIGNATURES} ช่อง")
    if any(not (each.role or each.name or each.title) for each in layout.signatures):
        raise InvalidLayout("ช่องลงนามต้องมีคำต่อท้าย ชื่อ หรือตำแหน่งอย่างน้อยหนึ่งอย่าง")


def validate_fields(fields: list[str]) -> None:
    """Raise InvalidLayout unless a table may have just these columns."""
    if not MIN_COLUMNS <= len(fields) <= MAX_COLUMNS:
        raise _refusal(f"ตารางต้องมี {MIN_COLUMNS} ถึง {MAX_COLUMNS} ช่อง มี {len(fields)} ช่อง")
    for field in fields:
        if field not in FIELDS:
            raise InvalidLayout(f"ไม่รู้จักช่อง “{field}”")
        if field != "extra" and fields.count(field) > 1:
            raise InvalidLayout(f"ช่อง “{FIELDS[field]}” มีได้ช่องเดียว")
    if "measure" not in fields:
        raise InvalidLayout(f"ต้องมีช่อง “{FIELDS['measure']}”")


def _validate_width(column: Column) -> None:
    if not column.heading.strip():
        raise InvalidLayout(f"ช่อง “{FIELDS[column.field]}” ต้องมีหัวตาราง")
    least = least_width(column.field, column.heading)
    if column.width < least:
        raise _refusal(
            f"ช่อง “{column.heading}” แคบเกินไป ต้องกว้างอย่างน้อย {least} กว้าง {column.width}"
        )


def least_width(field: str, heading: str) -> int:
    """Per cent that a column needs so that no word of it is torn."""
    longest = max((len(word) for word in _LATIN_WORD.findall(heading)), default=0)
    return max(_LEAST.get(field, _LEAST_TEXT), -int(-longest // _LETTERS_PER_CENT))
