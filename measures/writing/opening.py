"""What of a plan may be written: all of it, or only some fields; which texts each field holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from measures.writing.keys import Key, read_key


class Area(StrEnum):
    """What of a measure is opened by itself.

    With STEPS go all texts of its steps: a step that is added or taken out brings its period,
    owners and results with it. With EVIDENCE goes what the annex says of the measure.
    """

    WHOLE = "whole"
    TITLE = "title"
    STEPS = "steps"
    PERIOD = "period"
    OWNERS = "owners"
    OUTPUTS = "outputs"
    OUTCOMES = "outcomes"
    SUGGESTIONS = "suggestions"
    STATUS = "status"
    EXTRAS = "extras"
    EVIDENCE = "evidence"


class PlanArea(StrEnum):
    """What of a plan's own texts is opened by itself; WHOLE is all of these, and no measure."""

    WHOLE = "whole"
    TITLE = "title"
    PLACE = "place"
    COVER = "cover"
    INTRODUCTION = "introduction"
    ITA = "ita"
    ANNEX = "annex"


# Which area a text belongs to, by the field of its key.
TEXT_AREAS = {
    "title": Area.TITLE,
    "issue": Area.TITLE,
    "steps_lead": Area.STEPS,
    "mark": Area.STEPS,
    "text": Area.STEPS,
    "period": Area.PERIOD,
    "owners": Area.OWNERS,
    "outputs": Area.OUTPUTS,
    "outcomes": Area.OUTCOMES,
    "suggestions": Area.SUGGESTIONS,
    "status": Area.STATUS,
    "expected_on": Area.STATUS,
    "status_reason": Area.STATUS,
    "extra": Area.EXTRAS,
    "annex_text": Area.EVIDENCE,
}
PLAN_TEXT_AREAS = {
    "title": PlanArea.TITLE,
    "place_text": PlanArea.PLACE,
    "cover": PlanArea.COVER,
    "introduction": PlanArea.INTRODUCTION,
    "issues_text": PlanArea.INTRODUCTION,
    "issue_scheme": PlanArea.INTRODUCTION,
    "ita_year": PlanArea.ITA,
    "ita_total": PlanArea.ITA,
    "ita_iit": PlanArea.ITA,
    "ita_eit": PlanArea.ITA,
    "ita_oit": PlanArea.ITA,
    "ita_level": PlanArea.ITA,
    "annex_heading": PlanArea.ANNEX,
    "annex_lead": PlanArea.ANNEX,
}


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What of a plan is open; `measures` has the areas of each by its key."""

    is_all: bool = False
    plan: frozenset[PlanArea] = frozenset()
    measures: Mapping[int, frozenset[Area]] = field(default_factory=dict)

    @classmethod
    def read(cls, stored: Any) -> Opening:
        """From what `stored` gave; None is all."""
        if stored is None:
            return EVERYTHING
        return cls(
            plan=frozenset(PlanArea(name) for name in stored["plan"]),
            measures={
                int(key): frozenset(Area(name) for name in names)
                for key, names in stored["measures"].items()
            },
        )

    def stored(self) -> dict[str, Any] | None:
        """As a database keeps it; None is all."""
        if self.is_all:
            return None
        rows = sorted(self.measures.items())
        return {
            "plan": sorted(self.plan),
            "measures": {str(key): sorted(areas) for key, areas in rows if areas},
        }

    @property
    def is_empty(self) -> bool:
        return not (self.is_all or self.plan or any(self.measures.values()))

    @property
    def count(self) -> int:
        """How many areas are open one by one."""
        return len(self.plan) + sum(map(len, self.measures.values()))

    def has(self, measure: int) -> bool:
        """Whether anything of the measure is open."""
        return self.is_all or bool(self.measures.get(measure))

    def opens(self, measure: int, *areas: Area) -> bool:
        """Whether one of the areas is open, or the measure as a whole."""
        held = self.measures.get(measure, frozenset())
        return self.is_all or Area.WHOLE in held or not held.isdisjoint(areas)

    def opens_text(self, measure: int, key: str) -> bool:
        """Whether the text of a key is open; one that is no key is not."""
        found = read_key(key)
        return found is not None and self.opens(measure, *_areas_of(found))

    def opens_plan_text(self, name: str) -> bool:
        area = PLAN_TEXT_AREAS[name]
        return self.is_all or not self.plan.isdisjoint({PlanArea.WHOLE, area})

    def with_plan(self, areas: Iterable[PlanArea]) -> Opening:
        """The same with more of the plan's own texts."""
        plan = self.plan | frozenset(areas)
        return Opening(is_all=self.is_all, plan=plan, measures=self.measures)

    def with_measure(self, measure: int, areas: Iterable[Area]) -> Opening:
        """The same with more of one measure."""
        held = self.measures.get(measure, frozenset()) | frozenset(areas)
        measures = {**self.measures, measure: held}
        return Opening(is_all=self.is_all, plan=self.plan, measures=measures)


EVERYTHING = Opening(is_all=True)
NOTHING = Opening()


def _areas_of(key: Key) -> frozenset[Area]:
    """The text is open where one of these is."""
    own = TEXT_AREAS[key.field]
    return frozenset({own} if key.step is None else {own, Area.STEPS})
