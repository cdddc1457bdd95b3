"""What stands above the table: title block, introduction; and the names in them."""

from __future__ import annotations

import re
from collections.abc import Callable

from ita_portal.thai.text import squash
from reports.rendering.annex import Photo
from reports.rendering.paragraphs import Paragraph, split_list
from reports.snapshot import Organization, ReportSnapshot

_KIND = re.compile(
    r"^(?:เทศบาล(?:นคร|เมือง|ตำบล)|องค์การบริหารส่วน(?:จังหวัด|ตำบล)|ตำบล|แขวง|อำเภอ|เขต|จังหวัด"
    r"|อบจ\.|อบต\.|ทน\.|ทม\.|ทต\.|ต\.|อ\.|จ\.)\s*"
)


def title_lines(snapshot: ReportSnapshot) -> tuple[str, ...]:
    """The title as it was broken into lines, and the place under it."""
    place = _lines(snapshot.place_text) or (_place(snapshot),)
    return tuple(filter(None, [*_lines(snapshot.title), *place]))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def _place(snapshot: ReportSnapshot) -> str:
    """The place of the organization; the name is left out where the title says it already."""
    organization = snapshot.organization
    parts = [
        _named("ตำบล", organization.subdistrict),
        _named("อำเภอ", organization.district),
        _named("จังหวัด", organization.province),
    ]
    if squash(organization.name) not in squash(snapshot.title):
        parts.insert(0, organization.name)
    return " ".join(filter(None, parts))


def _named(kind: str, name: str) -> str:
    if not name or name.startswith((kind, "เขต", "แขวง", "กรุงเทพ")):
        return name
    return kind + name


def introduction(
    snapshot: ReportSnapshot, in_digits: Callable[[str], str]
) -> tuple[Paragraph, ...]:
    """The introduction, then the list of issues unless the introduction names them all."""
    paragraphs = split_list(snapshot.introduction, depth=1)
    said = squash(snapshot.introduction)
    if all(squash(issue) in said for issue in snapshot.issues):
        return paragraphs
    issues = (
        Paragraph(text=" ".join(issue.split()), mark=in_digits(f"{number}."), depth=1)
        for number, issue in enumerate(snapshot.issues, start=1)
    )
    return (*paragraphs, *issues)


def emblem_of(snapshot: ReportSnapshot) -> Photo | None:
    """The emblem of the organization, called by its name for a reader who cannot see it."""
    emblem = snapshot.emblem
    if emblem is None:
        return None
    return Photo(
        sha256=emblem.sha256,
        thumbnail_sha256="",
        caption=f"ตรา{snapshot.organization.name}",
        width=max(emblem.width, 1),
        height=max(emblem.height, 1),
    )


def place_names(organization: Organization) -> tuple[str, ...]:
    """The names in a report that no dictionary has: of the organization and of where it is."""
    found = []
    for name in (
        organization.name,
        organization.subdistrict,
        organization.district,
        organization.province,
    ):
        bare = _KIND.sub("", name).strip()
        if len(bare) > 2 and bare not in found:
            found.append(bare)
    return tuple(found)
