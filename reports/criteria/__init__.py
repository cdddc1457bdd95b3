"""The yearly criteria of the ITA assessment, as data: rounds with their items, and levels."""

from reports.criteria.levels import WEIGHTS, Band, LevelReading, Scale, level_for
from reports.criteria.rounds import MEASURES, REPORT, Book, Round, RoundItem
from reports.criteria.standard import STANDARD_BOOK

__all__ = [
    "MEASURES",
    "REPORT",
    "STANDARD_BOOK",
    "WEIGHTS",
    "Band",
    "Book",
    "LevelReading",
    "Round",
    "RoundItem",
    "Scale",
    "level_for",
]
