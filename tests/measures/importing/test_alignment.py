"""Which result belongs to which step."""

from __future__ import annotations

import pytest

from measures.importing.alignment import allot, allot_evenly, parts, results, values
from measures.importing.lists import Item
from measures.importing.tables import Block, Cell


def cell(*texts: str) -> Cell:
    return Cell(line=1, column=1, blocks=tuple(Block(text=text) for text in texts))


def items(*texts: str) -> list[Item]:
    return [Item(text=text) for text in texts]


def shares(*steps: tuple[str, ...]) -> list[list[Item]]:
    return [items(*texts) for texts in steps]


def test_parts_are_paragraphs_or_parted_by_two_spaces():
    assert parts(cell("ก ข  ค")) == ["ก ข", "ค"]
    assert parts(cell("ก  ข", "ค")) == ["ก  ข", "ค"]
    assert parts(cell()) == []


def test_two_spaces_part_values_only_beside_several_steps():
    assert values(cell("ก  ข"), 1) == ["ก  ข"]
    assert values(cell("ก  ข"), 2) == ["ก", "ข"]


def test_two_spaces_part_results_without_marks():
    assert results(cell("ก  ข")).items == tuple(items("ก", "ข"))
    assert [item.text for item in results(cell("๑. ก  ๒. ข")).items] == ["ก", "ข"]


@pytest.mark.parametrize(
    ("found", "steps", "shared", "problem"),
    [
        (items("ก", "ข"), 2, shares(("ก",), ("ข",)), ""),
        (items("ก", "ข"), 1, shares(("ก", "ข")), ""),
        (items(), 2, shares((), ()), ""),
        # one text, cut where its first word comes again
        (items("มีแผน มีคู่มือ"), 2, shares(("มีแผน",), ("มีคู่มือ",)), "results_split"),
        (items("มีแผน และมีคู่มือ"), 2, None, "results_kept"),
        (items("มีแผน มีคู่มือ มีป้าย"), 2, None, "results_kept"),
        # more results than steps: those that begin alike, else the rest to the last step
        (
            items("เผยแพร่แผน", "เผยแพร่แผนงาน", "มีรายงาน"),
            2,
            shares(("เผยแพร่แผน", "เผยแพร่แผนงาน"), ("มีรายงาน",)),
            "results_uneven",
        ),
        (items("ก", "ข", "ค"), 2, shares(("ก",), ("ข", "ค")), "results_uneven"),
        # fewer results than steps
        (items("ก", "ข"), 3, None, "results_kept"),
    ],
)
def test_results_are_allotted_by_the_rules(found, steps, shared, problem):
    assert allot(found, steps) == (shared, problem)


@pytest.mark.parametrize(
    ("found", "steps", "stand_alone", "shared"),
    [
        (items("ก", "ข"), 2, False, shares(("ก",), ("ข",))),
        (items("ก"), 1, False, None),
        (items("ก"), 1, True, shares(("ก",))),
        (items("ก", "ข", "ค"), 2, True, None),
        (items(), 2, False, None),
    ],
)
def test_even_results_need_no_rule(found, steps, stand_alone, shared):
    assert allot_evenly(found, steps, stand_alone=stand_alone) == shared
