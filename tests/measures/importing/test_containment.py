"""Nothing lost, nothing invented: the cells of a source are cut into the strings of the result.

White space aside, each cell is a row of strings of the result, each string is used once, and in
the end none is left over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from ita_portal.thai.text import squash
from measures.inputs import ItemInput, MeasureInput, ReportInput, StepInput
from tests.measures.importing.seeds import NAMES, report, rows, source

# Problems whose quote is the only place of words that were merged or left out.
KEEPS_WORDS = frozenset({"continued", "repeated", "heading_changed", "stray_text"})


def strings(found: ReportInput) -> Counter[str]:
    """Every string that came from a cell, without white space."""
    texts = [text for measure in found.measures for text in _of_measure(measure)]
    texts += [problem.quote for problem in found.problems if problem.kind in KEEPS_WORDS]
    texts += [column.heading for column in found.columns]
    return Counter(squash(text) for text in texts if text)


def _of_measure(measure: MeasureInput) -> Iterator[str]:
    yield from (measure.number, measure.issue, measure.title, measure.steps_lead)
    yield measure.period.text
    yield from (owner.text for owner in measure.owners)
    for items in (measure.outputs, measure.outcomes, measure.suggestions):
        yield from _of_items(items)
    for step in measure.steps:
        yield from _of_step(step)
    yield from (extra.text for extra in measure.extras)


def _of_step(step: StepInput) -> Iterator[str]:
    yield from (step.mark, step.text, step.period.text)
    yield from (owner.text for owner in step.owners)
    yield from _of_items(step.outputs)
    yield from _of_items(step.suggestions)


def _of_items(items: tuple[ItemInput, ...]) -> Iterator[str]:
    for item in items:
        yield from (item.mark, item.text)


def cut(cell: str, bag: Counter[str]) -> list[str] | None:
    """The strings of the bag that make up a cell, in order."""
    if not cell:
        return []
    for text in sorted(bag, key=len, reverse=True):
        if bag[text] and cell.startswith(text):
            bag[text] -= 1
            rest = cut(cell[len(text) :], bag)
            if rest is not None:
                return [text, *rest]
            bag[text] += 1
    return None


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_cut_into_the_strings_of_the_result(name):
    found = report(name)
    bag = strings(found)
    headings = {squash(column.heading) for column in found.columns}
    in_annex = squash("".join(entry.text for entry in found.annex))

    for row in rows(source(name).decode()):
        if "".join(row) in in_annex:
            continue
        for cell in row:
            is_repeated = cell in headings and not bag[cell]
            assert is_repeated or cut(cell, bag) is not None, cell

    assert +bag == Counter()


@pytest.mark.parametrize("name", NAMES)
def test_paragraphs_stand_in_the_result_in_their_order(name):
    found = report(name)
    annex = [found.annex_heading, found.annex_lead]
    annex += [f"{entry.number}{entry.heading}{entry.text}" for entry in found.annex]
    expected = [*found.cover, found.title, found.place_text, found.introduction, *annex]

    lines = source(name).decode().split("\n")
    words = [line for line in lines if "\t" not in line or line.count("\t") == 3]
    written = squash("".join(words)).replace("#", "").replace("*", "")

    assert written.replace("UPDATE:", "UPDATE:#") == squash("".join(expected))
