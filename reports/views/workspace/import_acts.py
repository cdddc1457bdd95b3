"""The buttons of an import's page: what each of them decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from django.http import QueryDict

from ita_portal.thai.numerals import parse_int
from measures.importing.choices import (
    CellChoice,
    Choices,
    Move,
    RowChoice,
    RowSplit,
    RowUse,
    SplitStart,
)
from measures.importing.places import PART
from measures.importing.reading import Proposal, ReadRow
from measures.importing.review import Decision, problem_keys
from measures.services.import_batches import Opened

# of an item of a measure or of one of its steps; nothing else is kept
_PATH = re.compile(r"(?:steps\.[0-9]{1,4}\.)?(?:period|(?:owners|outputs|suggestions)\.[0-9]{1,4})")


MOST_MOVES = 1_000
PLACED = ("move", "split")


def decision_of_act(
    act: str, subject: str, data: QueryDict, opened: Opened, *, has_new_words: bool
) -> Decision:
    """What a button decides; one that nobody knows decides nothing.

    Items move by their place among others and rows are split between paragraphs, so a form that
    changes words as well does neither.
    """
    if act in PLACED and has_new_words:
        return Decision()
    if act == "move":
        return _move(subject, data, opened)
    line = parse_int(subject) or 0
    if act == "split":
        return _split(line, data, opened)
    if act in _ROWS and line in _lines(opened):
        return _ROWS[act](line, opened)
    if act in _POINTS:
        return _POINTS[act](subject, opened)
    if act == "reset":
        return Decision(withdrawn=opened.review.choices)
    return Decision()


def _lines(opened: Opened) -> set[int]:
    """The rows that there are."""
    return {row.line for row in _rows(opened)}


def _rows(opened: Opened) -> Iterator[ReadRow]:
    return (row for table in opened.reading.tables for row in table.rows)


def _use(use: RowUse) -> Callable[[int, Opened], Decision]:
    def decide(line: int, opened: Opened) -> Decision:
        return Decision(choices=Choices(rows=(RowChoice(line=line, use=use),)))

    return decide


def _restore(line: int, opened: Opened) -> Decision:
    """A row, and what it was split into, as the file has it."""
    chosen = opened.review.choices
    lines = {line % PART + part * PART for part in range(1 + len(chosen.splits))}
    return Decision(
        withdrawn=Choices(
            rows=tuple(choice for choice in chosen.rows if choice.line in lines),
            cells=tuple(choice for choice in chosen.cells if choice.line in lines),
            splits=tuple(choice for choice in chosen.splits if choice.line in lines),
            moves=tuple(choice for choice in chosen.moves if choice.line in lines),
        )
    )


def _unsplit(line: int, opened: Opened) -> Decision:
    withdrawn = Choices(
        splits=(RowSplit(line=line, starts=()),),
        rows=(RowChoice(line=line + PART, use=RowUse.STARTS),),
    )
    return Decision(withdrawn=withdrawn)


def _unmove(line: int, opened: Opened) -> Decision:
    return Decision(withdrawn=Choices(moves=(Move(line=line, path="", step=None),)))


_ROWS: dict[str, Callable[[int, Opened], Decision]] = {
    "join": _use(RowUse.CONTINUES),
    "starts": _use(RowUse.STARTS),
    "drop": _use(RowUse.LEFT_OUT),
    "issue": _use(RowUse.ISSUE),
    "restore": _restore,
    "unsplit": _unsplit,
    "unmove": _unmove,
}


def _split(line: int, data: QueryDict, opened: Opened) -> Decision:
    """A row becomes two measures; a column names the first paragraph of the second.

    Each of the two has to get some of the row's words.
    """
    cells = [cell for row in _rows(opened) if row.line == line for cell in row.cells if cell.text]
    starts: list[SplitStart] = []
    for cell in cells:
        block = parse_int(data.get(f"split-{line}-{cell.column}", ""))
        if block is not None and 0 <= block <= cell.text.count("\n"):
            starts.append(SplitStart(column=cell.column, block=block))
    if not starts or sum(start.block == 0 for start in starts) == len(cells):
        return Decision()
    return Decision(
        choices=Choices(
            splits=(RowSplit(line=line, starts=tuple(starts)),),
            rows=(RowChoice(line=line + PART, use=RowUse.STARTS),),
        )
    )


def _move(subject: str, data: QueryDict, opened: Opened) -> Decision:
    """The items of a measure that were given another step, the last of each list first."""
    line = parse_int(subject)
    prefix = f"move-{line}-"
    moves = []
    for name, value in data.items():
        path = name.removeprefix(prefix)
        if not line or not name.startswith(prefix) or not _PATH.fullmatch(path):
            continue
        step = None if value == "measure" else parse_int(str(value))
        if value == "measure" or step is not None:
            moves.append(Move(line=line, path=path, step=step))
    if len(opened.review.choices.moves) + len(moves) > MOST_MOVES:
        return Decision()
    moves.sort(key=lambda move: _last_number(move.path), reverse=True)
    return Decision(choices=Choices(moves=tuple(moves)))


def _last_number(path: str) -> int:
    last = path.rpartition(".")[2]
    return 0 if last == "period" else int(last)


def _accept(subject: str, opened: Opened) -> Decision:
    return _accepted([each for each in opened.source.proposals if each.id == subject], opened)


def _accepted(proposals: Sequence[Proposal], opened: Opened) -> Decision:
    """Repairs; in a cell that was written anew they are made in its new words."""
    texts = {(cell.line, cell.column): cell.text for cell in opened.review.choices.cells}
    repaired: dict[tuple[int, int], str] = {}
    for each in proposals:
        place = (each.line, each.column)
        if place in texts:
            text = repaired.get(place, texts[place])
            repaired[place] = text.replace(each.before, each.after, 1)
    cells = [
        CellChoice(line=line, column=column, text=text) for (line, column), text in repaired.items()
    ]
    return Decision(
        choices=Choices(accepted=tuple(each.id for each in proposals), cells=tuple(cells)),
        passes={f"p-{each.id}": False for each in proposals},
    )


def _keep(subject: str, opened: Opened) -> Decision:
    if all(each.id != subject for each in opened.source.proposals):
        return Decision()
    return Decision(withdrawn=Choices(accepted=(subject,)), passes={f"p-{subject}": True})


def _again(subject: str, opened: Opened) -> Decision:
    passes = {f"p-{subject}": False, subject: False}
    return Decision(withdrawn=Choices(accepted=(subject,)), passes=passes)


def _accept_all(subject: str, opened: Opened) -> Decision:
    passed = set(opened.review.passed)
    return _accepted(
        [
            each
            for each in opened.source.proposals
            if each.kind == subject and f"p-{each.id}" not in passed
        ],
        opened,
    )


def _keep_all(subject: str, opened: Opened) -> Decision:
    accepted = set(opened.review.choices.accepted)
    ids = [
        each.id
        for each in opened.source.proposals
        if each.kind == subject and each.id not in accepted
    ]
    return Decision(passes={f"p-{key}": True for key in ids})


def _pass(subject: str, opened: Opened) -> Decision:
    known = {key for key, _ in problem_keys(opened.reading)}
    return Decision(passes={subject: True} if subject in known else {})


def _pass_all(subject: str, opened: Opened) -> Decision:
    keys = [key for key, each in problem_keys(opened.reading) if each.problem.kind == subject]
    return Decision(passes=dict.fromkeys(keys, True))


_POINTS: dict[str, Callable[[str, Opened], Decision]] = {
    "accept": _accept,
    "keep": _keep,
    "again": _again,
    "pass": _pass,
    "accept-all": _accept_all,
    "keep-all": _keep_all,
    "pass-all": _pass_all,
}
