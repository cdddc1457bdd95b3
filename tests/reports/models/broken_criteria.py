"""What must never be true of rounds and scales, each with what would make it so."""

from __future__ import annotations

from typing import Any

from reports.models.criteria import (
    AssessmentRound,
    LevelBand,
    LevelScale,
    RoundElement,
    RoundItem,
)
from tests.factories import AT


def a_round(**fields: Any) -> AssessmentRound:
    return AssessmentRound.objects.create(**{"year": 2699, **fields})


def an_item(**fields: Any) -> RoundItem:
    values = {"kind": "report", "code": "O1", "title": "รายงาน", **fields}
    return RoundItem.objects.create(**{"round": fields.get("round") or a_round(), **values})


def an_element(**fields: Any) -> RoundElement:
    values = {"position": 1, "field": "steps", "label": "ขั้นตอน", **fields}
    return RoundElement.objects.create(**{"item": fields.get("item") or an_item(), **values})


def a_scale(**fields: Any) -> LevelScale:
    return LevelScale.objects.create(**{"first_year": 2699, **fields})


def a_band(**fields: Any) -> LevelBand:
    values = {"position": 1, "level": "ผ่าน", "total": 85, **fields}
    return LevelBand.objects.create(**{"scale": fields.get("scale") or a_scale(), **values})


BREAKS = {
    "round_year_once": lambda: [a_round(), a_round()],
    "round_year_is_buddhist": lambda: a_round(year=2025),
    "round_closes_after_it_opens": lambda: a_round(opens_on=AT.date()),
    "round_item_kind_once": lambda: an_item(round=an_item().round),
    "round_item_kind_is_known": lambda: an_item(kind="x"),
    "round_item_has_a_code_and_a_title": lambda: an_item(code=""),
    "round_item_is_of_a_year_before": lambda: an_item(years_before=3),
    "round_element_field_once": lambda: an_element(item=an_element().item),
    "round_element_field_is_known": lambda: an_element(field="x"),
    "round_element_has_a_label": lambda: an_element(label=""),
    "level_scale_year_once": lambda: [a_scale(), a_scale()],
    "level_scale_year_is_buddhist": lambda: a_scale(first_year=2025),
    "level_band_once_in_scale": lambda: a_band(scale=a_band().scale),
    "level_band_has_a_level": lambda: a_band(level=""),
    "level_band_scores_are_of_a_hundred": lambda: a_band(total=101),
}
