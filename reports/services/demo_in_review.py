"""The demo in review: a report that waits for the mayor, and one that came back with some fields.

What is said of them are faults that their documents really have; nothing else is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from measures.models import AnnualPlan, User
from measures.roles import Role
from reports.models import Report
from reports.models.route import RouteStep
from reports.services.approval import approve_report
from reports.services.comments import add_comment, answer_comment
from reports.services.demo_next_year import change, measures_of, written
from reports.services.routes import save_route
from reports.services.workflow import return_report, submit_report
from reports.status import Scope

REASON = "โปรดแก้เฉพาะช่องที่มีความเห็น แล้วส่งตรวจอีกครั้ง"
_MISSPELT, _SPELT = "ต้นหยงมัส", "ต้นยางมัส"


def come_back_with_some_fields(
    source: AnnualPlan, people: Mapping[Role, User], *, at: datetime
) -> AnnualPlan:
    """Commented, sent back with the commented fields open; one of them is mended by now."""
    writer, legal = people[Role.COORDINATOR], people[Role.LEGAL]
    plan = written(source, writer, at=at)
    report = Report.objects.get(plan=plan)
    sent = at - timedelta(days=1, hours=4)
    version = submit_report(report=report, by=legal, at=sent, has_looked=True)
    third, fourth = measures_of(plan)[2:4]
    misspelt, *_ = (
        add_comment(version=version, measure=measure, field=field, text=text, by=legal, at=sent)
        for measure, field, text in (
            (fourth, "title", "ชื่อเทศบาลสะกดไม่ตรงกับที่อื่นในรายงาน โปรดตรวจ"),
            (third, "outcomes", "ผลลัพธ์ข้อแรกอ่านแล้วมีความหมายตรงข้าม โปรดตรวจว่าตกคำใดไปหรือไม่"),
            (None, "introduction", "คะแนนในบทนำยังเป็นของปีก่อน โปรดตรวจแล้วแก้หรือยืนยัน"),
        )
    )
    return_report(
        version=version,
        reason=REASON,
        by=legal,
        at=at - timedelta(days=1),
        scope=Scope.COMMENTED,
    )
    mended = at - timedelta(hours=2)
    title = measures_of(plan)[3].title.replace(_MISSPELT, _SPELT)
    change(measures_of(plan)[3], writer, at=mended, title=title)
    answer_comment(comment=misspelt, text="", by=writer, is_mended=True, at=mended)
    return plan


def wait_for_the_mayor(
    source: AnnualPlan, people: Mapping[Role, User], *, at: datetime
) -> AnnualPlan:
    """Submitted, commented on, endorsed in the first of two steps: the last is left."""
    writer, legal, executive = (
        people[role] for role in (Role.COORDINATOR, Role.LEGAL, Role.EXECUTIVE)
    )
    posts = ("ปลัดเทศบาล", "นายกเทศมนตรี")
    steps = [RouteStep(role=Role.EXECUTIVE, post=post) for post in posts]
    save_route(organization=source.organization, steps=steps, by=people[Role.ADMINISTRATOR])
    plan = written(source, writer, at=at)
    report = Report.objects.get(plan=plan)
    sent = at - timedelta(days=2)
    version = submit_report(report=report, by=legal, at=sent, has_looked=True)
    add_comment(
        version=version,
        field="introduction",
        text="ระดับ AA ไม่อยู่ในมาตราของปีนี้ โปรดตรวจกับประกาศผลก่อนอนุมัติ",
        by=executive,
        at=at - timedelta(days=1, hours=1),
    )
    approve_report(version=version, by=executive, at=at - timedelta(days=1), printed_title=posts[0])
    return plan
