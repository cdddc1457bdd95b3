"""The parts of a source as a person changed them: repairs, cells written anew, rows split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ita_portal.thai.text import UncleanText, clean
from measures.importing.choices import Choices, RowSplit
from measures.importing.limits import MAX_CELL
from measures.importing.places import PART
from measures.importing.reading import Proposal, Source
from measures.importing.tables import Block, Cell, Paragraph, Part

Row = tuple[Cell, ...]


def apply_choices(source: Source, choices: Choices) -> list[Part]:
    """The parts with what was accepted and written. An unclean text leaves its cell as it is."""
    accepted = set(choices.accepted)
    repairs: dict[tuple[int, int], list[Proposal]] = defaultdict(list)
    for proposal in source.proposals:
        if proposal.id in accepted:
            repairs[proposal.line, proposal.column].append(proposal)
    written = {(choice.line, choice.column): choice.text for choice in choices.cells}
    splits = {split.line: split for split in choices.splits}
    parts: list[Part] = []
    for part in source.parts:
        if isinstance(part, Paragraph):
            text = repaired(part.text, repairs[part.line, 0])
            parts.append(replace(part, lines=tuple(text.split("\n"))))
        else:
            rows = (_row(row, repairs, written) for row in part.rows)
            parts.append(replace(part, rows=tuple(_split(rows, splits))))
    return parts


def _row(
    row: Row,
    repairs: Mapping[tuple[int, int], list[Proposal]],
    written: Mapping[tuple[int, int], str],
) -> Row:
    return tuple(_cell(cell, repairs, written) for cell in row)


def _cell(
    cell: Cell,
    repairs: Mapping[tuple[int, int], list[Proposal]],
    written: Mapping[tuple[int, int], str],
) -> Cell:
    place = (cell.line, cell.column)
    if place in written:
        return _written(cell, written[place])
    chosen = repairs.get(place)
    if not chosen:
        return cell
    texts = repaired(cell.text, chosen).split("\n")
    counts = [block.text.count("\n") + 1 for block in cell.blocks]
    blocks = []
    for block, count in zip(cell.blocks, counts, strict=True):
        blocks.append(replace(block, text="\n".join(texts[:count])))
        texts = texts[count:]
    return replace(cell, blocks=tuple(blocks))


def repaired(text: str, proposals: Iterable[Proposal]) -> str:
    """A text with proposals applied from its end; one that meets another is left."""
    end = len(text)
    for each in sorted(proposals, key=lambda proposal: -proposal.start):
        stop = each.start + len(each.before)
        if stop <= end and text[each.start : stop] == each.before:
            text = text[: each.start] + each.after + text[stop:]
            end = each.start
    return text


def _written(cell: Cell, text: str) -> Cell:
    try:
        cleaned = clean(text[:MAX_CELL])
    except UncleanText:
        return cell
    old = {block.text: block.level for block in cell.blocks}
    lines = [line.strip() for line in cleaned.split("\n") if line.strip()]
    return replace(cell, blocks=tuple(Block(text=line, level=old.get(line, 0)) for line in lines))


def _split(rows: Iterable[Row], splits: Mapping[int, RowSplit]) -> Iterable[Row]:
    for row in rows:
        line = row[0].line
        while line in splits:
            row, rest = _cut(row, splits[line])  # noqa: PLW2901 -- what is left of it
            yield row
            row, line = rest, rest[0].line  # noqa: PLW2901
        yield row


def _cut(row: Row, split: RowSplit) -> tuple[Row, Row]:
    starts = {start.column: max(start.block, 0) for start in split.starts}
    line = row[0].line + PART
    first, second = [], []
    for cell in row:
        at = starts.get(cell.column, len(cell.blocks))
        first.append(replace(cell, blocks=cell.blocks[:at]))
        second.append(replace(cell, line=line, blocks=cell.blocks[at:]))
    return tuple(first), tuple(second)
