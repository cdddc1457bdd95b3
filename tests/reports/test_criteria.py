"""Levels by score, at and around every bound."""

from decimal import Decimal

import pytest

from reports.criteria import LevelReading, level_for, scale_of


def read(year: int, *scores: str | None) -> tuple[str, ...]:
    total, *instruments = (None if score is None else Decimal(score) for score in scores)
    assert total is not None
    return level_for(year, total, *instruments).levels


@pytest.mark.parametrize(
    ("year", "total", "levels"),
    [
        (2562, "95.00", ("AA",)),
        (2565, "94.99", ("A",)),
        (2565, "85.00", ("A",)),
        (2564, "84.99", ("B",)),
        (2564, "64.99", ("D",)),
        (2564, "50.00", ("E",)),
        (2564, "49.99", ("F",)),
        (2566, "96.04", ("AA",)),
        # since 2567 the total alone leaves a level open, but for the lowest two
        (2567, "95.00", ("ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน")),
        (2568, "94.995", ("ผ่านดี", "ผ่าน")),
        (2568, "85.00", ("ผ่านดี", "ผ่าน")),
        (2568, "84.99", ("ต้องปรับปรุง",)),
        (2568, "70.00", ("ต้องปรับปรุง",)),
        (2569, "69.99", ("ต้องปรับปรุงโดยด่วน",)),
        (2561, "95.00", ()),
    ],
)
def test_levels_by_total(year, total, levels):
    assert read(year, total) == levels


@pytest.mark.parametrize(
    ("scores", "levels"),
    [
        (("98.82", "97.00", "99.00", "100.00"), ("ผ่านดีเยี่ยม",)),
        (("95.54", "95.00", "93.20", "97.70"), ("ผ่านดี",)),
        (("90.00", "84.99", "90.00", "93.76"), ("ผ่าน",)),
        (("95.54", None, "93.20", None), ("ผ่านดี", "ผ่าน")),
        (("95.54", "84.00", None, None), ("ผ่าน",)),
        (("95.54", "95.00", "95.00", None), ("ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน")),
        (("80.00", "90.00", "90.00", "65.00"), ("ต้องปรับปรุง",)),
    ],
)
def test_levels_by_instrument(scores, levels):
    assert read(2568, *scores) == levels


def test_what_is_left_open_is_said():
    assert str(level_for(2568, Decimal("93.96"))) == "ผ่านดี หรือ ผ่าน (ต้องดูคะแนน IIT EIT และ OIT)"
    assert str(level_for(2568, Decimal("60"))) == "ต้องปรับปรุงโดยด่วน"
    assert level_for(2568, Decimal("60")).is_certain
    assert str(LevelReading()) == ""
    assert scale_of(2561) is None
