"""Files as offices make them, built from what the text form of a seed says."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterable, Sequence

import docx
import xlsxwriter
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from measures.importing.decoding import decode
from measures.importing.headings import field_of, is_header
from measures.importing.problems import Problems
from measures.importing.read_text import read_text
from measures.importing.tables import Cell, Paragraph, Part, RawTable
from tests.measures.importing.seeds import source


def parts_of(name: str) -> list[Part]:
    return read_text(decode(source(name)), Problems())


def reaches(table: RawTable, *, is_merged: bool) -> dict[tuple[int, int], int]:
    """How many rows each cell takes where measures are merged over the rows below; 0 if none."""
    rows = {
        (row, column): 1 for row in range(len(table.rows)) for column in range(len(table.rows[0]))
    }
    fields = [field_of(cell.text) for cell in table.rows[0]]
    if not is_merged or "measure" not in fields or not is_header(table.rows[0]):
        return rows
    column, first = fields.index("measure"), 1
    for place, row in enumerate(table.rows[1:], 1):
        if place > 1 and not row[column].blocks:
            rows[first, column] += 1
            rows[place, column] = 0
        else:
            first = place
    return rows


def as_html(parts: Iterable[Part], *, is_merged: bool = False) -> bytes:
    """A page as Word saves one: two spaces are kept by &nbsp;."""
    body = []
    for part in parts:
        if isinstance(part, Paragraph):
            tag = "h2" if part.is_heading else "p"
            body.append(f"<{tag}>{'<br>'.join(map(_escape, part.lines))}</{tag}>")
        else:
            spans = reaches(part, is_merged=is_merged)
            rows = (
                "".join(
                    _td(cell, spans[place, column])
                    for column, cell in enumerate(row)
                    if spans[place, column]
                )
                for place, row in enumerate(part.rows)
            )
            body.append("<table>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>")
    page = "\n".join(body)
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{page}</body></html>".encode()


def _escape(text: str) -> str:
    return html.escape(text).replace("  ", "&nbsp; ").replace("  ", " &nbsp;")


def _td(cell: Cell, rows: int) -> str:
    blocks = []
    for block in cell.blocks:
        opened, closed = "<ul>" * block.level, "</ul>" * block.level
        item = "li" if block.level else "p"
        blocks.append(f"{opened}<{item}>{_escape(block.text)}</{item}>{closed}")
    span = f' rowspan="{rows}"' if rows > 1 else ""
    return f"<td{span}>{''.join(blocks)}</td>"


def as_docx(parts: Iterable[Part], *, is_merged: bool = False) -> bytes:
    document = docx.Document()
    unnumbered = add_list(document, ("none", ""), ("none", ""), ("none", ""))
    for part in parts:
        if isinstance(part, Paragraph):
            paragraph = document.add_paragraph()
            run = paragraph.add_run()
            run.bold = part.is_heading
            for number, line in enumerate(part.lines):
                if number:
                    run.add_break()
                run.add_text(line)
        else:
            table = document.add_table(0, max(len(row) for row in part.rows))
            for row in part.rows:
                cells = table.add_row().cells
                for place, cell in enumerate(row):
                    _fill(cells[place], cell, unnumbered)
            for (row_place, column), rows in reaches(part, is_merged=is_merged).items():
                if rows > 1:
                    table.cell(row_place, column).merge(table.cell(row_place + rows - 1, column))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def word_table(
    lines: Sequence[Sequence[str]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> bytes:
    """A Word file with one table, in which cells from one corner to another are put together."""
    document = docx.Document()
    table = document.add_table(len(lines), len(lines[0]))
    for row, texts in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for first, last in merged:
        table.cell(*first).merge(table.cell(*last))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _fill(target, cell: Cell, unnumbered: str) -> None:
    for number, block in enumerate(cell.blocks):
        paragraph = target.paragraphs[0] if number == 0 else target.add_paragraph()
        paragraph.add_run(block.text)
        if block.level:
            number_paragraph(paragraph, list_id=unnumbered, level=block.level - 1)


def add_list(document, *levels: tuple[str, str]) -> str:
    """A list whose levels have a format and a text ("thaiNumbers", "%1."); its id."""
    numbering = document.part.numbering_part.element
    name = str(len(numbering) + 1000)
    shown = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (kind, text) in enumerate(levels)
    )
    kind = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">{shown}</w:abstractNum>'
    used = f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="{name}"/></w:num>'
    numbering.insert(0, parse_xml(kind))
    numbering.append(parse_xml(used))
    return name


def number_paragraph(paragraph, *, list_id: str, level: int = 0) -> None:
    """Make a paragraph one of a list, as Word's buttons do."""
    listed = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", str(level)), ("w:numId", list_id)):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        listed.append(element)
    paragraph._p.get_or_add_pPr().append(listed)


def as_xlsx(parts: Iterable[Part], *, sheet: str = "รายงาน", is_merged: bool = False) -> bytes:
    """One sheet: paragraphs are merged over the columns of the table, an empty row after each."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        parts = list(parts)
        width = max(len(row) for part in parts if isinstance(part, RawTable) for row in part.rows)
        number = 0
        for part in parts:
            if isinstance(part, Paragraph):
                page.merge_range(number, 0, number, width - 1, "")
                page.write_string(number, 0, part.text)
                number += 1
            else:
                for (place, column), rows in reaches(part, is_merged=is_merged).items():
                    if rows > 1:
                        page.merge_range(
                            number + place, column, number + place + rows - 1, column, ""
                        )
                for row in part.rows:
                    for place, cell in enumerate(row):
                        if cell.blocks:
                            page.write_string(number, place, cell.text)
                    number += 1
            number += 1
    return written.getvalue()


def as_text(parts: Iterable[Part]) -> bytes:
    """The text form without the levels of lists, of which a cell of Excel has none."""
    written = []
    for part in parts:
        if isinstance(part, Paragraph):
            mark = "# " if part.is_heading else ""
            written.append(mark + "\n".join(part.lines))
        else:
            rows = ("\t".join(map(_paragraphs, row)) for row in part.rows)
            written.append("\n".join(rows))
    return "\n\n".join(written).encode()


def _paragraphs(cell: Cell) -> str:
    return "".join(f"<p>{html.escape(block.text, quote=False)}</p>" for block in cell.blocks)


def as_rows(parts: Iterable[Part]) -> list[list[str]]:
    rows: list[list[str]] = []
    for part in parts:
        if isinstance(part, Paragraph):
            rows.append([part.text])
        else:
            rows += [[cell.text for cell in row] for row in part.rows]
        rows.append([])
    return rows


def as_csv(rows: Sequence[Sequence[str]], *, delimiter: str = ",", encoding="utf-8-sig") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding)
