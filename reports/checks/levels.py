"""The level of the ITA result that the report quotes, against the scale of its year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ita_portal.thai.numerals import to_thai
from reports.checks.findings import Finding, Kind, Level, Place
from reports.checks.material import Material
from reports.criteria import Book, Scale, level_for


@dataclass(frozen=True, kw_only=True)
class _Words:
    """What finds the names of levels, of whatever year, and where a text tells one."""

    name: re.Pattern[str]
    told: re.Pattern[str]


@cache
def _words(scales: tuple[Scale, ...]) -> _Words:
    names = {name for scale in scales for name in scale.names}
    one = "|".join(
        rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z0-9๐-๙])" if name.isascii() else re.escape(name)
        for name in sorted(names, key=lambda name: (-len(name), name))
    )
    told = rf"ระดับ(?:ผลการประเมิน)?\s*(?:คือ\s*)?((?:{one})(?:\s*(?:หรือ|/)\s*(?:{one}))*)"
    return _Words(name=re.compile(one), told=re.compile(told))


def check_level(material: Material) -> Iterator[Finding]:
    """The level as it was noted; where that is in order, the one in the introduction."""
    ita = material.snapshot.ita
    year = ita.year or material.snapshot.fiscal_year
    scales = material.context.scales
    scale = Book(scales=scales).scale_of(year) if year is not None else None
    if year is None or scale is None:
        return
    words = _words(scales)
    if ita.level:
        said = words.name.findall(ita.level)
        finding = _finding(Place(field="ita_level"), ita.level, said, ita.total, year, scale)
        if finding:
            yield finding
            return
    match = words.told.search(material.snapshot.introduction)
    if match:
        told = match.group(1)
        said = words.name.findall(told)
        finding = _finding(Place(field="introduction"), told, said, ita.total, year, scale)
        yield from (finding,) if finding else ()


def _finding(
    place: Place, words: str, said: list[str], total: str | None, year: int, scale: Scale
) -> Finding | None:
    strange = [name for name in said if name not in scale.names]
    possible = level_for(scale, Decimal(total)) if total else None
    if strange or not said:
        name = strange[0] if strange else words
        rest = [name for name in said if name in scale.names]
        instead = " หรือ ".join(rest) or (str(possible) if possible else "")
        return _off_the_scale(place, name, instead, year, scale)
    bands = {band.level for band in scale.bands}
    wrong = [name for name in said if possible and name in bands and name not in possible.levels]
    if possible and wrong:
        return Finding(
            kind=Kind.LEVEL_SCORE,
            level=Level.LOOK_AT,
            place=place,
            title="ระดับไม่ตรงกับคะแนน",
            message=f"คะแนน {to_thai(total or '')} ของปี พ.ศ. {to_thai(str(year))} "
            f"อยู่ในระดับ {possible} โปรดตรวจคะแนนหรือระดับ",
            quote=words,
            suggestion=" หรือ ".join(possible.levels),
        )
    return None


def _off_the_scale(place: Place, name: str, instead: str, year: int, scale: Scale) -> Finding:
    names = " · ".join(band.level for band in scale.bands)
    return Finding(
        kind=Kind.LEVEL,
        level=Level.LOOK_AT,
        place=place,
        title=f"ระดับ {name} ไม่อยู่ในมาตราของปี พ.ศ. {to_thai(str(year))}",
        message=f"ปีนี้ใช้ระดับ {names}",
        quote=name,
        suggestion=instead,
    )
