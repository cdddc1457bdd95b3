"""Who signs below the table, as typed on the page of its layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from django.http import QueryDict

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import UncleanText, clean
from reports.layouts import Signature
from reports.layouts.spec import MAX_SIGNATURES

LONGEST_ROLE, LONGEST_NAME, LONGEST_TITLE, MOST_TITLE_LINES = 60, 120, 300, 3
_BOXES = ("signature_role", "signature_name", "signature_title")


@dataclass(frozen=True)
class Signer:
    """The boxes of one who signs, with what is wrong in them."""

    role: str = ""
    name: str = ""
    title: str = ""
    role_error: str = ""
    name_error: str = ""
    title_error: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.role.strip() or self.name.strip() or self.title.strip())

    @property
    def has_error(self) -> bool:
        return bool(self.role_error or self.name_error or self.title_error)

    def as_signature(self) -> Signature:
        """Something to draw, whatever was typed."""
        title = "\n".join(_one_line(line) for line in self.title.splitlines()[:MOST_TITLE_LINES])
        return Signature(
            role=_one_line(self.role)[:LONGEST_ROLE],
            name=_bare(_one_line(self.name))[:LONGEST_NAME],
            title=title[:LONGEST_TITLE].strip(),
        )


def signers_in(data: QueryDict) -> list[Signer]:
    """Who signs, as sent; a few more than are allowed, so that none is lost without a word."""
    boxes = (data.getlist(name)[: 2 * MAX_SIGNATURES] for name in _BOXES)
    return [Signer(*texts) for texts in zip_longest(*boxes, fillvalue="")]


def put_signers(data: QueryDict, signers: Sequence[Signer]) -> None:
    """Write them into what a form sends."""
    for box, part in zip(_BOXES, ("role", "name", "title"), strict=True):
        data.setlist(box, [getattr(signer, part) for signer in signers])


def signer_of(signature: Signature) -> Signer:
    return Signer(signature.role, signature.name, signature.title)


def checked_signer(signer: Signer) -> Signer:
    """With the texts cleaned, or with what is wrong at their boxes."""
    role, role_error = _checked(signer.role, LONGEST_ROLE)
    name, name_error = _checked(_bare(signer.name.strip()), LONGEST_NAME)
    title, title_error = _checked(signer.title, LONGEST_TITLE, multiline=True)
    lines = [line.strip() for line in title.splitlines() if line.strip()]
    if not title_error and len(lines) > MOST_TITLE_LINES:
        title_error = to_thai(f"ตำแหน่งมีได้ไม่เกิน {MOST_TITLE_LINES} บรรทัด ขณะนี้ {len(lines)}")
    if not (role or name or title):
        role_error = "โปรดกรอกอย่างน้อยหนึ่งช่อง หรือกดลบช่องลงนามนี้"
    return replace(
        signer,
        role=role,
        name=name,
        title=title if title_error else "\n".join(lines),
        role_error=role_error,
        name_error=name_error,
        title_error=title_error,
    )


def _checked(text: str, longest: int, *, multiline: bool = False) -> tuple[str, str]:
    """The text, and what is wrong with it."""
    try:
        found = clean(text, multiline=multiline).strip()
    except UncleanText as unclean:
        return text, str(unclean)
    if len(found) > longest:
        return text, to_thai(f"ยาวเกิน {longest} ตัวอักษร ขณะนี้ {len(found)}")
    return found, ""


def _bare(name: str) -> str:
    """The name without the brackets that are printed around every name, where they were typed."""
    within = name[1:-1]
    is_bracketed = name[:1] == "(" and name[-1:] == ")" and not set(within) & set("()")
    return within.strip() if is_bracketed else name


def _one_line(text: str) -> str:
    return " ".join(text.split())
