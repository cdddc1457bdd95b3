"""The cells of a measure under headings that no field stands for, as one field of a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ita_portal.thai.numerals import to_thai

Cells = list[dict[str, str]]
_BLANK = 2  # lines to add cells in, each time the page is drawn
_MOST = 40  # as many as a table may have columns


class ExtrasWidget(forms.Widget):
    """A line a cell: its heading, its text."""

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0-heading" if id_ else ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Cells:
        cells = []
        for index in range(_MOST):
            heading = data.get(f"{name}-{index}-heading")
            if heading is None:
                break
            cells.append({"heading": heading, "text": data.get(f"{name}-{index}-text", "")})
        return cells

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-0-heading" not in data

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        shown = [cell for cell in value or () if cell["heading"].strip() or cell["text"].strip()]
        blank = [{"heading": "", "text": ""}] * min(_BLANK, _MOST - len(shown))
        own_id = (attrs or {}).get("id", f"id_{name}")
        lines = [_line(name, own_id, index, cell) for index, cell in enumerate([*shown, *blank])]
        return format_html('<div class="extra-cells">{}</div>', format_html_join("", "{}", lines))


def _line(name: str, own_id: str, index: int, cell: dict[str, str]) -> tuple[SafeString]:
    number = to_thai(str(index + 1))
    heading = format_html(
        '<input type="text" class="vTextField" name="{0}-{1}-heading" id="{2}-{1}-heading" '
        'value="{3}" placeholder="หัวช่อง" aria-label="หัวช่องที่ {4}">',
        *(name, index, own_id, cell["heading"], number),
    )
    text = format_html(
        '<textarea class="vLargeTextField" name="{0}-{1}-text" id="{2}-{1}-text" rows="2" '
        'placeholder="ข้อความ" aria-label="ข้อความในช่องที่ {4}">\n{3}</textarea>',
        *(name, index, own_id, cell["text"], number),
    )
    return (format_html("<div>{}{}</div>", heading, text),)


class ExtrasField(forms.Field):
    """Reads cells; a line without any words is none."""

    widget = ExtrasWidget

    def to_python(self, value: Any) -> Cells:
        cells = [
            {name: cell[name].replace("\r\n", "\n").strip() for name in ("heading", "text")}
            for cell in value or ()
        ]
        return [cell for cell in cells if cell["heading"] or cell["text"]]

    def validate(self, value: Cells) -> None:
        for cell in value:
            if not cell["heading"]:
                raise ValidationError(f"ใส่หัวช่องของข้อความ “{cell['text']}”", code="no_heading")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)
