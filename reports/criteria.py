"""The yearly criteria of the ITA assessment, as data: levels by score.

Sources: สำนักงาน ป.ป.ช., the seven levels of 2562-2565 (quoted in the annual report 2565 of สสว.,
page 80); the pass mark of 85 of 2566 (announcement of results, 10 August 2566); the levels by
total and by instrument since 2567, as two public reporting systems compute them and as published
results agree (93.96 ผ่านดี; 95.54 ผ่านดี; 98.82 ผ่านดีเยี่ยม). The handbooks themselves have not
been read, so a level is only ever suggested.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

WEIGHTS = {"iit": Decimal("0.30"), "eit": Decimal("0.30"), "oit": Decimal("0.40")}


@dataclass(frozen=True, kw_only=True)
class Band:
    """One level: the least total, and the least score of each instrument where that counts."""

    level: str
    total: Decimal
    each: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The levels of some years, the best first; `words` are also said, beside a level."""

    first_year: int
    last_year: int | None
    bands: tuple[Band, ...]
    words: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (*(band.level for band in self.bands), *self.words)


@dataclass(frozen=True, kw_only=True)
class LevelReading:
    """What scores say of the level: one, several that the scores leave open, or none."""

    levels: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        return len(self.levels) == 1

    def __str__(self) -> str:
        words = " หรือ ".join(self.levels)
        return words if len(self.levels) < 2 else f"{words} (ต้องดูคะแนน IIT EIT และ OIT)"


def _bands(*rows: tuple[str, str, str]) -> tuple[Band, ...]:
    return tuple(
        Band(level=level, total=Decimal(total), each=Decimal(each)) for level, total, each in rows
    )


_LETTERS = _bands(
    ("AA", "95", "0"),
    ("A", "85", "0"),
    ("B", "75", "0"),
    ("C", "65", "0"),
    ("D", "55", "0"),
    ("E", "50", "0"),
    ("F", "0", "0"),
)
SCALES = (
    Scale(first_year=2562, last_year=2566, bands=_LETTERS, words=("ผ่าน", "ไม่ผ่าน")),
    Scale(
        first_year=2567,
        last_year=None,
        bands=_bands(
            ("ผ่านดีเยี่ยม", "95", "95"),
            ("ผ่านดี", "85", "85"),
            ("ผ่าน", "85", "0"),
            ("ต้องปรับปรุง", "70", "0"),
            ("ต้องปรับปรุงโดยด่วน", "0", "0"),
        ),
    ),
)
ALL_NAMES = frozenset(name for scale in SCALES for name in scale.names)


def scale_of(year: int) -> Scale | None:
    """The scale of an assessment's year; None before 2562."""
    return next(
        (
            scale
            for scale in SCALES
            if scale.first_year <= year and (scale.last_year is None or year <= scale.last_year)
        ),
        None,
    )


def level_for(
    year: int,
    total: Decimal,
    iit: Decimal | None = None,
    eit: Decimal | None = None,
    oit: Decimal | None = None,
) -> LevelReading:
    """The level of a result, as far as its scores tell; they are compared as printed."""
    scale = scale_of(year)
    known = [score for score in (iit, eit, oit) if score is not None]
    is_whole = len(known) == len(WEIGHTS)
    levels: list[str] = []
    for band in scale.bands if scale else ():
        if total < band.total or any(score < band.each for score in known):
            continue
        levels.append(band.level)
        if is_whole or not band.each:
            break
    return LevelReading(levels=tuple(levels))
