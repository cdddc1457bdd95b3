"""A report led to where a page of decisions needs it, and people who open the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.test import Client

from measures.models import AnnualPlan, User
from measures.roles import Role
from reports.models import Report, ReportVersion
from reports.services.approval import approve_report
from reports.services.workflow import publish_report, return_report, submit_report
from tests.factories import (
    make_full_measure,
    make_organization,
    make_plan,
    make_report,
    make_user,
)

PLAN = "/plans/nongruea/2568/"
REVIEW = PLAN + "review/"


@dataclass(frozen=True)
class Desk:
    """A report with its people."""

    report: Report
    legal: User
    executive: User

    @property
    def plan(self) -> AnnualPlan:
        return self.report.plan

    def submit(self) -> ReportVersion:
        return submit_report(report=self.report, by=self.legal)

    def send_back(self, reason: str = "แก้บทนำ") -> ReportVersion:
        version = self.submit()
        return_report(version=version, reason=reason, by=self.executive)
        return version

    def approve(self) -> ReportVersion:
        version = self.submit()
        approve_report(version=version, by=self.executive)
        return version

    def publish(self) -> ReportVersion:
        version = self.approve()
        publish_report(version=version, by=self.legal)
        return version

    def standing(self) -> str:
        self.report.refresh_from_db()
        return self.report.status


def make_desk() -> Desk:
    plan = make_plan(organization=make_organization(code="nongruea"), title="รายงานของเรา")
    make_full_measure(plan=plan)
    return Desk(
        report=make_report(plan=plan),
        legal=make_user(role=Role.LEGAL, organization=plan.organization, display_name="นิติกร"),
        executive=make_user(
            role=Role.EXECUTIVE, organization=plan.organization, display_name="นายกเทศมนตรี"
        ),
    )


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, address: str) -> str:
    """The page there, or the one that it leads to."""
    return str(client.get(address, follow=True).content.decode())


def seen(client: Client, address: str) -> str:
    """The version for which the form of a page was drawn."""
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', page(client, address))
    assert found
    return found[1]
