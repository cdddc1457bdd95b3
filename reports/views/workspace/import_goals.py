"""The reports that an import can go into, and what is to be said of the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from ita_portal.thai.numerals import to_thai
from measures.importing.review import Target
from measures.models import AnnualPlan, ImportBatch
from reports.queries.beginnings import years_to_begin


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A year's report into which an import can go; `plan` is None for one to be begun."""

    year: int
    plan: AnnualPlan | None
    measures: int = 0

    @property
    def target(self) -> Target:
        return Target(year=self.year, standing=self.measures)


def goals_of(batch: ImportBatch) -> list[Goal]:
    """The reports that can be written in, the newest first, and the years to begin."""
    organization = batch.organization
    plans = AnnualPlan.objects.in_organization(organization).open()
    standing = Count("measures", Q(measures__binned_at=None))
    begun = [
        Goal(year=plan.fiscal_year.year, plan=plan, measures=plan.measure_count)
        for plan in plans.select_related("fiscal_year", "organization").annotate(
            measure_count=standing
        )
    ]
    new = [Goal(year=year.year, plan=None) for year in years_to_begin(organization)]
    return sorted((*begun, *new), key=lambda goal: -goal.year)


def note_on_years(
    batch: ImportBatch, goals: Sequence[Goal], goal: Goal | None, year: int | None
) -> str:
    """What a person should know of the year that the file names, beside the one it goes into."""
    if year is None or (goal is not None and goal.year >= year):
        return ""
    named = f"ไฟล์นี้เป็นรายงานปี พ.ศ. {to_thai(str(year))}"
    if goal is not None:
        return f"{named} แต่เลือกนำเข้าในรายงานปี พ.ศ. {to_thai(str(goal.year))} ซึ่งเก่ากว่า โปรดตรวจ"
    if any(each.year == year for each in goals):
        return ""
    plans = AnnualPlan.objects.in_organization(batch.organization).select_related("fiscal_year")
    if any(plan.fiscal_year.year == year for plan in plans):
        return (
            f"{named} ซึ่งส่งตรวจหรือเผยแพร่แล้ว จึงนำเข้าในรายงานนั้นไม่ได้ เลือกรายงานปีใหม่กว่าเพื่อใช้ไฟล์นี้เป็นต้นแบบ"
        )
    return f"{named} ซึ่งยังไม่เปิดให้เริ่ม เลือกรายงานปีอื่น หรือแจ้งผู้ดูแลระบบ"
