"""Valid rows from as little as a test says; written straight, without services or events."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from ita_portal.thai.text import sort_key
from measures.inputs import (
    ItemInput,
    MeasureInput,
    MeasureStatus,
    OwnerInput,
    PeriodInput,
    PeriodKind,
    StepInput,
)
from measures.models import (
    AnnualPlan,
    EntryReason,
    FiscalYear,
    Invitation,
    Issue,
    IssueScheme,
    Measure,
    MeasureEntry,
    Membership,
    Organization,
    Outcome,
    Output,
    Owner,
    Step,
    StockMeasure,
    Unit,
    User,
)
from measures.models.organization import name_search_text
from measures.roles import Role
from measures.services.writing import values_of
from reports.codes import codes_of
from reports.layouts import STANDARD
from reports.models import AssessmentRound, Layout, Report, ReportVersion
from reports.services.snapshots import take_snapshot
from reports.snapshot import fingerprint, to_json

AT = datetime(2026, 3, 16, 7, 20, tzinfo=UTC)
PASSWORD = "correct-horse-battery"
_count = itertools.count(1)


def make_organization(**fields: Any) -> Organization:
    number = next(_count)
    name = fields.pop("name", f"เทศบาลตำบลทดสอบ {number}")
    defaults = {
        "code": f"test-{number}",
        "kind": "ทต.",
        "district": "ทุ่งสง",
        "province": "นครศรีธรรมราช",
        "sort_key": sort_key(name),
        "search_name": name_search_text(name),
    }
    return Organization.objects.create(name=name, **{**defaults, **fields})


def make_unit(*, organization: Organization | None = None, **fields: Any) -> Unit:
    defaults = {"name": f"งานที่ {next(_count)}"}
    return Unit.objects.create(
        organization=organization or make_organization(), **{**defaults, **fields}
    )


def make_fiscal_year(year: int = 2568, **fields: Any) -> FiscalYear:
    return FiscalYear.objects.get_or_create(year=year, defaults=fields)[0]


def make_user(
    *,
    role: Role | None = None,
    organization: Organization | None = None,
    password: str | None = None,
    **fields: Any,
) -> User:
    """A person; with a role, in that organization, or in all of them without one."""
    defaults = {"email": f"person{next(_count)}@example.test", "display_name": "เจ้าหน้าที่"}
    user = User(**{**defaults, **fields})
    user.set_password(password)
    user.save()
    if role is not None:
        make_membership(user=user, role=role, organization=organization)
    return user


def make_superuser(**fields: Any) -> User:
    return make_user(**{"is_superuser": True, "display_name": "ผู้ดูแลระบบ", **fields})


def make_membership(
    *, user: User, role: Role, organization: Organization | None = None, **fields: Any
) -> Membership:
    return Membership.objects.create(
        user=user, role=role.value, organization=organization, **fields
    )


def make_invitation(
    *, organization: Organization, token: str = "", by: User | None = None, **fields: Any
) -> Invitation:
    """One that waits, for unit staff; `token` is the secret part of its link."""
    by = by or make_user(role=Role.ADMINISTRATOR, organization=organization)
    token = token or f"token-{next(_count)}"
    defaults = {
        "email": f"guest{next(_count)}@example.test",
        "display_name": "ผู้ได้รับเชิญ",
        "roles": [Role.STAFF.value],
        "token_hash": sha256(token.encode()).hexdigest(),
        "expires_at": timezone.now() + timedelta(days=7),
    }
    return Invitation.objects.create(
        organization=organization, invited_by=by, **{**defaults, **fields}
    )


def make_scheme(*issues: str, **fields: Any) -> IssueScheme:
    scheme = IssueScheme.objects.create(**{"name": f"ชุดที่ {next(_count)}", **fields})
    for position, name in enumerate(issues, 1):
        Issue.objects.create(scheme=scheme, position=position, name=name)
    return scheme


def make_stock_measure(**fields: Any) -> StockMeasure:
    number = next(_count)
    defaults = {
        "position": number,
        "name": f"มาตรการที่ใช้บ่อย {number}",
        "title": "มาตรการไม่รับของขวัญ",
        "steps": "จัดทำประกาศ\nเผยแพร่บนเว็บไซต์",
        "period_text": "ตลอดปีงบประมาณ",
        "owners": "สำนักปลัด",
    }
    return StockMeasure.objects.create(**{**defaults, **fields})


def make_round(**fields: Any) -> AssessmentRound:
    """A round whose report item asks for steps, and for outcomes where there are some."""
    row: AssessmentRound = AssessmentRound.objects.create(
        **{"year": 2571 + AssessmentRound.objects.count(), **fields}
    )
    item = row.items.create(kind="report", code="O26", title="รายงานผล", years_before=1)
    item.elements.create(position=1, field="steps", label="ขั้นตอนหรือวิธีการ")
    item.elements.create(position=2, field="outcomes", label="ผลสัมฤทธิ์", is_required=False)
    return row


def make_plan(
    *, organization: Organization | None = None, year: int = 2568, **fields: Any
) -> AnnualPlan:
    return AnnualPlan.objects.create(
        organization=organization or make_organization(),
        fiscal_year=make_fiscal_year(year),
        **{"title": "รายงานผลการดำเนินการ", **fields},
    )


def make_measure(*, plan: AnnualPlan | None = None, **fields: Any) -> Measure:
    plan = plan or make_plan()
    defaults = {"title": "มาตรการป้องกันการทุจริต", "position": plan.measures.count() + 1}
    return Measure.objects.create(plan=plan, **{**defaults, **fields})


def make_step(*, measure: Measure | None = None, **fields: Any) -> Step:
    measure = measure or make_measure()
    defaults = {"text": "จัดทำประกาศ", "mark": "๑.", "position": measure.steps.count() + 1}
    return Step.objects.create(measure=measure, **{**defaults, **fields})


def make_full_measure(*, plan: AnnualPlan | None = None, **fields: Any) -> Measure:
    """A measure with one of everything that the six elements ask for."""
    defaults = {"period_text": "ทุกเดือน", "period_kind": "monthly", "status": "done"}
    measure = make_measure(plan=plan, **{**defaults, **fields})
    make_step(measure=measure)
    Owner.objects.create(measure=measure, position=1, text="สำนักปลัด")
    Output.objects.create(measure=measure, position=1, mark="-", text="มีประกาศ ๑ ฉบับ")
    Outcome.objects.create(measure=measure, position=1, mark="๑.", text="ประชาชนเชื่อมั่น")
    return measure


def make_entry(*, measure: Measure, **fields: Any) -> MeasureEntry:
    """What a measure says now, as an entry of its history."""
    defaults = {
        "began_at": AT,
        "at": AT,
        "reason": EntryReason.EDIT,
        "values": values_of(Measure.objects.with_rows().get(pk=measure.pk)),
        "steps": [[step.pk, step.depth] for step in measure.steps.all()],
    }
    return MeasureEntry.objects.create(measure=measure, **{**defaults, **fields})


def make_layout(code: str = "", **fields: Any) -> Layout:
    """A layout of everyone's; by default the first of the standard ones."""
    spec = STANDARD[code] if code else next(iter(STANDARD.values()))
    return Layout.objects.create(**{"name": spec.name, "spec": spec.to_json(), **fields})


def make_report(
    *, plan: AnnualPlan | None = None, layout: Layout | None = None, **fields: Any
) -> Report:
    """A report being written, with one full measure when its plan has to be made as well."""
    if plan is None:
        plan = make_plan()
        make_full_measure(plan=plan)
    defaults = {"assessment_year": plan.fiscal_year.year + 1}
    return Report.objects.create(
        plan=plan, layout=layout or make_layout(), **{**defaults, **fields}
    )


def make_version(*, report: Report | None = None, **fields: Any) -> ReportVersion:
    """The next version of a report, frozen; the report itself stays as it is."""
    report = report or make_report()
    layout = report.layout.layout_spec()
    snapshot = take_snapshot(report.plan, layout, assessment_year=report.assessment_year)
    last = report.versions.order_by("-number").first()
    previous = last.sha256 if last else ""
    content = to_json(snapshot)
    organization = report.plan.organization
    defaults = {
        "number": last.number + 1 if last else 1,
        "content": content,
        "layout": layout.to_json(),
        "previous_sha256": previous,
        "sha256": fingerprint(content, layout.to_json(), previous),
        "title": snapshot.title,
        "assessment_year": snapshot.assessment_year,
        "organization_name": organization.name,
        "organization_kind": organization.kind,
        "district": organization.district,
        "province": organization.province,
        "sort_key": organization.sort_key,
        "search_name": organization.search_name,
        "measure_count": len(snapshot.measures),
        "step_count": sum(len(measure.steps) for measure in snapshot.measures),
    }
    values = {**defaults, **fields}
    values.setdefault("code", next(codes_of(values["sha256"])))
    return ReportVersion.objects.create(report=report, **values)


def a_measure(**fields: Any) -> MeasureInput:
    """A whole measure as a form would hand it over."""
    defaults: dict[str, Any] = {
        "title": "มาตรการส่งเสริมความโปร่งใส",
        "status": MeasureStatus.DONE,
        "period": PeriodInput(text="ไตรมาสแล้วแต่กรณี", kind=PeriodKind.FREE),
        "owners": (OwnerInput(text="สำนักปลัด"),),
        "steps": (
            StepInput(text="แต่งตั้งคณะทำงาน", mark="๑."),
            StepInput(text="เผยแพร่บนเว็บไซต์", mark="๑)", depth=1),
        ),
        "outputs": (ItemInput(text="มีคำสั่งแต่งตั้ง", mark="-"),),
        "outcomes": (ItemInput(text="ประชาชนเข้าถึงข้อมูล", mark="๑."),),
    }
    return MeasureInput(**{**defaults, **fields})
