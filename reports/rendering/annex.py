"""The annex: words and pictures of each measure, under its heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reports.layouts import LayoutSpec
from reports.rendering.paragraphs import Paragraph, split_list
from reports.snapshot import AnnexEntry, Evidence, MeasureRow, ReportSnapshot

HEADING = "ภาคผนวก"
HEADING_OF_PHOTOS = "ภาคผนวก ภาพกิจกรรม"
NOT_DONE = "ยังไม่ได้ดำเนินการ"
NOTHING = "ไม่มีภาพกิจกรรม"
_NOT_DONE = frozenset({"not_started", "not_done"})
_FILES = {
    "application/pdf": "ไฟล์ PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "ไฟล์ Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "ไฟล์ Excel",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "ไฟล์ PowerPoint",
}


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A picture by the hash of its bytes; `caption` is what a reader who cannot see it hears."""

    sha256: str
    thumbnail_sha256: str
    caption: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A document by the hash of its bytes, or a link."""

    caption: str
    what: str
    sha256: str = ""
    url: str = ""
    size_bytes: int = 0


@dataclass(frozen=True, kw_only=True)
class AnnexPart:
    """One heading of the annex and what stands under it."""

    heading: Paragraph
    paragraphs: tuple[Paragraph, ...]
    photos: tuple[Photo, ...] = ()
    attached: tuple[Attached, ...] = ()

    @property
    def printed(self) -> tuple[Paragraph, ...]:
        """The paragraphs, and a line for each document and link."""
        lines = (
            Paragraph(text=f"{each.caption} ({each.url or each.what})", mark="-", depth=1)
            for each in self.attached
        )
        return (*self.paragraphs, *lines)


def annex_heading(snapshot: ReportSnapshot, parts: Sequence[AnnexPart]) -> str:
    """The heading as written; one of ours above pictures and documents that have none."""
    if snapshot.annex_heading or not _has_evidence(snapshot):
        return snapshot.annex_heading
    return HEADING if any(part.attached for part in parts) else HEADING_OF_PHOTOS


def annex_parts(
    snapshot: ReportSnapshot, layout: LayoutSpec, in_digits: Callable[[str], str]
) -> tuple[AnnexPart, ...]:
    """What was written of each measure, then its evidence; in the order of the measures."""
    words = [_words(entry, in_digits) for entry in snapshot.annex]
    names_all = layout.annex_names_all and (bool(words) or _has_evidence(snapshot))
    if not names_all and not _has_evidence(snapshot):
        return tuple(words)
    numbers = [measure.number for measure in snapshot.measures]
    entries = {entry.number: part for entry, part in zip(snapshot.annex, words, strict=True)}
    if len(entries) < len(words) or len(set(numbers)) < len(numbers):
        entries = {}  # nothing tells which words belong to which measure: they stand first
    parts = []
    for place, measure in enumerate(snapshot.measures, 1):
        part = entries.get(measure.number)
        if part is None and (measure.evidence or names_all):
            part = AnnexPart(heading=_heading(measure, place, in_digits), paragraphs=())
        if part is not None:
            parts.append(_with_evidence(part, measure))
    known = set(numbers) if entries else set()
    rest = [
        part for entry, part in zip(snapshot.annex, words, strict=True) if entry.number not in known
    ]
    return (*rest, *parts)


def _words(entry: AnnexEntry, in_digits: Callable[[str], str]) -> AnnexPart:
    return AnnexPart(
        heading=Paragraph(
            text=" ".join(entry.heading.split()), mark=in_digits(entry.number), is_title=True
        ),
        paragraphs=split_list(entry.text, depth=1),
    )


def _heading(measure: MeasureRow, place: int, in_digits: Callable[[str], str]) -> Paragraph:
    """The number and the name of a measure, as its row has them."""
    number = in_digits(measure.number.strip(" .)") or str(place))
    return Paragraph(text=measure.name, mark=f"มาตรการที่ {number}", is_title=True)


def _with_evidence(part: AnnexPart, measure: MeasureRow) -> AnnexPart:
    photos = tuple(_photo(each) for each in measure.evidence if each.kind == "photo")
    attached = tuple(_attached(each) for each in measure.evidence if each.kind != "photo")
    paragraphs = part.paragraphs
    if not (paragraphs or photos or attached):
        words = NOT_DONE if measure.status in _NOT_DONE else NOTHING
        paragraphs = (Paragraph(text=words, mark="-", depth=1),)
    return replace(part, paragraphs=paragraphs, photos=photos, attached=attached)


def _photo(each: Evidence) -> Photo:
    return Photo(
        sha256=each.sha256,
        thumbnail_sha256=each.thumbnail_sha256,
        caption=each.caption,
        width=each.width or 1,
        height=each.height or 1,
    )


def _attached(each: Evidence) -> Attached:
    return Attached(
        caption=each.caption,
        what=_FILES.get(each.media_type, "ไฟล์"),
        sha256=each.sha256,
        url=each.url,
        size_bytes=each.size_bytes,
    )


def _has_evidence(snapshot: ReportSnapshot) -> bool:
    return any(measure.evidence for measure in snapshot.measures)
