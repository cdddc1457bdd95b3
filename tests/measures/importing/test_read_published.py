"""Reports that the portal drew itself come back without loss."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pypdf
import pytest

from measures.importing import UnreadableFile, read_file, read_report, refusals
from measures.importing.read_published import SCHEMAS
from measures.inputs import ColumnInput, ReportInput, as_json
from reports.layouts import layout_for
from reports.services.drawing import draw
from reports.snapshot import SCHEMA, from_json
from tests.measures.importing.seeds import NAMES, report


def drawn(name: str, format_name: str) -> bytes:
    found = report(name)
    snapshot = from_json(as_json(found))
    return draw(format_name, snapshot, layout_for(found.columns, snapshot.measures))


def settled(name: str) -> ReportInput:
    """As the portal publishes it: with the headings of its layout, its problems looked at."""
    found = report(name)
    layout = layout_for(found.columns, from_json(as_json(found)).measures)
    columns = tuple(ColumnInput(field=c.field, heading=c.heading) for c in layout.columns)
    return replace(found, problems=(), columns=columns)


@pytest.mark.parametrize("name", NAMES)
def test_json_comes_back_without_loss(name):
    printed = json.dumps(as_json(report(name)), ensure_ascii=False).encode()

    assert read_file(printed) == report(name)
    assert read_file(drawn(name, "json")) == settled(name)


def test_pdf_comes_back_without_loss():
    assert read_file(drawn("004", "pdf")) == settled("004")


def test_evidence_is_told_of():
    whole = json.loads(drawn("004", "json"))
    whole["measures"][1]["evidence"] = [
        {"kind": "link", "caption": "ภาพ", "url": "https://a.go.th"}
    ]
    found = read_report(json.dumps(whole).encode())

    assert replace(found, problems=()) == settled("004")
    assert [(p.kind, p.place, p.quote) for p in found.problems] == [
        ("evidence_unread", "มาตรการที่ ๒", "๑ รายการ")
    ]


def test_every_schema_of_the_portal_is_read():
    assert list(SCHEMAS) == list(range(1, SCHEMA + 1))


def pdf(*, text: str = "", password: str = "") -> bytes:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    if text:
        content = pypdf.generic.DecodedStreamObject()
        content.set_data(f"BT /F 12 Tf 10 100 Td ({text}) Tj ET".encode())
        page[pypdf.generic.NameObject("/Contents")] = writer._add_object(content)
        font = pypdf.generic.DictionaryObject(
            {
                pypdf.generic.NameObject("/Type"): pypdf.generic.NameObject("/Font"),
                pypdf.generic.NameObject("/Subtype"): pypdf.generic.NameObject("/Type1"),
                pypdf.generic.NameObject("/BaseFont"): pypdf.generic.NameObject("/Helvetica"),
            }
        )
        fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F"): font})
        page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
            {pypdf.generic.NameObject("/Font"): fonts}
        )
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf(), refusals.SCANNED_PDF),
        (pdf(text="A table that another program drew"), refusals.NO_LINES_PDF),
        (pdf(text="A table", password="x"), refusals.LOCKED),
        (b"%PDF-1.7\n", refusals.DAMAGED_PDF),
    ],
    ids=["scanned", "foreign", "locked", "cut off"],
)
def test_other_pdf_is_refused_with_what_to_do(data, message):
    with pytest.raises(UnreadableFile) as refusal:
        read_file(data)

    assert str(refusal.value) == message


@pytest.mark.parametrize(
    "changed",
    [
        {"measures": {}},
        {"measures": []},
        {"measures": [{"title": "ก", "steps": [{"text": "ข", "depth": 3}]}]},
        {"fiscal_year": 10**30},
        {"ita": {"year": 68}},
        {"ita": {"total": "เก้าสิบ"}},
        {"measures": [{}]},
        {"measures": [{"title": 1}]},
        {"fiscal_year": "๒๕๖๘"},
        {"measures": [{"title": "ก", "status": "unknown"}]},
        {"measures": [{"title": "ก", "expected_on": "2567-02-30"}]},
        {"schema": SCHEMA + 1},
    ],
)
def test_json_that_is_no_report_is_refused(changed):
    whole = {**as_json(report("004")), **changed}

    with pytest.raises(UnreadableFile) as refusal:
        read_report(json.dumps(whole).encode())
    assert str(refusal.value).endswith(refusals.OTHER_JSON)


def test_json_of_something_else_is_refused():
    with pytest.raises(UnreadableFile) as refusal:
        read_report(b'{"a": 1}')
    assert str(refusal.value) == refusals.OTHER_JSON


def test_evidence_that_is_no_list_is_passed_over():
    whole = json.loads(drawn("004", "json"))
    whole["measures"][0]["evidence"] = 5

    assert read_report(json.dumps(whole).encode()) == settled("004")


def test_json_of_endless_nesting_is_refused():
    with pytest.raises(UnreadableFile) as refusal:
        read_report(b'{"a":' + b"[" * 1_000_000)
    assert str(refusal.value) == refusals.OTHER_JSON


def test_text_of_a_json_report_is_clean():
    whole = {**as_json(report("004")), "title": "รายงาน\u0000"}

    with pytest.raises(UnreadableFile, match=r"^รายงาน\.title: พบอักขระควบคุม"):
        read_report(json.dumps(whole).encode())
