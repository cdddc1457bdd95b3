"""The organization of a report: its name, kind and place, from the line below the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from measures.importing.problems import Problems
from measures.inputs import OrganizationInput

KINDS = {
    "องค์การบริหารส่วนจังหวัด": "อบจ.",
    "องค์การบริหารส่วนตำบล": "อบต.",
    "เทศบาลนคร": "ทน.",
    "เทศบาลเมือง": "ทม.",
    "เทศบาลตำบล": "ทต.",
    "เมืองพัทยา": "พัทยา",
    "กรุงเทพมหานคร": "กทม.",
    **{short: short for short in ("อบจ.", "อบต.", "ทน.", "ทม.", "ทต.")},
}
ORGANIZATION = "(?:" + "|".join(map(re.escape, KINDS)) + ")"
_STARTS = re.compile(ORGANIZATION)
_OF = re.compile(rf"ของ\s*({ORGANIZATION}\S*)")
_ANYWHERE = re.compile(rf"{ORGANIZATION}\S*")
_PLACES = {
    "subdistrict": re.compile(r"(?:ตำบล|แขวง|ต\.)\s*(\S+)"),
    "district": re.compile(r"(?:อำเภอ|เขต|อ\.)\s*(\S+)"),
    "province": re.compile(r"(?:จังหวัด|จ\.)\s*(\S+)"),
}


def starts_organization(line: str) -> bool:
    return bool(_STARTS.match(line))


def read_line(line: str, number: int, problems: Problems) -> OrganizationInput:
    """The organization that a line of its own names, with its place."""
    name, rest = _cut_name(line)
    found: dict[str, str] = {}
    for field, pattern in _PLACES.items():
        match = re.search(rf"(?<!\S){pattern.pattern}", rest)
        if match:
            found[field] = match.group(1)
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    words = rest.split()
    if len(words) == 1 and "district" not in found and "province" in found:
        found["district"] = words[0]
        problems.add("district_unmarked", number, quote=line)
    elif words:
        problems.add("organization_words", number, quote=line)
    organization = OrganizationInput(name=name, kind=_kind(name), **found)
    _report_missing(organization, number, problems)
    return organization


def read_title_name(title: str, number: int, problems: Problems) -> OrganizationInput | None:
    """The organization that a title names after "ของ"."""
    match = _OF.search(title)
    if match is None:
        return None
    return _named(match.group(1), number, problems)


def guess(texts: Sequence[str], number: int, problems: Problems) -> OrganizationInput:
    """The first organization named in a text, for want of a line of its own."""
    for text in texts:
        match = _ANYWHERE.search(text)
        if match:
            problems.add("organization_guessed", number, quote=match.group())
            return _named(match.group(), number, problems)
    problems.add("no_organization", number)
    return OrganizationInput()


def _named(name: str, number: int, problems: Problems) -> OrganizationInput:
    organization = OrganizationInput(name=name, kind=_kind(name))
    _report_missing(organization, number, problems)
    return organization


def _report_missing(organization: OrganizationInput, number: int, problems: Problems) -> None:
    has_no_districts = organization.kind in ("อบจ.", "กทม.")
    if not organization.province or not (organization.district or has_no_districts):
        problems.add("no_district", number, quote=organization.name)


def _cut_name(line: str) -> tuple[str, str]:
    """The name and the rest; a name may stand apart from its kind ("เทศบาลตำบล พะโต๊ะ")."""
    kind = _STARTS.match(line)
    end = kind.end() if kind else 0
    match = re.compile(r"\s*\S+").match(line, end) if kind else re.compile(r"\S+").match(line)
    is_place = match and any(place.match(match.group().strip()) for place in _PLACES.values())
    if match and not (kind and is_place and match.group()[:1].isspace()):
        end = match.end()
    return line[:end], line[end:]


def _kind(name: str) -> str:
    return next((short for kind, short in KINDS.items() if name.startswith(kind)), "")
