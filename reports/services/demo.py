"""The demo: five real reports, read from their documents and led through their whole life.

Three organizations also work on their next reports: see `demo_next_year`, `demo_in_review`.

Everything goes through the services, done by the account whose part it is. The codes are names
in Latin letters: the documents give no DLA codes, and none are invented. Units are those that
the documents name as owners.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

import measures
from measures.importing import read_report
from measures.inputs import ReportInput
from measures.models import AnnualPlan, FiscalYear, Organization, Unit, User
from measures.roles import ROLE_LABELS, Role
from measures.services.accounts import (
    create_first_administrator,
    create_user,
    grant_role,
    set_password,
)
from measures.services.imports import write_report
from measures.services.organizations import create_organization
from measures.services.plans import open_plan
from measures.services.reference import load_reference
from measures.services.stock import load_stock_measures
from measures.services.unit_tree import add_unit
from reports.layouts import EXAMPLES
from reports.models import Report
from reports.services.approval import approve_report
from reports.services.demo_in_review import come_back_with_some_fields, wait_for_the_mayor
from reports.services.demo_next_year import begin_next_year
from reports.services.layouts import load_standard_layouts, save_layout
from reports.services.reports import open_report
from reports.services.workflow import publish_report, submit_report

DOCUMENTS = Path(measures.__file__).parent / "demo"
ADMINISTRATOR = "admin@demo.example"
AUDITOR = "auditor@demo.example"
MARK = "(บัญชีสาธิต)"


@dataclass(frozen=True, kw_only=True)
class DemoReport:
    """A document, whose it is and how its table looks; `units` maps units to their parents.

    The account of unit staff is limited to `staff_unit`.
    """

    document: str
    code: str
    layout: str
    assessment_year: int
    units: Mapping[str, str | None]
    staff_unit: str


DEMO_REPORTS = (
    DemoReport(
        document="000.txt",
        code="tonyangmat",
        layout="tambon-municipality-2568",
        assessment_year=2569,
        units={"สำนักปลัดเทศบาล": None, "กองยุทธศาสตร์และงบประมาณ": None},
        staff_unit="สำนักปลัดเทศบาล",
    ),
    DemoReport(
        document="001.txt",
        code="phato",
        layout="tambon-municipality-2564",
        assessment_year=2564,
        units={
            "กองคลัง": None,
            "งานการเจ้าหน้าที่": None,
            "งานนิติการ": None,
            "งานประชาสัมพันธ์": None,
            "งานพัสดุ": None,
        },
        staff_unit="งานการเจ้าหน้าที่",
    ),
    DemoReport(
        document="002.txt",
        code="takbai",
        layout="town-municipality-2564",
        assessment_year=2564,
        units={
            "สำนักปลัดเทศบาล": None,
            "กองคลัง": None,
            "กองวิชาการและแผนงาน": None,
            "งานการเจ้าหน้าที่": "สำนักปลัดเทศบาล",
            "งานผลประโยชน์": "กองคลัง",
            "งานนิติการ": "กองวิชาการและแผนงาน",
        },
        staff_unit="กองคลัง",
    ),
    DemoReport(
        document="003.txt",
        code="nongruea",
        layout="tambon-2568",
        assessment_year=2569,
        units={"สำนักปลัด": None, "กองคลัง": None},
        staff_unit="กองคลัง",
    ),
    DemoReport(
        document="004.txt",
        code="chamai",
        layout="town-municipality-2568",
        assessment_year=2569,
        units={
            "สำนักปลัดเทศบาล": None,
            "กองคลัง": None,
            "กองยุทธศาสตร์และงบประมาณ": None,
            "งานนิติการ": "สำนักปลัดเทศบาล",
        },
        staff_unit="กองคลัง",
    ),
)
# Who also works on the report of the next year, and how far that is.
NEXT_YEARS = {
    "nongruea": begin_next_year,
    "tonyangmat": come_back_with_some_fields,
    "chamai": wait_for_the_mayor,
}
# Auditors read everywhere; all other parts are played in each organization.
ROLES = tuple(role for role in Role if role is not Role.AUDITOR)


@dataclass(frozen=True, kw_only=True)
class Account:
    """Who may sign in to the demo, as what, and where ("" is everywhere)."""

    email: str
    part: str
    organization: str


def is_loaded() -> bool:
    """Whether the demo stands in this database."""
    return Report.objects.filter(plan__organization__code__in=demo_codes()).exists()


def holds_other_data() -> bool:
    """Whether there are people or organizations that the demo did not bring."""
    return (
        Organization.objects.exclude(code__in=demo_codes()).exists()
        or User.objects.exclude(email__in=demo_emails()).exists()
    )


def demo_codes() -> list[str]:
    return [demo.code for demo in DEMO_REPORTS]


def demo_emails() -> list[str]:
    """All accounts of the demo, the shared ones first."""
    own = [_email(role, code) for code in demo_codes() for role in ROLES]
    return [ADMINISTRATOR, AUDITOR, *own]


def demo_accounts() -> list[Account]:
    """The accounts that exist, in the order of `demo_emails`."""
    names = dict(User.objects.filter(email__in=demo_emails()).values_list("email", "display_name"))
    organizations = dict(Organization.objects.values_list("code", "name"))
    accounts = []
    for email in demo_emails():
        if email in names:
            organization = organizations.get(email.partition("@")[2].removesuffix(".example"), "")
            part = names[email].removesuffix(MARK).strip().removesuffix(organization).strip()
            accounts.append(Account(email=email, part=part, organization=organization))
    return accounts


@transaction.atomic
def load_demo(*, password: str, at: datetime) -> None:
    """Bring in the five reports, publish them and begin three of the next year; all or nothing.

    Raises ValidationError where other data is in the way.
    """
    load_reference()
    load_stock_measures()
    load_standard_layouts()
    administrator = create_first_administrator(
        email=ADMINISTRATOR, display_name=f"ผู้ดูแลระบบ {MARK}", password=password
    )
    auditor = create_user(
        email=AUDITOR, display_name=f"ผู้ตรวจสอบ {MARK}", password=password, by=administrator
    )
    grant_role(user=auditor, role=Role.AUDITOR, organization=None, by=administrator)
    for demo in DEMO_REPORTS:
        data = read_document(demo)
        organization = create_organization(code=demo.code, data=data.organization, by=administrator)
        people = _make_people(organization, demo, administrator, password)
        _make_units(organization, demo, people)
        plan = _write_plan(organization, data, people[Role.COORDINATOR])
        _publish(plan, demo, people, at=at - timedelta(days=30))
        if begins := NEXT_YEARS.get(demo.code):
            begins(plan, people, at=at)


@transaction.atomic
def set_demo_passwords(*, password: str) -> None:
    """Give all accounts of the demo the same new password."""
    administrator = User.objects.get(email=ADMINISTRATOR)
    for user in User.objects.filter(email__in=demo_emails()):
        set_password(user=user, password=password, by=administrator)


def read_document(demo: DemoReport) -> ReportInput:
    """What the reader makes of a document."""
    path = DOCUMENTS / demo.document
    return read_report(path.read_bytes(), filename=path.name)


def _email(role: Role, code: str) -> str:
    return f"{role.value}@{code}.example"


def _make_people(
    organization: Organization, demo: DemoReport, administrator: User, password: str
) -> dict[Role, User]:
    people: dict[Role, User] = {}
    for role in ROLES:
        part = f"เจ้าหน้าที่ของ{demo.staff_unit}" if role is Role.STAFF else ROLE_LABELS[role]
        people[role] = create_user(
            email=_email(role, organization.code),
            display_name=f"{part} {organization.name} {MARK}",
            password=password,
            by=administrator,
        )
        grant_role(user=people[role], role=role, organization=organization, by=administrator)
    return people


def _make_units(organization: Organization, demo: DemoReport, people: Mapping[Role, User]) -> None:
    by = people[Role.ADMINISTRATOR]
    made: dict[str, Unit] = {}
    for name, parent in demo.units.items():
        above = made[parent] if parent else None
        made[name] = add_unit(organization=organization, name=name, by=by, parent=above)
    staff, own = people[Role.STAFF], [made[demo.staff_unit]]
    grant_role(user=staff, role=Role.STAFF, organization=organization, units=own, by=by)


def _write_plan(organization: Organization, data: ReportInput, by: User) -> AnnualPlan:
    if data.fiscal_year is None:
        raise ValueError("the document names no year")
    year = FiscalYear.objects.get(year=data.fiscal_year)
    plan = open_plan(organization=organization, fiscal_year=year, by=by)
    return write_report(plan=plan, data=data, by=by)


def _publish(
    plan: AnnualPlan, demo: DemoReport, people: Mapping[Role, User], *, at: datetime
) -> None:
    legal, executive = people[Role.LEGAL], people[Role.EXECUTIVE]
    layout = save_layout(spec=EXAMPLES[demo.layout], by=legal, organization=plan.organization)
    report = open_report(plan=plan, layout=layout, by=legal, assessment_year=demo.assessment_year)
    version = submit_report(report=report, by=legal, at=at, already_printed=True)
    approve_report(version=version, by=executive, at=at)
    publish_report(version=version, by=legal, at=at)
