"""Sheets of words beside the table, as the portal's own Excel files have them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from measures.importing.sheet_rows import Sheet
from measures.importing.tables import Paragraph, Part, RawTable


class WordSheet(StrEnum):
    """What a sheet of words is, by the name that it bears."""

    COVER = "หน้าปก"
    INTRODUCTION = "บทนำ"
    ANNEX = "ภาคผนวก"


# Which version a file of the portal is, or that it is a draft: no words of the report.
_LABEL = re.compile(r"ฉบับที่ [0-9๐-๙]+(?: เผยแพร่ .+)?|[^\n]{0,80} พิมพ์เมื่อ [^\n]+ น\.")


def kind_of_words(sheet: Sheet) -> WordSheet | None:
    """What a sheet is that has but one cell a row and a name that says it."""
    name = sheet.name.strip()
    if name not in set(WordSheet) or any(
        sum(bool(text.strip()) for text in row) > 1 for row in sheet.rows
    ):
        return None
    return WordSheet(name)


def with_words(
    parts: Sequence[Part], words: Mapping[WordSheet, Sequence[Part]], sheet: str
) -> list[Part]:
    """The words in their places: the cover above the report's title, the introduction below it.

    `sheet` is the name of the sheet that has the report's table.
    """
    mine = [index for index, part in enumerate(parts) if part.sheet == sheet and not part.apart]
    first = next((index for index in mine if isinstance(parts[index], RawTable)), len(parts))
    top = min([*mine, first])
    last = max([*mine, first - 1])
    title = _without_label(parts[top:first])
    return [
        *parts[:top],
        *words.get(WordSheet.COVER, ()),
        *title,
        *_without_label(words.get(WordSheet.INTRODUCTION, ())),
        *parts[first : last + 1],
        *words.get(WordSheet.ANNEX, ()),
        *parts[last + 1 :],
    ]


def _without_label(parts: Sequence[Part]) -> list[Part]:
    """Without the line of the portal at either end."""
    ends = {0, len(parts) - 1}
    return [part for index, part in enumerate(parts) if index not in ends or not _is_label(part)]


def _is_label(part: Part) -> bool:
    return isinstance(part, Paragraph) and _LABEL.fullmatch(part.text) is not None
