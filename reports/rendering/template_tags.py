"""Filters of the print templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from reports.rendering.annex import Photo
from reports.rendering.paragraphs import Paragraph, Part
from reports.rendering.pieces import Piece

register = template.Library()


@register.filter
def linked(parts: Iterable[Part]) -> SafeString:
    """The texts escaped; those that lead somewhere as links."""
    html = []
    for part in parts:
        text = escape(part.text)
        html.append(f'<a href="{escape(part.href)}">{text}</a>' if part.href else text)
    return mark_safe("".join(html))  # noqa: S308 -- every text and address is escaped above


@register.filter
def marked(paragraph: Paragraph) -> SafeString:
    """The list mark and the text of a paragraph."""
    mark = f"{escape(paragraph.mark)} " if paragraph.mark else ""
    return mark_safe(mark + linked(paragraph.parts))  # noqa: S308 -- both are escaped


@register.filter
def said(paragraphs: Iterable[Paragraph]) -> SafeString:
    """Each paragraph in an element of its own; nothing at all where there are none."""
    html = [f'<p class="d{each.depth}">{marked(each)}</p>' for each in paragraphs]
    return mark_safe("".join(html))  # noqa: S308 -- `marked` escapes


@register.filter(name="set")
def set_pieces(pieces: Sequence[Piece]) -> SafeString:
    """The pieces of a cell; a single one that needs no style stands in the cell as it is."""
    if len(pieces) == 1 and not pieces[0].css:
        return linked(pieces[0].parts)
    html = []
    for piece in pieces:
        css = f' class="{piece.css}"' if piece.css else ""
        html.append(f"<p{css}>{linked(piece.parts)}</p>")
    return mark_safe("".join(html))  # noqa: S308 -- the classes are ours, the texts are escaped


@register.filter
def shown(photos: Iterable[Photo], pictures: Mapping[str, str]) -> SafeString:
    """Figures of the annex; one whose bytes are not at hand has its caption alone."""
    html = []
    for photo in photos:
        alt = escape(photo.caption)
        data = pictures.get(photo.sha256)
        image = f'<img src="data:image/jpeg;base64,{data}" alt="{alt}">' if data else ""
        html.append(f"<figure>{image}<figcaption>{alt}</figcaption></figure>")
    return mark_safe("".join(html))  # noqa: S308 -- captions are escaped, the data is base64


@register.filter
def emblem(photo: Photo | None, pictures: Mapping[str, str]) -> SafeString:
    """The emblem, where there is one and its bytes are at hand."""
    data = pictures.get(photo.sha256) if photo else None
    if not photo or not data:
        return SafeString("")
    alt = escape(photo.caption)
    html = f'<p class="emblem"><img src="data:image/jpeg;base64,{data}" alt="{alt}"></p>'
    return mark_safe(html)  # noqa: S308 -- the caption is escaped, the data is base64
