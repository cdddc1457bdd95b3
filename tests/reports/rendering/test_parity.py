"""One input, every output: page, PDF, Word, Excel, CSV and JSON say the same, cell by cell."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings

from measures.importing import read_report
from measures.inputs import as_json
from reports.layouts import LayoutSpec, layout_for
from reports.rendering import FORMATS
from reports.rendering.grid import build_grid
from reports.rendering.worker import render
from reports.rendering.write_csv_guarded import guarded
from reports.snapshot import ReportSnapshot, from_json
from tests.reports.rendering import tables
from tests.reports.rendering.reading import by_pdftotext, holds, squeeze
from tests.reports.rendering.reports_made import LAYOUTS, snapshots
from tests.reports.seeds import NAMES, seed

BROAD: dict[str, Any] = {
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]
}
IN_TESTS = settings(max_examples=20, deadline=None, derandomize=True, **BROAD)
LONG = settings(max_examples=500, deadline=None, **BROAD)


def written(name: str, snapshot: ReportSnapshot, layout: LayoutSpec) -> bytes:
    return FORMATS[name].writer(snapshot, layout)


def page_of(snapshot: ReportSnapshot, layout: LayoutSpec) -> bytes:
    """The table as the public page and the preview show it."""
    context = {"grid": build_grid(snapshot, layout)}
    return render_to_string("reports/public/_table.html", context).encode()


def found_everywhere(snapshot: ReportSnapshot, layout: LayoutSpec) -> dict[str, Any]:
    heading = layout.columns[0].heading
    return {
        "page": tables.in_html(page_of(snapshot, layout)),
        "html": tables.in_html(written("html", snapshot, layout)),
        "embed": tables.in_html(written("embed", snapshot, layout)),
        "docx": tables.in_docx(written("docx", snapshot, layout)),
        "xlsx": tables.in_xlsx(written("xlsx", snapshot, layout), heading),
        "json": tables.in_json(written("json", snapshot, layout), layout),
    }


def lost_in_pdf(pdf: bytes, snapshot: ReportSnapshot, layout: LayoutSpec) -> list[str]:
    """The paragraphs of cells that the text of the PDF has not."""
    text = squeeze(by_pdftotext(pdf))
    grid = build_grid(snapshot, layout)
    cells = [cell for m in grid.measures for row in m.rows for cell in row.cells]
    paragraphs = [p.mark + p.text for cell in cells for p in cell.paragraphs]
    return [each for each in paragraphs if not holds(text, each)]


def check(snapshot: ReportSnapshot, layout: LayoutSpec) -> None:
    wanted = tables.of_grid(build_grid(snapshot, layout))
    plain = [[cell[0] if cell else "" for cell in row] for row in wanted]

    assert found_everywhere(snapshot, layout) == dict.fromkeys(
        ("page", "html", "embed", "docx", "xlsx", "json"), wanted
    )
    assert tables.in_csv(written("csv", snapshot, layout)) == plain
    guards = [[guarded(text) for text in row] for row in plain]
    assert tables.in_csv(written("csv-safe", snapshot, layout)) == guards


@pytest.mark.parametrize("name", NAMES)
def test_the_five_reports_are_the_same_in_every_file(name: str, pdfs):
    check(*seed(name))

    assert lost_in_pdf(pdfs[name], *seed(name)) == []
    attached = pypdf.PdfReader(io.BytesIO(pdfs[name])).attachments["report.json"][0]
    assert json.loads(attached) == json.loads(written("json", *seed(name)))


@IN_TESTS
@given(snapshots(), LAYOUTS)
def test_any_report_is_the_same_in_every_file(snapshot: ReportSnapshot, layout: LayoutSpec):
    check(snapshot, layout)


@settings(IN_TESTS, max_examples=8)
@given(snapshots(plain=True), LAYOUTS)
def test_any_report_is_the_same_in_the_pdf(snapshot: ReportSnapshot, layout: LayoutSpec):
    assert lost_in_pdf(render("pdf", snapshot, layout), snapshot, layout) == []


@pytest.mark.parametrize(
    ("mark", "digits", "rows"),
    [("๑)", "thai", "measure"), ("(๑)", "arabic", "step"), ("", "arabic", "measure")],
)
def test_each_mark_before_a_title_is_the_same_in_every_file(mark: str, digits: Any, rows: Any):
    snapshot, layout = seed("003")
    layout = replace(layout, measure_mark=mark, digits=digits, rows=rows)

    check(snapshot, layout)
    assert lost_in_pdf(render("pdf", snapshot, layout), snapshot, layout) == []


@pytest.mark.torture
@LONG
@given(snapshots(), LAYOUTS)
def test_any_of_many_reports_is_the_same_in_every_file(
    snapshot: ReportSnapshot, layout: LayoutSpec
):
    check(snapshot, layout)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv", "html", "embed"])
def test_what_was_written_is_read_back_as_it_was(name: str, kind: str):
    """By the reader that takes last year's report in."""
    snapshot, layout = seed(name)
    form = FORMATS[kind]

    report = read_report(form.writer(snapshot, layout), filename=f"report.{form.extension}")

    back = from_json(as_json(report))
    shape = layout_for(report.columns, back.measures)
    assert tables.of_grid(build_grid(back, shape)) == tables.of_grid(build_grid(snapshot, layout))
