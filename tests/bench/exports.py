"""Files for offices: the time of each against what its library needs for bare cells.

python -m tests.bench exports. The floor writes the texts of the same grid into the same cells and
nothing else: no fonts, no styles, no merged cells, no widths. PDF has a part of its own.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator

import docx
import xlsxwriter
from django.template import Context, Engine

from reports.layouts import LayoutSpec
from reports.rendering import FORMATS
from reports.rendering.grid import build_grid
from reports.rendering.plain import placed, plain_text
from reports.snapshot import ReportSnapshot, to_json
from tests.bench.rendering import Job, in_turn, load, milliseconds, ratio
from tests.bench.results import Ratio
from tests.bench.synthetic import LAYOUT, synthetic
from tests.reports.seeds import seed

# Over bare cells ours have: Word two fonts of 170 KB, and the file written anew without the time of
# day; Excel the heights of rows, measured in the font; JSON the values, not yet plain; HTML the
# links, marks and looks of paragraphs, through a template.
GOALS = {"docx": 2.0, "xlsx": 3.0, "csv": 1.2, "json": 2.0, "embed": 3.0}
ROUNDS = 7


def measure() -> Iterator[Ratio]:
    reports = {"example 002": seed("002"), "23 measures": (synthetic(23), LAYOUT)}
    if not os.environ.get("BENCH_QUICK"):
        reports["200 measures"] = (synthetic(200), LAYOUT)
    for name, (snapshot, layout) in reports.items():
        for kind, floor in floors(snapshot, layout).items():
            yield against(name, kind, floor, snapshot, layout)


def against(
    name: str, kind: str, floor: Job, snapshot: ReportSnapshot, layout: LayoutSpec
) -> Ratio:
    jobs: dict[str, Job] = {
        "ours": lambda: FORMATS[kind].writer(snapshot, layout),
        "floor": floor,
    }
    taken = in_turn(jobs, ROUNDS)
    return Ratio(
        name=f"{name}: {kind} against its library's floor",
        value=ratio(taken, "ours", "floor"),
        goal=GOALS[kind],
        is_ceiling=True,
        detail=f"{milliseconds(taken['ours'])} to {milliseconds(taken['floor'])}, {load()}",
    )


def floors(snapshot: ReportSnapshot, layout: LayoutSpec) -> dict[str, Job]:
    """What each library does with the texts alone, the grid made as ours make it."""
    content = to_json(snapshot)

    def table() -> list[list[str]]:
        grid = build_grid(snapshot, layout)
        return [[column.heading for column in grid.columns]] + [
            ["" if cell is None else plain_text(cell.paragraphs) for cell in cells]
            for measure in grid.measures
            for cells in placed(measure, grid.columns)
        ]

    return {
        "docx": lambda: bare_word(table()),
        "xlsx": lambda: bare_excel(table()),
        "csv": lambda: bare_csv(table()),
        "json": lambda: json.dumps(content, ensure_ascii=False, indent=2).encode(),
        "embed": lambda: bare_html(table()),
    }


def bare_html(rows: list[list[str]]) -> bytes:
    template = Engine().from_string(
        "<table>{% for row in rows %}<tr>{% for text in row %}<td>{{ text|linebreaks }}</td>"
        "{% endfor %}</tr>{% endfor %}</table>"
    )
    return str(template.render(Context({"rows": rows}))).encode()


def bare_word(rows: list[list[str]]) -> bytes:
    document = docx.Document()
    table = document.add_table(0, len(rows[0]))
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bare_excel(rows: list[list[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, texts in enumerate(rows):
            for place, text in enumerate(texts):
                sheet.write_string(number, place, text)
    return out.getvalue()


def bare_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")
