"""The report as a Word file that prints like the PDF and goes on being edited.

It belongs into a worker process: see `worker.py`.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx.image.exceptions import UnrecognizedImageError
from docx.shared import Pt

from reports.layouts import LayoutSpec
from reports.rendering import sheet
from reports.rendering.frame import place_names
from reports.rendering.grid import Grid, build_grid
from reports.rendering.paragraphs import Paragraph
from reports.rendering.photos import PER_ROW, PlacedPhoto, photo_rows, placed_emblem
from reports.rendering.photos import WIDTH as PHOTO_WIDTH
from reports.rendering.pieces import Setter
from reports.rendering.word_elements import add, add_paragraph, add_text, twips
from reports.rendering.word_package import new_document, saved
from reports.rendering.word_sections import Sections
from reports.rendering.word_signatures import add_signatures
from reports.rendering.word_table import add_cell, add_table, new_table
from reports.rendering.word_text import add_marked
from reports.snapshot import ReportSnapshot

_LEAST = 1.0  # points that a paragraph without words takes


def write_docx(
    snapshot: ReportSnapshot,
    layout: LayoutSpec,
    *,
    version_label: str = "",
    is_draft: bool = False,
    drawn_at: dt.datetime | None = None,
    version: dict[str, Any] | None = None,
    photos: Mapping[str, bytes] | None = None,
) -> bytes:
    """The Word file; equal arguments give equal bytes. Options as for `write_pdf`."""
    grid = build_grid(snapshot, layout)
    document = new_document(title=grid.name, organization=grid.organization, drawn_at=drawn_at)
    sections = Sections(
        document.part, version_label=version_label, digits=grid.digits, is_draft=is_draft
    )
    writer = _Writer(document, grid, place_names(snapshot.organization), photos or {})
    writer.write(sections)
    return saved(document)


class _Writer:
    def __init__(
        self, document: Any, grid: Grid, names: tuple[str, ...], photos: Mapping[str, bytes]
    ) -> None:
        self._document = document
        self._part = document.part
        self._grid = grid
        self._names = names
        self._photos = photos
        self._body = document.element.body

    def write(self, sections: Sections) -> None:
        last = self._body[-1]  # the properties of the last section stay behind everything
        self._body.remove(last)
        self._write_cover(sections)
        self._write_front()
        add_table(self._body, self._grid, self._names, self._part)
        if self._grid.signatures:
            add_signatures(self._body, self._grid.signatures)
        if self._grid.annex_lead or self._grid.annex:
            self._write_annex()
        else:
            self._write_space(_LEAST)  # Word wants a paragraph behind a table
        sections.describe(last)
        self._body.append(last)

    def _write_cover(self, sections: Sections) -> None:
        grid = self._grid
        above = sheet.COVER_TOP
        if grid.emblem and grid.has_emblem_on_cover:
            placed = placed_emblem(grid.emblem, "cover")
            top = above - placed.height - sheet.EMBLEM["below"]
            self._write_emblem(placed, above=top)
            above = sheet.EMBLEM["below"]
        for number, line in enumerate(grid.cover):
            paragraph = add_paragraph(self._body, "Cover")
            if not number:
                add(paragraph[0], "spacing", before=twips(above))
            add_text(paragraph, line)
        if grid.opens_on_cover:
            self._write_space(sheet.COVER_BELOW)
            self._write_text(grid.introduction)
        if grid.cover:
            sections.describe(add(self._body[-1][0], "sectPr"), is_cover=True)

    def _write_emblem(self, emblem: PlacedPhoto, *, above: float = 0.0) -> None:
        place = add_paragraph(self._body, "Photo")
        if above:
            add(place[0], "spacing", before=twips(above))
        picture = self._picture(emblem)
        if picture is not None:
            add(add(place, "r"), "drawing").append(picture)

    def _write_front(self) -> None:
        if self._grid.emblem and not self._grid.has_emblem_on_cover:
            self._write_emblem(placed_emblem(self._grid.emblem))
        if self._grid.title:
            title = add_paragraph(self._body, "Heading1")
            for number, line in enumerate(self._grid.title):
                if number:
                    add(add(title, "r"), "br")
                add_text(title, line)
        if not self._grid.opens_on_cover:
            self._write_text(self._grid.introduction)
        self._write_space(sheet.SPACE)

    def _write_space(self, points: float) -> None:
        space = add_paragraph(self._body, "Footer")
        add(space[0], "spacing", line=twips(points), lineRule="exact")

    def _write_text(self, paragraphs: Sequence[Paragraph]) -> None:
        setter = Setter(
            sheet.TEXT,
            sheet.TEXT,
            sheet.WIDTH,
            self._names,
            nested=sheet.LIST_INDENT,
            first_indent=sheet.PARAGRAPH_INDENT,
        )
        for paragraph, left, first in setter.indented(paragraphs):
            element = add_paragraph(self._body, "Normal", left=left, first=first)
            text = f"{paragraph.mark} {paragraph.text}" if paragraph.mark else paragraph.text
            add_marked(element, text, self._part)

    def _write_annex(self) -> None:
        add_text(add_paragraph(self._body, "Heading2"), self._grid.annex_heading)
        self._write_text(self._grid.annex_lead)
        for part in self._grid.annex:
            heading = f"{part.heading.mark} {part.heading.text}".strip()
            if heading:
                add_text(add_paragraph(self._body, "Heading3"), heading)
            self._write_text(part.printed)
            rows = [row.photos for row in photo_rows(part.photos, self._names)]
            if rows:
                self._write_photos(rows)

    def _write_photos(self, rows: Sequence[Sequence[PlacedPhoto]]) -> None:
        """Two side by side, each over its caption; a row is never parted."""
        widths = [twips(PHOTO_WIDTH + sheet.PHOTO["gap"] / 2)] * PER_ROW
        table = new_table(self._body, widths, borders=False)
        for photos in rows:
            row = add(table, "tr")
            add(add(row, "trPr"), "cantSplit")
            for number, width in enumerate(widths):
                cell = add_cell(row, width)
                if number < len(photos):
                    self._write_photo(cell, photos[number])
                else:
                    add_paragraph(cell, "Caption")
        self._write_space(_LEAST)

    def _write_photo(self, cell: Any, photo: PlacedPhoto) -> None:
        place = add_paragraph(cell, "Photo")
        picture = self._picture(photo)
        if picture is not None:
            add(add(place, "r"), "drawing").append(picture)
        add_text(add_paragraph(cell, "Caption"), photo.alt)

    def _picture(self, photo: PlacedPhoto) -> Any:
        """The picture with what a reader hears who cannot see it; None where it is not at hand."""
        data = self._photos.get(photo.sha256)
        if not data:
            return None
        size = {"width": Pt(photo.width), "height": Pt(photo.height)}
        try:
            inline = self._part.new_pic_inline(io.BytesIO(data), **size)
        except UnrecognizedImageError:
            return None
        inline.docPr.set("descr", photo.alt)
        inline.docPr.set("name", f"ภาพที่ {inline.docPr.get('id')}")
        return inline
