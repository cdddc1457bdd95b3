"""What the form of an import's page says: one form, so that no button loses what was set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from ita_portal.thai.numerals import parse_int
from measures.importing.choices import (
    Choices,
    ColumnChoice,
    TableChoice,
)
from measures.importing.review import Decision, Standing, measure_keys
from measures.services.import_batches import Opened
from reports.views.workspace.import_acts import PLACED, decision_of_act
from reports.views.workspace.import_cells import WrittenCells, is_cell, read_cells

_KEY = re.compile(r"[rn][1-9][0-9]{0,8}")
_COLUMN = re.compile(r"column-([1-9][0-9]{0,4})-([1-9][0-9]{0,2})")
YEAR = "id_year"  # the id of the box with the reports
FIELDS = ("number", "measure", "steps", "period", "owners", "outputs", "outcomes", "suggestions")


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """What cannot be taken, and the id of the place on the page where it can be put right."""

    text: str
    at: str = ""


@dataclass(kw_only=True)
class Posted:
    """`decision` is all that was set and pressed; `typed` keeps the words of cells by name."""

    act: str
    revision: int
    token: str
    year: str
    decision: Decision
    goes_to: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: list[Wrong] = field(default_factory=list)
    cell_errors: Mapping[str, str] = field(default_factory=dict)


def read_posted(data: QueryDict, opened: Opened) -> Posted:
    """The form; `errors` say in Thai what of it cannot be taken."""
    act, _, subject = data.get("act", "save").partition(":")
    typed = {name: str(text) for name, text in data.items() if is_cell(name)}
    cells = read_cells(typed, opened)
    has_new_words = bool(cells.new or cells.back)
    pressed = decision_of_act(act, subject, data, opened, has_new_words=has_new_words)
    return Posted(
        act=act,
        revision=parse_int(data.get("revision", "")) or 0,
        token=data.get("token", ""),
        year=data.get("year", ""),
        decision=_decision(data, opened, cells, pressed),
        goes_to=_way_on(act, subject, data),
        typed=typed,
        errors=[
            *(
                Wrong(text=f"{cells.places[name]}: {words}", at=name)
                for name, words in cells.wrong.items()
            ),
            *_nothing_chosen(act, subject, data, pressed, has_new_words=has_new_words),
        ],
        cell_errors=cells.wrong,
    )


_NOTHING = {
    "split": "โปรดเลือกอย่างน้อย ๑ ช่องว่ามาตรการที่สองเริ่มที่ข้อความใด และเหลือให้มาตรการแรกอย่างน้อย ๑ ช่อง",
    "move": "โปรดเลือกขั้นตอนให้ข้อที่จะย้ายอย่างน้อย ๑ ข้อ",
}
_NEW_WORDS = {
    "split": "บันทึกข้อความที่แก้แล้ว แต่ยังไม่ได้แยกแถว โปรดเลือกอีกครั้งว่ามาตรการที่สองเริ่มที่ข้อความใด",
    "move": "บันทึกข้อความที่แก้แล้ว แต่ยังไม่ได้ย้าย เพราะลำดับข้ออาจเปลี่ยนไป โปรดเลือกข้อที่จะย้ายอีกครั้ง",
}


def _nothing_chosen(
    act: str, subject: str, data: QueryDict, pressed: Decision, *, has_new_words: bool
) -> Iterator[Wrong]:
    """A button that had nothing to act on says so."""
    if act in PLACED and parse_int(subject) and pressed == Decision():
        key = data.get("editing", "")
        words = _NEW_WORDS if has_new_words else _NOTHING
        yield Wrong(text=words[act], at=key if _KEY.fullmatch(key) else "")


def _decision(data: QueryDict, opened: Opened, cells: WrittenCells, pressed: Decision) -> Decision:
    """All that was set on the page, with what the button decides."""
    taken, keys = set(data.getlist("take")), set(measure_keys(opened.reading))
    set_up = Choices(
        tables=tuple(_tables(data, opened)),
        columns=tuple(_columns(data, opened)),
        cells=tuple(cells.new),
    )
    return Decision(
        choices=_joined(set_up, pressed.choices),
        withdrawn=_joined(Choices(cells=tuple(cells.back)), pressed.withdrawn),
        ticks={key: key in taken for key in data.getlist("shown") if key in keys},
        passes=pressed.passes,
        standing=next((each for each in Standing if each == data.get("standing")), None),
        with_texts=_texts(data),
        is_moved=_yes(data.get("moved")),
    )


def _yes(value: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(value or "")


def _texts(data: QueryDict) -> bool | None:
    """Whether the texts come in, where the person chose otherwise than the page did."""
    is_on, was_on = data.get("texts") == "yes", _yes(data.get("texts-were"))
    return is_on if was_on is not None and was_on != is_on else None


def _joined(one: Choices, other: Choices) -> Choices:
    return Choices(
        **{name: (*getattr(one, name), *getattr(other, name)) for name in one.__dataclass_fields__}
    )


def _tables(data: QueryDict, opened: Opened) -> Iterator[TableChoice]:
    """The tables that are ticked otherwise than they are taken."""
    shown, ticked = set(data.getlist("table-shown")), set(data.getlist("table"))
    for table in opened.reading.tables:
        number = str(table.number)
        if number in shown and (number in ticked) != table.is_report:
            yield TableChoice(table=table.number, is_report=number in ticked)


def _columns(data: QueryDict, opened: Opened) -> Iterator[ColumnChoice]:
    fields = {
        (table.number, column.column): column.field
        for table in opened.reading.tables
        for column in table.columns
    }
    for name, value in data.items():
        match = _COLUMN.fullmatch(name)
        if match is None or value not in (*FIELDS, "extra", ""):
            continue
        place = (int(match[1]), int(match[2]))
        if place in fields and fields[place] != value:
            yield ColumnChoice(table=place[0], column=place[1], field=str(value))


def _way_on(act: str, subject: str, data: QueryDict) -> str:
    """The query and the anchor of the page that follows."""
    asked = {}
    page = parse_int(data.get("page", "")) or 1
    if page > 1:
        asked["page"] = str(page)
    editing = subject if act == "edit" else data.get("editing", "")
    if editing and act != "close" and _KEY.fullmatch(editing):
        asked["edit"] = editing
    query = f"?{urlencode(asked)}" if asked else ""
    anchor = subject if act in ("edit", "close") else editing
    if act in ("accept", "keep", "again", "pass"):
        anchor = f"point-{subject}"
    elif act == "restore" and not editing:
        anchor = f"r{subject}"
    return f"{query}#{anchor}" if re.fullmatch(r"[a-z0-9._-]{1,60}", anchor) else query
