"""The file around the pages: its structure, its bookmarks, and what is not drawn at all."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pypdf
import pytest

from reports.rendering import FORMATS
from tests.reports.rendering.fragments import (
    ANNEX,
    BUDGET,
    EXTRA,
    ISSUE,
    SIX,
    STEPS,
    SUGGESTIONS,
    report,
)
from tests.reports.rendering.pictures import a_photo

# WeasyPrint leaves the file of its colours open.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def read(pdf: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(pdf))


def written(*arguments: Any, **options: Any) -> Any:
    return read(FORMATS["pdf"].writer(*arguments, **options))


def producer(reader: Any) -> str:
    return str(reader.metadata.producer).split(",")[0].split(" ")[0]


@pytest.mark.parametrize(
    ("snapshot", "options"),
    [
        (report(ISSUE, title="รายงาน ☐"), {}),
        (report(ISSUE), {"version_label": "ฉบับ" * 120}),
        (report(ISSUE), {"version_label": "ฉบับ 漢"}),
    ],
    ids=["a letter", "a label over several lines", "a letter of the label"],
)
def test_what_was_not_reckoned_is_laid_out(snapshot, options):
    assert producer(written(snapshot, SIX, **options)) == "WeasyPrint"
    assert producer(written(report(ISSUE), SIX)) == "ita_portal"


def test_bookmarks_are_nested_as_what_they_name():
    snapshot = report(ISSUE, replace(STEPS, number="๖"), annex_heading="ภาคผนวก", annex=ANNEX)

    title, measures, annex, headings = written(snapshot, SIX).outline

    assert title.title == "รายงานผลการดำเนินการ"
    assert [mark.title for mark in measures] == [
        "๕. กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง",
        "๖. การป้องกันการทุจริต",
    ]
    assert annex.title == "ภาคผนวก"
    assert [mark.title for mark in headings] == ["๕. กิจกรรมชื่นชม", "๗. มาตรการเผยแพร่"]


def test_measures_of_a_report_without_a_title_are_bookmarks_of_their_own():
    snapshot = report(ISSUE, title="", place_text=" ")

    assert len(written(snapshot, SIX).outline) == 2


def kinds(element: Any) -> Any:
    """An element by its kind and those in it; what is content counts as a number."""
    kids = element.get("/K", [])
    inside = [kid.get_object() if not isinstance(kid, int) else kid for kid in kids]
    named = [kinds(kid) if "/S" in kid else "link" for kid in inside if not isinstance(kid, int)]
    return (str(element["/S"])[1:], *named)


def test_a_reader_hears_a_table_with_headers():
    root = written(report(STEPS), SUGGESTIONS).trailer["/Root"]["/StructTreeRoot"]

    document = root["/K"][0].get_object()
    found = {str(kid.get_object()["/S"]): kid.get_object() for kid in document["/K"]}
    head, body = (part.get_object() for part in found["/Table"]["/K"])
    (row,) = (row.get_object() for row in head["/K"])
    headers = [cell.get_object() for cell in row["/K"]]
    names = [cell["/ID"] for cell in headers]
    assert [cell["/S"] for cell in headers] == ["/TH"] * len(SUGGESTIONS.columns)
    assert [cell["/A"]["/Scope"] for cell in headers] == ["/Column"] * len(headers)
    assert list(root["/IDTree"]["/Names"][::2]) == names
    rows = [[cell.get_object() for cell in row.get_object()["/K"]] for row in body["/K"]]
    assert [[cell["/A"]["/Headers"][0] for cell in row] for row in rows] == [
        names,
        [name for name, cell in zip(names, rows[0], strict=True) if "/RowSpan" not in cell["/A"]],
    ]


def test_an_address_over_lines_is_one_link_that_may_be_clicked_on_each():
    long = replace(BUDGET, title=f"ดู http://a.go.th/{'ab/' * 60} ต่อ")
    reader = written(report(long), EXTRA)

    document = reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()
    table = next(
        kid for kid in map(kinds, (k.get_object() for k in document["/K"])) if kid[0] == "Table"
    )
    cell = table[2][1][1]
    links = [kid for kid in cell[1] if kid[0] == "Link"]
    assert links == [("Link", *["link"] * 3)]
    found = [each.get_object() for each in reader.pages[0]["/Annots"]]
    assert [each["/A"]["/URI"] for each in found[:3]] == [f"http://a.go.th/{'ab/' * 60}"] * 3
    assert len({each["/StructParent"] for each in found}) == len(found)


def test_a_picture_says_its_words_and_where_it_is():
    photo, photos = a_photo("ภาพการประชุม")
    reader = written(report(replace(ISSUE, evidence=(photo,))), SIX, photos=photos)

    document = reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()
    figures = [kid.get_object() for kid in document["/K"] if kid.get_object()["/S"] == "/Figure"]
    assert [figure["/Alt"] for figure in figures] == ["ภาพการประชุม"]
    left, bottom, right, top = map(float, figures[0]["/A"]["/BBox"])
    assert (right - left) / (top - bottom) == pytest.approx(640 / 480, abs=0.01)
