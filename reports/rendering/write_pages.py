"""The made-up pages as HTML, every line broken already: what WeasyPrint draws the PDF from."""

from __future__ import annotations

import datetime as dt

from reports.rendering import sheet
from reports.rendering.grid import Grid
from reports.rendering.pages import Sheets
from reports.rendering.photos import WIDTH as PHOTO_WIDTH
from reports.rendering.pieces import indent_name, indent_rule
from reports.rendering.templates import render_template


def write_pages(
    grid: Grid,
    sheets: Sheets,
    *,
    version_label: str,
    is_draft: bool,
    drawn_at: dt.datetime | None,
    photos: frozenset[str] = frozenset(),
    has_qr: bool = False,
) -> str:
    """The pages; they look right with `sheet_css` only. `photos` are the pictures at hand."""
    return render_template(
        "pages.html",
        {
            "grid": grid,
            "photos": photos,
            "sheets": sheets,
            "version_label": version_label,
            "is_draft": is_draft,
            "has_qr": has_qr,
            "qr_mm": sheet.QR_MM,
            "date": drawn_at.isoformat(timespec="seconds") if drawn_at else "",
            "counter": "thai" if grid.digits == "thai" else "decimal",
            "indents": [(indent_name(i), indent_rule(i)) for i in sheets.indents],
        },
    )


def sheet_css() -> str:
    """The style of the pages; the same for every report."""
    return render_template(
        "sheet.css",
        {
            "margin": sheet.MARGIN_MM,
            "foot": sheet.FOOT,
            "label_share": sheet.LABEL_SHARE,
            "number_share": 100 - sheet.LABEL_SHARE,
            "header_fill": sheet.HEADER_FILL,
            "no_picture_fill": sheet.NO_PICTURE_FILL,
            "cover": sheet.COVER,
            "cover_top": round(sheet.COVER_TOP, 4),
            "cover_below": sheet.COVER_BELOW,
            "emblem": sheet.EMBLEM,
            "signature": sheet.SIGNATURE,
            "title": sheet.TITLE,
            "heading": sheet.HEADING,
            "text": sheet.TEXT,
            "cell": sheet.CELL,
            "space": sheet.SPACE,
            "border": sheet.BORDER,
            "padding": sheet.PADDING,
            "photo": sheet.PHOTO,
            "photo_width": PHOTO_WIDTH,
            "caption": sheet.CAPTION,
        },
    )
