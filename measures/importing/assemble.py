"""From the rows of a measure to its frozen input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ita_portal.thai.periods import overruns, parse_period
from ita_portal.thai.text import squash
from measures.importing.alignment import Shares, allot, allot_evenly, results, values
from measures.importing.data_rows import DataRow
from measures.importing.groups import Group
from measures.importing.lists import NOTHING_OPEN, Item, Opened, split_items
from measures.importing.origins import Origins
from measures.importing.problems import Problems
from measures.importing.sequences import check_steps
from measures.importing.status import read_status
from measures.importing.step_cells import lead_length, read_steps, steps_stand_alone
from measures.inputs import (
    ExtraInput,
    ItemInput,
    MeasureInput,
    OwnerInput,
    PeriodInput,
    StepInput,
)

_DEEPEST = 2


def assemble(
    groups: Sequence[Group], fiscal_year: int | None, problems: Problems
) -> tuple[tuple[MeasureInput, Origins], ...]:
    """The measures of a report, in order, each with the cells that its values came from."""
    stand_alone = steps_stand_alone(groups)
    assemblies = [_Assembly(group, fiscal_year, stand_alone, problems) for group in groups]
    return tuple((assembly.measure(), assembly.origins) for assembly in assemblies)


def _as_item(item: Item) -> ItemInput:
    return ItemInput(text=item.text, mark=item.mark)


@dataclass
class _Assembly:
    """Puts the rows of one measure together, one after the other."""

    group: Group
    fiscal_year: int | None
    stand_alone: bool
    problems: Problems
    lead: str = ""
    steps: list[StepInput] = field(default_factory=list)
    opened: Opened = NOTHING_OPEN
    owners: list[str] = field(default_factory=list)
    period: str = ""
    lists: dict[str, list[Item]] = field(default_factory=dict)
    extras: list[ExtraInput] = field(default_factory=list)
    origins: Origins = field(default_factory=Origins)

    def measure(self) -> MeasureInput:
        for row in self.group.rows:
            self._add(row)
        first, title = self.group.rows[0], self.group.title
        self.origins.note_first(first.cell("number"), first.cell("measure"), title)
        self.origins.note("title", *self.group.titled)
        if not self.steps:
            self._report("no_steps", first, "steps", title.text)
        told = [item.text for step in self.steps for item in step.outputs]
        told += [item.text for item in self.lists.get("outputs", ())]
        status = read_status(told, self.fiscal_year)
        return MeasureInput(
            title=title.text,
            number=title.number,
            issue=title.issue,
            status=status.status,
            expected_on=status.expected_on,
            status_reason=status.reason,
            period=self._read_period(self.period, first),
            owners=tuple(OwnerInput(text=text) for text in self.owners),
            steps_lead=self.lead,
            steps=tuple(self.steps),
            extras=tuple(self.extras),
            **{
                name: tuple(_as_item(item) for item in self.lists.get(name, ()))
                for name in ("outputs", "outcomes", "suggestions")
            },
        )

    def _add(self, row: DataRow) -> None:
        added = self._add_steps(row)
        self._add_owners(row, added)
        self._add_periods(row, added)
        self._add_results(row, added)
        self._add_list(row, "outcomes")
        for heading, cell in row.extras:
            self.origins.note(f"extras.{len(self.extras)}", cell)
            self.extras.append(ExtraInput(heading=heading, text=cell.text))

    def _report(self, kind: str, row: DataRow, name: str, quote: str = "") -> None:
        row.report(self.problems, kind, name, quote)

    def _add_steps(self, row: DataRow) -> list[int]:
        """Add a row's steps; the places of those of the first level are returned."""
        found = read_steps(row, self.opened)
        self.opened = found.opened
        items = list(found.items)
        for text in found.joined:
            self._report("text_joined", row, "steps", text)
        if items and self.steps and self._goes_on(row, items[0]):
            joined = items.pop(0)
            last = self.steps[-1]
            self.steps[-1] = replace(last, text=f"{last.text}\n{joined.text}")
            self.origins.note(f"steps.{len(self.steps) - 1}", row.cell("steps"))
            self._report("text_joined", row, "steps", joined.text)
        length = 0 if self.steps else lead_length(items)
        if length:
            self.lead = "\n".join(item.text for item in items[:length])
            self.origins.note("steps_lead", row.cell("steps"))
        added = []
        begins = len(self.steps)
        for item in items[length:]:
            if item.depth > _DEEPEST:
                self._report("too_deep", row, "steps", item.text)
            depth = min(item.depth, _DEEPEST) if self.steps else 0
            if depth == 0:
                added.append(len(self.steps))
            self.origins.note(f"steps.{len(self.steps)}", row.cell("steps"))
            self.steps.append(StepInput(text=item.text, mark=item.mark, depth=depth))
        check_steps(row, self.steps[:begins], self.steps[begins:], self.problems)
        return added

    def _goes_on(self, row: DataRow, item: Item) -> bool:
        """Whether unmarked words at the top of a page go on with what the last page ended with."""
        has_own = row.cell("owners").blocks or row.cell("period").blocks
        return row is not self.group.rows[0] and not item.mark and not has_own

    def _add_owners(self, row: DataRow, added: list[int]) -> None:
        cell = row.cell("owners")
        texts = values(cell, len(added))
        if self._is_each(texts, added):
            for place, text in self._one_each(texts, added):
                owners = (*self.steps[place].owners, OwnerInput(text=text))
                self.origins.note(f"steps.{place}.owners.{len(owners) - 1}", cell)
                self.steps[place] = replace(self.steps[place], owners=owners)
            if not self.stand_alone:
                self._report("aligned", row, "owners", cell.text)
            return
        if len(added) > 1 and len(texts) > 1:
            self._report("owners_uneven", row, "owners", cell.text)
        for text in texts:
            if squash(text) in map(squash, self.owners) and row is not self.group.rows[0]:
                self._report("repeated", row, "owners", text)
            else:
                self.origins.note(f"owners.{len(self.owners)}", cell)
                self.owners.append(text)

    def _add_periods(self, row: DataRow, added: list[int]) -> None:
        cell = row.cell("period")
        texts = values(cell, len(added))
        if self._is_each(texts, added):
            joined = texts if len(added) > 1 else ["\n".join(texts)]
            for place, text in self._one_each(joined, added):
                period = self._read_period(text, row)
                self.origins.note(f"steps.{place}.period", cell)
                self.steps[place] = replace(self.steps[place], period=period)
            if not self.stand_alone:
                self._report("aligned", row, "period", cell.text)
            return
        if len(added) > 1 and len(texts) > 1:
            self._report("periods_uneven", row, "period", cell.text)
        self.origins.note("period", cell)
        if not self.period:
            self.period = cell.text
        elif squash(cell.text) == squash(self.period):
            self._report("repeated", row, "period", cell.text)
        elif cell.text:
            self.period = f"{self.period}\n{cell.text}"
            self._report("period_joined", row, "period", cell.text)

    def _is_each(self, texts: Sequence[str], added: Sequence[int]) -> bool:
        """Whether a cell has a value for each step of its row."""
        if len(added) > 1:
            return len(texts) == len(added)
        return bool(added and texts) and self.stand_alone

    @staticmethod
    def _one_each(texts: Sequence[str], added: Sequence[int]) -> list[tuple[int, str]]:
        places = added if len(added) > 1 else [added[0]] * len(texts)
        return list(zip(places, texts, strict=True))

    def _add_results(self, row: DataRow, added: list[int]) -> None:
        """Outputs and suggestions: of each step where rows are steps, else of the measure."""
        owners_each = len(added) > 1 and self._is_each(
            values(row.cell("owners"), len(added)), added
        )
        for name in ("outputs", "suggestions"):
            shares = None
            if added and (self.stand_alone or owners_each):
                shares = self._share(row, name, len(added))
            if shares is None:
                self._add_list(row, name)
                continue
            for place, items in zip(added, shares, strict=True):
                whole = tuple(_as_item(item) for item in items)
                for each in range(len(whole)):
                    self.origins.note(f"steps.{place}.{name}.{each}", row.cell(name))
                if name == "outputs":
                    self.steps[place] = replace(self.steps[place], outputs=whole)
                else:
                    self.steps[place] = replace(self.steps[place], suggestions=whole)

    def _share(self, row: DataRow, name: str, steps: int) -> Shares | None:
        found = results(row.cell(name))
        shares = allot_evenly(found.items, steps, stand_alone=self.stand_alone)
        if shares is None and self.stand_alone and name == "outputs":
            shares, problem = allot(found.items, steps)
            self._report(problem, row, name, row.cell(name).text)
        if shares is not None:
            if not self.stand_alone:
                self._report("aligned", row, name, row.cell(name).text)
            for text in found.joined:
                self._report("text_joined", row, name, text)
        return shares

    def _add_list(self, row: DataRow, name: str) -> None:
        """Add a row's items to the measure's own."""
        found = split_items(row.cell(name).blocks)
        items = list(found.items)
        for text in found.joined:
            self._report("text_joined", row, name, text)
        kept = self.lists.setdefault(name, [])
        if items and kept and self._goes_on(row, items[0]):
            joined = items.pop(0)
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text}\n{joined.text}")
            self.origins.note(f"{name}.{len(kept) - 1}", row.cell(name))
            self._report("text_joined", row, name, joined.text)
        for place in range(len(kept), len(kept) + len(items)):
            self.origins.note(f"{name}.{place}", row.cell(name))
        kept += items

    def _read_period(self, text: str, row: DataRow) -> PeriodInput:
        read = parse_period(text, fiscal_year=self.fiscal_year)
        if read.kind == "free":
            self._report("period_unreadable", row, "period", text)
        elif self.fiscal_year and overruns(read, self.fiscal_year):
            self._report("period_overruns", row, "period", text)
        return PeriodInput.of(read)
