"""Levels of the ITA result by score: a level is only ever suggested."""

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
    """The levels from a year on, the best first; `words` are also said, beside a level."""

    first_year: int
    bands: tuple[Band, ...]
    words: tuple[str, ...] = ()
    source: str = ""
    is_confirmed: bool = False

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


def level_for(
    scale: Scale | None,
    total: Decimal,
    iit: Decimal | None = None,
    eit: Decimal | None = None,
    oit: Decimal | None = None,
) -> LevelReading:
    """The level of a result, as far as its scores tell; they are compared as printed."""
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
