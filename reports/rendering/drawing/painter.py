"""Draws the pages of a report, and remembers their structure and their bookmarks."""

from __future__ import annotations

from collections.abc import Collection

from ita_portal.thai.numerals import to_thai
from reports.rendering import sheet
from reports.rendering.blocks import KINDS, Block
from reports.rendering.drawing.canvas import ASCENT, DESCENT, Canvas, Letters
from reports.rendering.drawing.objects import string
from reports.rendering.drawing.shaping import Undrawable
from reports.rendering.drawing.structure import Bookmark, Element
from reports.rendering.drawing.tables import TablePainter
from reports.rendering.drawing.texts import write_piece
from reports.rendering.grid import Grid
from reports.rendering.pages import Page, Sheets
from reports.rendering.photos import WIDTH as PHOTO_WIDTH
from reports.rendering.photos import PhotoRow, PlacedPhoto
from reports.rendering.qr import qr_code
from reports.rendering.signatures import SignatureRow

_TAGS = {"title": "H1", "annex-title": "H2", "heading": "H3"}
_CENTRED = frozenset({"title", "annex-title"})
_DRAFT = "ร่าง"
_MIDDLE_OF_DRAFT = (sheet.PAGE_WIDTH / 2, sheet.TOP / 2 + 90 * 72 / 25.4)
_NO_PICTURE = sheet.colour(sheet.NO_PICTURE_FILL)
_LABEL_WIDTH = sheet.WIDTH * sheet.LABEL_SHARE / 100  # at the foot, left of the number of the page


class Painter:
    """The sheets of one report; `photos` are the pictures at hand. May raise Undrawable."""

    def __init__(
        self,
        grid: Grid,
        sheets: Sheets,
        *,
        version_label: str,
        verify_url: str,
        is_draft: bool,
        photos: Collection[str],
    ) -> None:
        self.letters = Letters()
        self.document = Element("Document")
        self.canvases: list[Canvas] = []
        self.bookmarks: list[Bookmark] = []
        self._in_thai = grid.digits == "thai"
        self._count = sheets.count
        self._version_label = version_label
        self._code = qr_code(verify_url) if verify_url else None
        self._is_draft = is_draft
        self._photos = photos
        self._table = TablePainter(grid.columns, sheets.header)
        self._paint(sheets)

    def _paint(self, sheets: Sheets) -> None:
        if sheets.cover:
            self._paint_cover(sheets)
        for page in sheets.pages:
            self._paint_page(self._new_page(), page)

    def _new_page(self) -> Canvas:
        canvas = Canvas(len(self.canvases), self.letters)
        self.canvases.append(canvas)
        if self._is_draft:
            with canvas.artifact("/Type/Pagination/Subtype/Watermark"):
                canvas.write_across(sheet.DRAFT, _DRAFT, _MIDDLE_OF_DRAFT)
        return canvas

    def _paint_cover(self, sheets: Sheets) -> None:
        canvas, cover = self._new_page(), sheets.cover
        y = sheet.TOP + sheet.COVER_TOP
        if cover.emblem:
            corner = (sheet.LEFT, sheet.TOP + cover.emblem_top)
            self._paint_photo(canvas, cover.emblem, corner, sheet.WIDTH)
        for piece in cover.pieces:
            element = self.document.add("P", canvas.number)
            write_piece(canvas, piece, element, sheet.COVER, (sheet.LEFT, y), sheet.WIDTH)
            y += len(piece.lines) * sheet.COVER.line
        y += sheet.COVER_BELOW
        for block in cover.blocks:
            y = self._paint_block(canvas, block, y)

    def _paint_page(self, canvas: Canvas, page: Page) -> None:
        y = sheet.TOP
        for block in page.blocks:
            y = self._paint_block(canvas, block, y)
        if page.rows:
            y += sheet.SPACE if page.blocks else 0
            table = self.document.add("Table", canvas.number)
            *tops, y = self._table.paint(canvas, page.rows, table, y)
            for row, top in zip(page.rows, tops, strict=True):
                if row.anchor:
                    mark = Bookmark(row.label, 2, canvas.number, top, row.anchor)
                    self.bookmarks.append(mark)
        for block in page.below:
            y = self._paint_block(canvas, block, y)
        self._paint_foot(canvas)

    def _paint_block(self, canvas: Canvas, block: Block, y: float) -> float:
        """A block from `y` on; where it ends."""
        if block.photos:
            self._paint_photos(canvas, block.photos, y)
        elif block.emblem:
            self._paint_photo(canvas, block.emblem, (sheet.LEFT, y), sheet.WIDTH)
        elif block.signatures:
            self._paint_signatures(canvas, block.signatures, y)
        else:
            y = self._paint_text(canvas, block, y)
        return y + block.height

    def _paint_text(self, canvas: Canvas, block: Block, y: float) -> float:
        """A paragraph; where its first line begins."""
        if block.label:
            level = 2 if block.kind == "heading" else 1
            self.bookmarks.append(Bookmark(block.label, level, canvas.number, y))
        y += sheet.SPACE if block.space else 0
        tag = _TAGS.get(block.kind, "P") if block.label else "P"
        element = self.document.add(tag, canvas.number)
        centred_in = sheet.WIDTH if block.kind in _CENTRED else 0
        write_piece(canvas, block.piece, element, KINDS[block.kind], (sheet.LEFT, y), centred_in)
        return y

    def _paint_signatures(self, canvas: Canvas, row: SignatureRow, y: float) -> None:
        for signature in row.signatures:
            left, below = sheet.LEFT + signature.left, y + sheet.SIGNATURE["above"]
            for piece in signature.pieces:
                element = self.document.add("P", canvas.number)
                write_piece(canvas, piece, element, sheet.TEXT, (left, below), row.width)
                below += len(piece.lines) * sheet.TEXT.line

    def _paint_photos(self, canvas: Canvas, row: PhotoRow, y: float) -> None:
        y += sheet.PHOTO["above"]
        for number, photo in enumerate(row.photos):
            left = sheet.LEFT + number * (PHOTO_WIDTH + sheet.PHOTO["gap"])
            self._paint_photo(canvas, photo, (left, y), PHOTO_WIDTH)
            below = y + photo.height + sheet.PHOTO["below"]
            for piece in photo.caption:
                element = self.document.add("P", canvas.number)
                write_piece(canvas, piece, element, sheet.CAPTION, (left, below), PHOTO_WIDTH)
                below += len(piece.lines) * sheet.CAPTION.line

    def _paint_photo(
        self, canvas: Canvas, photo: PlacedPhoto, corner: tuple[float, float], room: float
    ) -> None:
        """A picture in the middle of its room."""
        left, y = corner
        if photo.sha256 not in self._photos:
            with canvas.artifact():
                canvas.fill(left, y, room, photo.height, _NO_PICTURE)
            return
        x = left + (room - photo.width) / 2
        lower = sheet.PAGE_HEIGHT - y - photo.height
        box = f"{x:.2f} {lower:.2f} {x + photo.width:.2f} {lower + photo.height:.2f}"
        entries = f"/Alt{string(photo.alt)}/A<</O/Layout/BBox[{box}]>>"
        with canvas.marking(self.document.add("Figure", canvas.number, entries)):
            canvas.picture(photo.sha256, x, y, photo.width, photo.height)

    def _paint_foot(self, canvas: Canvas) -> None:
        foot = sheet.FOOT
        words = f"หน้า {len(self.canvases)} จาก {self._count}"
        number = self.letters.shape(foot.face, to_thai(words) if self._in_thai else words)
        label = self.letters.shape(foot.face, self._version_label)
        if label.width * foot.size > _LABEL_WIDTH:
            raise Undrawable("the label of the version takes more than one line")
        middle = (sheet.BOTTOM + sheet.PAGE_HEIGHT) / 2
        y = middle + (ASCENT - DESCENT) / 2 * foot.size
        right = sheet.LEFT + sheet.WIDTH
        with canvas.artifact("/Type/Pagination/Subtype/Footer"):
            if self._code:
                right -= sheet.QR
                canvas.modules(self._code, right, sheet.BOTTOM + sheet.QR_ABOVE, sheet.QR)
                right -= sheet.QR_ABOVE
            place = right - number.width * foot.size
            canvas.write(foot, [(sheet.LEFT, y, label), (place, y, number)])
