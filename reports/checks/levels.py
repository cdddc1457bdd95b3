"""The level of the ITA result that the report quotes, against the scale of its year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ita_portal.thai.numerals import to_thai
from reports.checks.findings import Finding, Kind, Level, Place
from reports.checks.material import Material
from reports.criteria import ALL_NAMES, Scale, level_for, scale_of

_NAMES = "|".join(
    rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z0-9๐-๙])" if name.isascii() else re.escape(name)
    for name in sorted(ALL_NAMES, key=len, reverse=True)
)
_NAME = re.compile(_NAMES)
_AFTER_THE_WORD = re.compile(
    rf"ระดับ(?:ผลการประเมิน)?\s*(?:คือ\s*)?((?:{_NAMES})(?:\s*(?:หรือ|/)\s*(?:{_NAMES}))*)"
)


def check_level(material: Material) -> Iterator[Finding]:
    """The level as it was noted; where that is in order, the one in the introduction."""
    ita = material.snapshot.ita
    year = ita.year or material.snapshot.fiscal_year
    scale = scale_of(year) if year is not None else None
    if year is None or scale is None:
        return
    if ita.level:
        finding = _finding(Place(field="ita_level"), ita.level, ita.total, year, scale)
        if finding:
            yield finding
            return
    match = _AFTER_THE_WORD.search(material.snapshot.introduction)
    if match:
        words = match.group(1)
        finding = _finding(Place(field="introduction"), words, ita.total, year, scale)
        yield from (finding,) if finding else ()


def _finding(
    place: Place, words: str, total: str | None, year: int, scale: Scale
) -> Finding | None:
    said = _NAME.findall(words)
    strange = [name for name in said if name not in scale.names]
    possible = level_for(year, Decimal(total)) if total else None
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
