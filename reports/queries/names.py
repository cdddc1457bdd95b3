"""Organizations by name as people write it: kinds long or short, with the place, misspelt."""

from __future__ import annotations

import re
from functools import reduce
from operator import and_

from django.db.models import Q

from ita_portal.thai.text import cut_marks, squash
from measures.models import OrganizationKind
from measures.models.organization import name_search_form
from reports.models.report import ReportQuerySet

MOST_WORDS = 8
NEAREST = 5
_NEAR = 0.4  # of all pairs of letters in two names, how many both have
_PLACE = re.compile(r"^(?:จังหวัด|อำเภอ|เขต|จ\.|อ\.)")
PLACE_APART = re.compile(r"(?<!\S)(จังหวัด|อำเภอ|เขต|จ\.|อ\.)\s+")
_KIND = re.compile(
    "^(?:"
    + "|".join(f"{kind.label}|{re.escape(kind.value)}?" for kind in OrganizationKind)
    + ")(?=.)"
)
_TONES = re.compile("[็-์]")  # left out or taken for one another by who writes from hearing
_ONE_SOUND = str.maketrans("ศษณฎฏฐฒธฬญใ", "สสนดตทททลยไ")


def named(reports: ReportQuerySet, name: str) -> ReportQuerySet:
    """Those whose name has all of `name`, or whose name and place have each word of it."""
    whole = name_search_form(cut_marks(name))
    if not whole:  # marks alone, such as a full stop, are in no name rather than in every one
        return reports.none()
    words = PLACE_APART.sub(r"\1", cut_marks(name)).split()
    found = Q(published_version__search_name__contains=whole)
    if len(words) <= MOST_WORDS:
        found |= reduce(and_, map(_somewhere, words))
    return reports.filter(found)


def _somewhere(word: str) -> Q:
    """In the name, the district, the province, or the code itself."""
    place = _PLACE.sub("", word)
    form = name_search_form(place)
    if not form:
        return Q(pk__in=[])
    found = Q(published_version__district__contains=place)
    found |= Q(published_version__province__contains=place)
    found |= Q(plan__organization__code=word)
    return found if place != word else found | Q(published_version__search_name__contains=form)


def nearest_names(reports: ReportQuerySet, name: str) -> tuple[str, ...]:
    """Names that read much like `name`, the likest first; one query, for where none has it."""
    wanted = _pairs(name)
    if not wanted:
        return ()
    names = reports.values_list("published_version__organization_name", flat=True).distinct()
    marks = sorted(((_share(wanted, _pairs(each)), each) for each in names), reverse=True)
    return tuple(each for mark, each in marks[:NEAREST] if mark >= _NEAR)


def _pairs(name: str) -> frozenset[str]:
    """All runs of two letters of what a name sounds like, without the words of its kind."""
    sound = _TONES.sub("", _KIND.sub("", squash(name))).translate(_ONE_SOUND)
    return frozenset(sound[i : i + 2] for i in range(len(sound) - 1))


def _share(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / len(some | others)
