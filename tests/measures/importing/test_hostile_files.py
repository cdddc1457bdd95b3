"""Files made to harm: refused in Thai, in time, in little memory, and never half read."""

from __future__ import annotations

import io
import random
import time
import zipfile

import pytest
import xlsxwriter

from measures.importing import UnreadableFile, read_file, read_report, refusals
from tests.measures.importing import offices, printed
from tests.measures.importing.test_read_published import drawn

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def changed(data: bytes, **members: bytes | None) -> bytes:
    """An archive with members put in, put in another's place, or taken out ("__" is "/")."""
    by_name = {name.replace("__", "/").replace("_xml", ".xml"): v for name, v in members.items()}
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in by_name:
                new.writestr(name, old.read(name))
        for name, content in by_name.items():
            if content is not None:
                new.writestr(name, content)
    return written.getvalue()


@pytest.fixture(scope="module")
def word() -> bytes:
    return offices.as_docx(offices.parts_of("004"))


@pytest.fixture(scope="module")
def excel() -> bytes:
    return offices.as_xlsx(offices.parts_of("004"))


def refusal_of(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        read_file(data, filename="แฟ้ม")
    return str(refusal.value).removeprefix("แฟ้ม: ")


def bomb(rows: int) -> bytes:
    row = b"<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>"
    start, end = f'<w:document xmlns:w="{W}"><w:body><w:tbl>'.encode(), b"</w:tbl></w:body>"
    return start + row * rows + end + b"</w:document>"


def sheet(inner: str) -> bytes:
    return f'<worksheet xmlns="{S}">{inner}</worksheet>'.encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xd8\xff\xe0JFIF", refusals.PICTURE),
        (b"\x89PNG\r\n\x1a\n", refusals.PICTURE),
        (b"\0\0\0\x18ftypheic", refusals.PICTURE),
        (b"%PDF-1.7\n", refusals.DAMAGED_PDF),
        (b"{\\rtf1", refusals.RTF),
        (b"Rar!\x1a\x07", refusals.PACKED),
        (b"PK\x03\x04 and no more", refusals.DAMAGED),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            refusals.OLD_WORD,
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            refusals.LOCKED,
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), refusals.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", refusals.OLD_OFFICE),
    ],
)
def test_file_of_another_kind_is_refused_with_what_to_do(data, message):
    assert refusal_of(data) == message


def test_archive_that_is_no_document_is_refused(word):
    assert refusal_of(changed(word, word__document_xml=None)) == refusals.OTHER_ARCHIVE


def test_macros_are_refused(word):
    data = changed(word, **{"word__vbaProject.bin": b"x"})

    assert refusal_of(data) == refusals.MACROS


@pytest.mark.parametrize("part", ["word__document_xml", "word__styles_xml"])
@pytest.mark.parametrize(
    "entity",
    [b'<!ENTITY a SYSTEM "file:///etc/hostname">', b'<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'],
)
def test_document_type_is_refused_in_any_part(word, part, entity):
    inner = f'<w:document xmlns:w="{W}"><w:body/></w:document>'.encode()
    data = changed(word, **{part: b"<!DOCTYPE w [" + entity + b"]>" + inner})

    assert refusal_of(data) == refusals.ENTITY


def test_parts_that_blow_up_are_refused(word):
    assert refusal_of(changed(word, word__media_xml=b"<a>" + b" " * (50 << 20))) == (
        refusals.SUSPICIOUS
    )
    assert refusal_of(changed(word, **{f"a{n}": b"" for n in range(3001)})) == refusals.SUSPICIOUS
    assert refusal_of(changed(word, word__document_xml=b"<a>" * 300 + b"</a>" * 300)) == (
        refusals.SUSPICIOUS
    )


def test_a_million_rows_are_refused_in_time(word):
    began = time.monotonic()
    said = refusal_of(changed(word, word__document_xml=bomb(1_000_000)))

    assert said in (refusals.SUSPICIOUS, refusals.DAMAGED) or "จึงหยุดอ่าน" in said
    assert time.monotonic() - began < 25


def test_rows_beyond_the_limit_are_refused(word):
    assert refusal_of(changed(word, word__document_xml=bomb(5_001))).startswith(
        "ตารางมีเกิน ๕,๐๐๐ แถว หยุดที่ตารางที่ ๑ แถว ๕๐๐๑"
    )


@pytest.mark.parametrize(
    "inner",
    [
        '<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="AAA1"><v>1</v></c></row></sheetData>',
        '<dimension ref="A1:XFD1048576"/><sheetData/>',
    ],
)
def test_cells_far_out_are_refused(excel, inner):
    assert refusal_of(changed(excel, xl__worksheets__sheet1_xml=sheet(inner))) == refusals.TOO_FAR


def test_sheet_with_nine_thousand_columns_is_refused():
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        book.add_worksheet().write_row(0, 0, ["มาตรการ"] * 9_000)

    assert refusal_of(written.getvalue()) == refusals.TOO_FAR


@pytest.mark.parametrize("piece", [b"<div>", b"<table><tr><td>", b"<ul><li>", b"<a><b>"])
def test_page_of_endless_nesting_is_refused_in_time(piece):
    began = time.monotonic()

    assert refusal_of(b"<html>" + piece * 3_000)
    assert time.monotonic() - began < 25


def mutations(data: bytes, seeds: range):
    for seed in seeds:
        rng = random.Random(seed)
        damaged = bytearray(data)
        for _ in range(rng.randint(1, 20)):
            start = rng.randrange(len(damaged))
            end = min(len(damaged), start + rng.choice((1, 1, 4, 64, 1024)))
            damaged[start:end] = rng.choice((b"", rng.randbytes(end - start), damaged[:16]))
        yield bytes(damaged)


def check_damaged(data: bytes, seeds: range) -> None:
    """Read here, not in a child: no exception but a refusal may come."""
    for damaged in mutations(data, seeds):
        refusal = "ก"
        try:
            read_report(damaged)
        except UnreadableFile as error:
            refusal = str(error)
        assert any("ก" <= letter <= "ฮ" for letter in refusal)


def as_pdf(_: object) -> bytes:
    return printed.without_data(drawn("004", "pdf"))


BUILDS = [offices.as_docx, offices.as_xlsx, offices.as_html, as_pdf]


@pytest.mark.parametrize("build", BUILDS)
def test_damaged_files_are_read_or_refused(build):
    check_damaged(build(offices.parts_of("004")), range(25))


@pytest.mark.torture
@pytest.mark.parametrize("build", BUILDS)
def test_many_damaged_files_are_read_or_refused(build):
    check_damaged(build(offices.parts_of("004")), range(25, 1_000))
