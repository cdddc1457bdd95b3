"""The demo at work: one organization writes the report of the next year.

It is copied from the published one, its measures document is published, it is filled in with that
report's own results, sent to be checked, and sent back because of a fault that the document
really has. Nothing is said of the organization that its document does not say.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from ita_portal.thai.shifting import move_year
from measures.models import AnnualPlan, FiscalYear, Measure, User
from measures.roles import Role
from measures.services.copying import copy_plan
from measures.services.writing import confirm_carried, save_changes, values_of
from measures.writing import Change
from reports.models import Report
from reports.services.demo_document import publish_measures
from reports.services.demo_evidence import attach_pictures
from reports.services.starting import start_report
from reports.services.workflow import return_report, submit_report

REASON = (
    "ขั้นตอนของมาตรการที่ ๕ เหมือนกับมาตรการที่ ๔ ทุกข้อ โปรดตรวจว่าคัดลอกมาผิดหรือไม่ "
    "และเขียนผลของมาตรการที่ ๖ และ ๗ ให้เป็นของปีนี้"
)
_RESULTS = ("outputs", "outcomes")
_TO_WRITE_ANEW = (6, 7)
_BLANK = "(จำนวนครั้ง"


def begin_next_year(source: AnnualPlan, people: Mapping[Role, User], *, at: datetime) -> AnnualPlan:
    """The plan of the year after `source`, whose report is published."""
    writer, legal, executive = (
        people[role] for role in (Role.COORDINATOR, Role.LEGAL, Role.EXECUTIVE)
    )
    plan = written(source, writer, at=at, to_write_anew=_TO_WRITE_ANEW)
    publish_measures(plan, people, at=at - timedelta(days=2))
    begun = Report.objects.get(plan=plan)
    sent = at - timedelta(days=1, hours=3)
    version = submit_report(report=begun, by=legal, at=sent, has_looked=True)
    return_report(version=version, reason=REASON, by=executive, at=at - timedelta(days=1))
    _empty(plan, writer, at=at - timedelta(hours=1))
    attach_pictures(plan=plan, by=writer, at=at - timedelta(minutes=30))
    return plan


def written(
    source: AnnualPlan, writer: User, *, at: datetime, to_write_anew: Collection[int] = ()
) -> AnnualPlan:
    """The plan of the year after `source`, copied and filled in within the days before `at`.

    Copied texts of the measures `to_write_anew` are not confirmed.
    """
    report = Report.objects.select_related("layout").get(plan=source)
    year = FiscalYear.objects.get(year=source.fiscal_year.year + 1)
    plan = start_report(
        organization=source.organization,
        fiscal_year=year,
        begin=lambda: copy_plan(source=source, fiscal_year=year, by=writer),
        layout=report.layout,
        assessment_year=year.year + 1,
        by=writer,
        at=at - timedelta(days=9),
    )
    _fill(plan, source, writer, at=at - timedelta(days=2), to_write_anew=to_write_anew)
    return plan


def change(measure: Measure, by: User, *, at: datetime, **texts: str) -> None:
    """Write these texts of a measure."""
    now = values_of(measure)
    changes = [Change(key=key, base=now[key], value=text) for key, text in texts.items()]
    save_changes(measure=measure, changes=changes, by=by, at=at)


def measures_of(plan: AnnualPlan) -> list[Measure]:
    return list(Measure.objects.in_plan(plan).with_rows().with_plan())


def _fill(
    plan: AnnualPlan,
    source: AnnualPlan,
    by: User,
    *,
    at: datetime,
    to_write_anew: Collection[int],
) -> None:
    """Give each measure the results of the year before, and confirm what was copied."""
    last_year = Measure.objects.in_plan(source).with_rows()
    for measure, last in zip(measures_of(plan), last_year, strict=True):
        said = values_of(last)
        year = source.fiscal_year.year
        texts = {name: move_year(_filled_in(said[name]), year, 1) for name in _RESULTS}
        change(measure, by, at=at, status="done", **texts)
        if measure.position not in to_write_anew:
            confirm_carried(measure=measure, keys=measure.carried, by=by, at=at)


def _filled_in(text: str) -> str:
    """The lines that say something: the document left one as a blank to be filled in."""
    return "\n".join(line for line in text.split("\n") if _BLANK not in line)


def _empty(plan: AnnualPlan, by: User, *, at: datetime) -> None:
    """Begin to write anew what was asked for."""
    for measure in measures_of(plan):
        if measure.position in _TO_WRITE_ANEW:
            change(measure, by, at=at, status="in_progress", **dict.fromkeys(_RESULTS, ""))
