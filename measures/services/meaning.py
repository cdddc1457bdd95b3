"""What the printed words mean: the issue of a heading, the units of an owner.

The words are always kept; nothing here changes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db.models import F, Q

from ita_portal.thai.text import search_form
from measures.inputs import MeasureInput
from measures.models import Issue, IssueScheme, Organization, Unit

# Words that real reports add to a canonical issue or leave out of it.
_OPTIONAL = ("ภาครัฐ", "ของทางราชการ", "ของราชการ", "ภายในหน่วยงาน", "ในหน่วยงาน", "ระบบ")
_LEADS = "-–•. "
_TO_A_NAME = re.compile(r"^(?:[-–/,()]|และ)+")
_END_OF_NAME = re.compile(r"$|[-–/,()]|(?:และ)?(?:สำนัก|กอง|ฝ่าย|ส่วน|หน่วย|งาน)")


def issue_key(text: str) -> str:
    """A heading so that the wordings of one issue are the same."""
    key = search_form(text.lstrip(_LEADS))
    for word in _OPTIONAL:
        key = key.replace(word, "")
    return key


def find_issue(data: MeasureInput, issues: Iterable[Issue]) -> Issue | None:
    """The issue that the measure's heading names, or its title where there is no heading."""
    heading = data.issue or data.title.partition("\n")[0]
    key = issue_key(heading)
    return next((issue for issue in issues if issue_key(issue.name) == key), None)


def find_scheme(measures: Sequence[MeasureInput], organization: Organization) -> IssueScheme | None:
    """The scheme that names at least half of the measures, the organization's own first."""
    schemes = IssueScheme.objects.filter(Q(organization=organization) | Q(organization=None))
    own_first = F("organization").desc(nulls_last=True)
    best: IssueScheme | None = None
    most = max(1, (len(measures) + 1) // 2) - 1
    for scheme in schemes.order_by(own_first, "pk").prefetch_related("issues"):
        issues = list(scheme.issues.all())
        named = sum(find_issue(measure, issues) is not None for measure in measures)
        if named > most:
            best, most = scheme, named
    return best


def find_units(text: str, units: Iterable[Unit]) -> list[Unit]:
    """The units whose whole names stand in an owner's words; of a unit and its parent, the unit.

    "ทุกกอง" names no unit: the words alone say it.
    """
    by_name = {search_form(unit.name): unit for unit in units}
    names = sorted(by_name, key=len, reverse=True)
    found: list[Unit] = []
    rest = _TO_A_NAME.sub("", search_form(text))
    while rest:
        name = next((name for name in names if _stands_at_the_start(name, rest)), None)
        if name:
            found.append(by_name[name])
            rest = _TO_A_NAME.sub("", rest[len(name) :])
        else:
            rest = _TO_A_NAME.sub("", rest.partition("/")[2])
    parents = {unit.parent_id for unit in found}
    return [unit for unit in found if unit.pk not in parents]


def _stands_at_the_start(name: str, text: str) -> bool:
    return text.startswith(name) and bool(_END_OF_NAME.match(text, len(name)))
