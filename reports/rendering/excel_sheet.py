"""How the sheets of the Excel file look, on the screen and on paper."""

from __future__ import annotations

from typing import Any

from reports.rendering import sheet
from reports.rendering.grid import Cell

FONT = "TH SarabunPSK"  # on every computer of an office; there is none in the file
_THAI = 222  # the set of letters by which Windows finds a Thai font where that one is missing
SIZE = 14  # of it is as large as 9.5 points of the PDF's font
LINE = 18.75  # points a line of it takes
_PIXELS_A_POINT = 96 / 72
_A4 = 9
_INCHES = {side: round(mm / 25.4, 2) for side, mm in sheet.MARGIN_MM.items()}
_FILL = f"#{sheet.HEADER_FILL}"
_MOST_FOOT = 150  # letters: Excel takes 255 with the page numbers


class Formats:
    """The looks of cells. All are texts: Excel reads no number or formula out of them."""

    def __init__(self, book: Any) -> None:
        font = {"font_name": FONT, "font_size": SIZE, "font_charset": _THAI}
        text = {**font, "num_format": "@", "text_wrap": True, "valign": "top"}
        cell = {**text, "border": 1}
        self.plain = book.add_format(font)
        self.bold = book.add_format({**font, "bold": True})
        self.words = book.add_format(text)
        self.words_bold = book.add_format({**text, "bold": True})
        self.title = book.add_format({**text, "bold": True, "align": "center"})
        self.signature = book.add_format({**text, "align": "center"})
        self.heading = book.add_format(
            {**cell, "bold": True, "align": "center", "valign": "vcenter", "bg_color": _FILL}
        )
        self._looks = {
            (is_centred, is_title): book.add_format(
                {**cell, "align": "center" if is_centred else "left", "bold": is_title}
            )
            for is_centred in (False, True)
            for is_title in (False, True)
        }

    def of(self, cell: Cell, *, is_title: bool = False) -> Any:
        return self._looks[cell.field in sheet.CENTRED, is_title]


def column_pixels(per_cent: int) -> int:
    return round(sheet.WIDTH * per_cent / 100 * _PIXELS_A_POINT)


def set_up_page(worksheet: Any, label: str, *, is_draft: bool) -> None:
    """A4 on its side, as wide as the sheet, with numbers at the foot."""
    worksheet.set_paper(_A4)
    worksheet.set_landscape()
    worksheet.set_margins(**_INCHES)
    worksheet.fit_to_pages(1, 0)
    shown = label[:_MOST_FOOT].replace("&", "&&")
    worksheet.set_footer(f'&L&"{FONT}"&12{shown}&R&"{FONT}"&12หน้า &P จาก &N')
    if is_draft:
        worksheet.set_header(f'&C&"{FONT},Bold"&60&KD0D0D0ร่าง')
