"""The people of one organization, and a report led to where a test needs it."""

from dataclasses import dataclass

from measures.models import User
from measures.roles import Role
from reports.models import ApprovalRoute, Decision, Report, ReportVersion
from reports.services.approval import approve_report
from reports.services.workflow import publish_report, submit_report, withdraw_report
from tests.factories import AT, make_report, make_user


@dataclass(frozen=True)
class Office:
    """A report and the people who lead it on."""

    report: Report
    legal: User
    executive: User

    def submit(self) -> ReportVersion:
        return submit_report(report=self.report, by=self.legal, at=AT, has_looked=True)

    def approve(self) -> ReportVersion:
        version = self.submit()
        for step in range(len(version.route_steps())):
            approve_report(version=version, by=self.executive, step=step, at=AT)
        return version

    def goes_through(self, *posts: str) -> None:
        """From now on each version needs an executive of each of these posts."""
        ApprovalRoute.objects.update_or_create(
            organization=self.report.plan.organization,
            defaults={"steps": [{"role": "executive", "post": post} for post in posts]},
        )

    def publish(self) -> ReportVersion:
        version = self.approve()
        publish_report(version=version, by=self.legal, at=AT)
        return version

    def withdraw(self) -> ReportVersion:
        version = self.publish()
        withdraw_report(report=self.report, reason="พบข้อมูลส่วนบุคคล", by=self.legal, at=AT)
        return version


def make_office(report: Report | None = None) -> Office:
    report = report or make_report()
    organization = report.plan.organization
    return Office(
        report=report,
        legal=make_user(role=Role.LEGAL, organization=organization, display_name="นิติกร"),
        executive=make_user(role=Role.EXECUTIVE, organization=organization, display_name="นายก"),
    )


def verbs(report: Report) -> list[tuple[int, str]]:
    """Every decision on a report, in order: version and verb."""
    decisions = Decision.objects.filter(version__report=report).order_by("pk")
    return list(decisions.values_list("version__number", "verb"))


def state(report: Report) -> tuple[str, bool, ReportVersion | None]:
    """Where a report stands now: status, whether its plan is locked, what the public sees."""
    report.refresh_from_db()
    report.plan.refresh_from_db()
    return report.status, report.plan.is_locked, report.published_version
