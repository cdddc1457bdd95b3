"""The criteria that come with this release, read from `standard.json`; each with its source.

The handbooks of the NACC themselves have not been read. What is inferred, and not said by a
source that was published, is marked as not confirmed.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from reports.criteria.levels import Band, Scale
from reports.criteria.rounds import Book, Round, RoundItem
from reports.snapshot import Asked

_FILE = Path(__file__).with_name("standard.json")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _scale(data: dict[str, Any]) -> Scale:
    bands = tuple(
        Band(level=level, total=Decimal(total), each=Decimal(each))
        for level, total, each in data["bands"]
    )
    return Scale(**{**data, "bands": bands, "words": tuple(data["words"])})


def _item(data: dict[str, Any], lists: dict[str, Any]) -> RoundItem:
    listed = lists[data["elements"]]
    return RoundItem(**{**data, "elements": tuple(Asked(**element) for element in listed)})


def _round(data: dict[str, Any], lists: dict[str, Any]) -> Round:
    return Round(
        **{
            **data,
            "items": tuple(_item(item, lists) for item in data["items"]),
            "opens_on": _day(data["opens_on"]),
            "closes_on": _day(data["closes_on"]),
        }
    )


def _book(data: dict[str, Any]) -> Book:
    rounds = (_round(each, data["elements"]) for each in data["rounds"])
    return Book(rounds=tuple(rounds), scales=tuple(_scale(each) for each in data["scales"]))


STANDARD_BOOK = _book(json.loads(_FILE.read_text("utf-8")))
