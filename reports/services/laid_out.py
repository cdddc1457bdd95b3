"""How a version is laid out beside its columns, in Thai words, so that two can be compared.

Widths of columns are left out: nothing that is said follows from them.
"""

from __future__ import annotations

from collections.abc import Callable

from reports.layouts import LayoutSpec
from reports.snapshot import Emblem, ReportSnapshot

_INTRODUCTION = {"above": "ใต้ชื่อรายงาน", "cover": "บนหน้าปก", "none": "ไม่พิมพ์"}
_EMBLEM = {"title": "เหนือชื่อรายงาน", "cover": "บนหน้าปก", "none": "ไม่พิมพ์"}
_ROWS = {"measure": "หนึ่งมาตรการ", "step": "หนึ่งขั้นตอน"}
_DIGITS = {"thai": "เลขไทย", "arabic": "เลขอารบิก"}
_PRINTED = {True: "พิมพ์", False: "ไม่พิมพ์"}

_SAID: tuple[tuple[str, Callable[[LayoutSpec], str]], ...] = (
    ("หน้าปก", lambda layout: _PRINTED[layout.has_cover]),
    ("บทนำ", lambda layout: _INTRODUCTION[layout.introduction]),
    ("ภาคผนวก", lambda layout: _PRINTED[layout.has_annex]),
    ("มาตรการที่ไม่มีหลักฐานในภาคผนวก", lambda layout: _PRINTED[layout.annex_names_all]),
    ("หนึ่งแถวคือ", lambda layout: _ROWS[layout.rows]),
    ("ตัวเลข", lambda layout: _DIGITS[layout.digits]),
    ("เลขหน้าชื่อมาตรการ", lambda layout: layout.measure_mark or "ไม่พิมพ์"),
    ("คำว่า (ต่อ) เมื่อขึ้นหน้าใหม่", lambda layout: _PRINTED[layout.says_continued]),
)


def layout_changes(
    old: tuple[ReportSnapshot, LayoutSpec], new: tuple[ReportSnapshot, LayoutSpec]
) -> tuple[str, str]:
    """What is laid out otherwise, one line each, as it was and as it is."""
    pairs = zip(_lines(*old), _lines(*new), strict=True)
    changed = [(before, after) for before, after in pairs if before != after]
    return "\n".join(before for before, _ in changed), "\n".join(after for _, after in changed)


def _lines(snapshot: ReportSnapshot, layout: LayoutSpec) -> tuple[str, ...]:
    said = [f"{label}: {words(layout)}" for label, words in _SAID]
    return (*said, f"ตราหน่วยงาน: {_emblem(snapshot.emblem, layout)}")


def _emblem(emblem: Emblem | None, layout: LayoutSpec) -> str:
    """Where it stands, and which picture it is: by the beginning of its hash."""
    if emblem is None:
        return _EMBLEM["none"]
    return f"{_EMBLEM[layout.emblem]} ภาพรหัส {emblem.sha256[:8]}"
