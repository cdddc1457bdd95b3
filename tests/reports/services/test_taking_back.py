"""Pulling a submission back, and taking from the public what was published."""

import pytest
from django.core.exceptions import ValidationError

from measures.models import AuditEvent
from measures.roles import Role
from reports import queries
from reports.models import Decision, ExportFile, ReportVersion
from reports.queries.returns import last_returns
from reports.services.approval import approve_report
from reports.services.workflow import (
    NotLookedAt,
    SubmittedByAnother,
    publish_report,
    pull_back_report,
    reopen_report,
    return_report,
    submit_report,
    withdraw_report,
)
from reports.status import Status, TransitionRefused
from tests.factories import AT, make_user
from tests.reports.services.people import Office, make_office, state, verbs

pytestmark = pytest.mark.django_db
WHY = "พบข้อมูลส่วนบุคคล"


def place(office: Office) -> tuple[str, int]:
    plan = office.report.plan
    return plan.organization.code, plan.fiscal_year.year


def test_who_submitted_pulls_back_and_goes_on_writing():
    office = make_office()
    version = office.submit()

    pull_back_report(version=version, by=office.legal, at=AT)

    assert state(office.report) == (Status.DRAFT, False, None)
    assert verbs(office.report) == [(1, "submit"), (1, "pull_back")]
    assert AuditEvent.objects.latest("pk").action == "report.pulled_back"
    assert office.submit().number == 2


def test_another_does_not_pull_back_what_was_submitted():
    office = make_office()
    version = office.submit()
    other = make_user(role=Role.LEGAL, organization=office.report.plan.organization)

    with pytest.raises(SubmittedByAnother):
        pull_back_report(version=version, by=other)

    assert state(office.report) == (Status.SUBMITTED, True, None)
    assert verbs(office.report) == [(1, "submit")]


def test_what_was_decided_on_is_not_pulled_back():
    office = make_office()
    version = office.approve()

    with pytest.raises(TransitionRefused):
        pull_back_report(version=version, by=office.legal)

    assert state(office.report) == (Status.APPROVED, True, None)


def test_a_withdrawal_leaves_nothing_public_and_says_why():
    office = make_office()
    version = office.publish()

    withdraw_report(report=office.report, reason=WHY, by=office.legal, at=AT)

    assert state(office.report) == (Status.WITHDRAWN, True, None)
    assert office.report.published_at is None
    decision = Decision.objects.get(verb="withdraw")
    assert (decision.version, decision.reason, decision.sha256) == (version, WHY, version.sha256)
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.before) == ("report.withdrawn", {"status": "published"})
    assert event.after == {
        "status": "withdrawn",
        "version": 1,
        "sha256": version.sha256,
        "reason": WHY,
    }
    assert queries.report_page(*place(office)) is None
    assert queries.report_page(*place(office), 1) is None
    assert queries.download_of(*place(office), 1, "pdf") is None
    assert ExportFile.objects.count() == 7  # what was public can be proved
    notice = queries.withdrawn_report(*place(office))
    assert notice
    assert (notice.withdrawn, notice.current) == (queries.Withdrawal(at=AT, reason=WHY), None)


@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_withdrawal_needs_a_reason(reason):
    office = make_office()
    version = office.publish()

    with pytest.raises(ValidationError):
        withdraw_report(report=office.report, reason=reason, by=office.legal)

    assert state(office.report) == (Status.PUBLISHED, True, version)


@pytest.mark.parametrize("lead", ["draft", "submitted", "approved"])
def test_the_old_version_is_withdrawn_while_the_next_goes_on(lead):
    office = make_office()
    office.publish()
    reopen_report(report=office.report, reason="แก้ชื่อ", by=office.legal)
    if lead != "draft":
        second = submit_report(report=office.report, by=office.legal)
    if lead == "approved":
        approve_report(version=second, by=office.executive)

    withdraw_report(report=office.report, reason=WHY, by=office.legal)

    assert state(office.report) == (lead, lead != "draft", None)
    assert queries.report_page(*place(office), 1) is None


def test_a_version_published_later_is_public_and_the_withdrawn_one_stays_away():
    office = make_office()
    office.withdraw()
    reopen_report(report=office.report, reason="ลบข้อมูลส่วนบุคคล", by=office.legal)
    second = office.approve()
    publish_report(version=second, by=office.legal)

    page = queries.report_page(*place(office))

    assert page
    assert [(each.number, bool(each.withdrawn)) for each in page.versions] == [
        (2, False),
        (1, True),
    ]
    assert queries.report_page(*place(office), 1) is None
    assert queries.download_of(*place(office), 1, "pdf") is None
    assert queries.download_of(*place(office), 2, "pdf")
    assert queries.withdrawn_report(*place(office)) is None
    notice = queries.withdrawn_report(*place(office), 1)
    assert notice
    assert notice.current == 2


def test_a_withdrawal_does_not_hide_why_the_next_version_was_returned():
    office = make_office()
    office.publish()
    reopen_report(report=office.report, reason="แก้ชื่อ", by=office.legal)
    second = submit_report(report=office.report, by=office.legal)
    returned = return_report(version=second, reason="แก้บทนำ", by=office.executive)

    withdraw_report(report=office.report, reason=WHY, by=office.legal)

    plan = office.report.plan
    assert last_returns([plan]) == {plan.pk: returned}


def test_nothing_that_was_never_public_is_told_of():
    office = make_office()
    office.approve()

    assert queries.withdrawn_report(*place(office)) is None
    assert queries.withdrawn_report(*place(office), 1) is None
    assert ReportVersion.objects.count() == 1


def test_submit_report_wants_it_said_that_somebody_looked():
    office = make_office()
    office.report.plan.measures.get().outputs.update(text="ประชุมอย่างน้อย ๒ ครั้ง")

    with pytest.raises(NotLookedAt):
        submit_report(report=office.report, by=office.legal)

    assert state(office.report) == (Status.DRAFT, False, None)
    assert not ReportVersion.objects.exists()
    assert submit_report(report=office.report, by=office.legal, has_looked=True).number == 1
