"""Levels by score, at and around every bound; what each round asks for, and of which year."""

from decimal import Decimal

import pytest

from reports.criteria import (
    MEASURES,
    REPORT,
    STANDARD_BOOK,
    Book,
    LevelReading,
    level_for,
)
from reports.snapshot import Asked, Criteria

SCALE = STANDARD_BOOK.scale_of(2568)


def read(year: int, *scores: str | None) -> tuple[str, ...]:
    total, *instruments = (None if score is None else Decimal(score) for score in scores)
    assert total is not None
    return level_for(STANDARD_BOOK.scale_of(year), total, *instruments).levels


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
    assert str(level_for(SCALE, Decimal("93.96"))) == "ผ่านดี หรือ ผ่าน (ต้องดูคะแนน IIT EIT และ OIT)"
    assert str(level_for(SCALE, Decimal("60"))) == "ต้องปรับปรุงโดยด่วน"
    assert level_for(SCALE, Decimal("60")).is_certain
    assert str(LevelReading()) == ""
    assert STANDARD_BOOK.scale_of(2561) is None


@pytest.mark.parametrize(
    ("fiscal_year", "assessment_year", "answered", "code"),
    [
        (2564, None, 2564, "O43"),
        (2566, None, 2566, "O43"),  # two rounds asked for it: the first, until somebody says
        (2566, 2567, 2567, "O35"),
        (2567, None, 2568, "O28"),
        (2568, None, 2569, "O26"),
        (2568, 2569, 2569, "O26"),
        (2569, 2570, 2569, "O26"),  # not known yet: as the newest before
        (2569, None, 2569, "O26"),
    ],
)
def test_a_report_answers_a_round(fiscal_year, assessment_year, answered, code):
    criteria = STANDARD_BOOK.criteria_for(fiscal_year, assessment_year)

    assert criteria is not None
    assert (criteria.year, criteria.code) == (answered, code)


def test_before_the_first_round_nothing_is_known():
    assert STANDARD_BOOK.criteria_for(2562, None) is None
    assert Book().criteria_for(2568, 2569) is None
    assert STANDARD_BOOK.round(2562) is None


def test_every_round_has_both_items_with_their_sources():
    assert [each.year for each in STANDARD_BOOK.rounds] == list(range(2563, 2570))
    for each in STANDARD_BOOK.rounds:
        assert [item.kind for item in each.items] == [MEASURES, REPORT]
        for item in each.items:
            assert item.source
            assert item.elements_source
            assert len({asked.field for asked in item.elements}) == len(item.elements) > 0
        assert each.source


def test_what_older_rounds_asked_for_is_looked_at_and_not_required():
    required = {
        each.year: [a.field for a in item.elements if a.is_required]
        for each in STANDARD_BOOK.rounds
        if (item := each.item(REPORT))
    }
    six = ["measure", "steps", "period", "owners", "outputs", "outcomes"]
    assert required == {
        **{year: [] for year in range(2563, 2567)},
        2567: ["measure", "outputs", "outcomes"],
        2568: six,
        2569: six,
    }
    assert STANDARD_BOOK.criteria_for(2564, None) == Criteria(
        year=2564,
        code="O43",
        title="การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        elements=(
            Asked(field="measure", label="มาตรการที่นำไปสู่การปฏิบัติ", is_required=False),
            Asked(
                field="steps",
                label="รายละเอียดการนำมาตรการไปสู่การปฏิบัติอย่างเป็นรูปธรรม",
                is_required=False,
            ),
            Asked(field="outputs", label="ผลหรือความก้าวหน้าของการดำเนินการ", is_required=False),
        ),
    )


@pytest.mark.parametrize(
    ("year", "is_required"),
    [(2560, False), (2563, False), (2566, False), (2567, True), (2571, True)],
)
def test_outcomes_are_demanded_since_2567(year: int, is_required: bool):
    assert STANDARD_BOOK.requires("outcomes", year) is is_required
    assert not Book().requires("outcomes", year)
