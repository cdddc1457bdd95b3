"""What must never be false of the record is held by the database itself, by name."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from measures.models import AnnualPlan, Organization, WrittenOnce
from reports.models import (
    ApprovalRoute,
    Comment,
    CommentAnswer,
    Decision,
    ExportFile,
    FileFault,
    FileSignature,
    FindingDismissal,
    FrozenFile,
    Layout,
    MeasuresDocument,
    Notice,
    PaperApproval,
    Reminder,
    Report,
    ReportVersion,
    SearchDocument,
)
from reports.status import Verb
from tests.factories import AT, make_layout, make_plan, make_report, make_user, make_version
from tests.reports.models import broken_criteria

pytestmark = pytest.mark.django_db


def decide(version, verb=Verb.PUBLISH):
    return Decision.objects.create(
        version=version, verb=verb, by=make_user(), sha256=version.sha256
    )


def published_twice():
    version = make_version()
    decide(version)
    decide(version)


def code_twice():
    for name in "ab":
        Layout.objects.create(code="six", name=name, spec={})


def number_twice():
    report = make_report()
    make_version(report=report)
    make_version(report=report, number=1)


def stored_twice():
    version = make_version()
    for name in "ab":
        ExportFile.objects.create(
            version=version, format="pdf", file=name, sha256=name, size_bytes=1
        )


def dismissed(**fields):
    values = {"kind": "goal", "fingerprint": "a" * 64, "reason": "เป็นเกณฑ์", **fields}
    return FindingDismissal.objects.create(by=make_user(), **values)


def dismissed_twice():
    plan = make_plan()
    dismissed(plan=plan)
    dismissed(plan=plan)


def signed(**fields):
    file = ExportFile.objects.create(
        version=make_version(), format="pdf", file="a", sha256="a", size_bytes=1
    )
    values = {"subject": "ตรา", "valid_from": AT, "valid_until": AT, "signed_at": AT, **fields}
    return FileSignature.objects.create(file=file, **values)


def frozen_twice():
    version = make_version()
    for name in "ab":
        FrozenFile.objects.create(version=version, name=name, sha256="0", size_bytes=1)


def shown_after_withdrawal():
    version = make_version()
    report = version.report
    report.status, report.published_version, report.published_at = "withdrawn", version, AT
    report.save()


def commented(**fields):
    values = {"version": make_version(), "field": "whole", "text": "แก้", "by": make_user()}
    return Comment.objects.create(**{**values, **fields})


def decided_alone_for_no_reason():
    ApprovalRoute.objects.create(organization=make_plan().organization, allows_own_work=True)


def half_on_paper():
    decision = decide(make_version(), Verb.APPROVE)
    PaperApproval.objects.create(
        decision=decision, memo_number="", signed_on=AT, printed_name="ก", scan="x", size_bytes=1
    )


def told(**fields):
    decision = decide(make_version())
    return Notice.objects.create(user=make_user(), decision=decision, **fields)


def told_twice():
    notice = told()
    Notice.objects.create(user=notice.user, decision=notice.decision)


def faulty_twice():
    version = make_version()
    for _ in range(2):
        FileFault.objects.create(version=version, name="a", what="PDF", found_at=AT)


def found(version=None, **fields):
    values = {"position": 1, "title_length": 1, "text": "ก", **fields}
    return SearchDocument.objects.create(version=version or make_version(), **values)


BREAKS = {
    **broken_criteria.BREAKS,
    "layout_code_once": code_twice,
    "layout_has_a_name": lambda: make_layout(name=""),
    "report_kind_is_known": lambda: make_report(kind="lost"),
    "report_once_per_plan_and_kind": lambda: make_report(plan=make_report().plan),
    "report_status_is_known": lambda: make_report(status="lost"),
    "report_published_with_a_date": lambda: make_report(published_at=AT),
    "report_published_has_a_version": lambda: make_report(status="published"),
    "report_planned_by_somebody_once_approved": lambda: make_report(publish_at=AT),
    "report_withdrawn_shows_nothing": shown_after_withdrawal,
    "version_number_once": number_twice,
    "version_counts_from_one": lambda: make_version(number=0),
    "decision_publishes_a_version_once": published_twice,
    "export_file_made_once": stored_twice,
    "finding_dismissed_once": dismissed_twice,
    "finding_dismissal_has_a_reason": lambda: dismissed(plan=make_plan(), reason=""),
    "file_signature_by_someone": lambda: signed(subject=""),
    "file_signature_by_a_valid_certificate": lambda: signed(signed_at=AT + timedelta(seconds=1)),
    "file_fault_told_once": faulty_twice,
    "frozen_file_once": frozen_twice,
    "search_document_once_per_measure": lambda: found(found().version),
    "search_document_counts_from_one": lambda: found(position=0),
    "search_document_issue_is_one_of_seven": lambda: found(issue=8),
    "approval_of_own_work_has_a_reason": decided_alone_for_no_reason,
    "notice_told_once": told_twice,
    "notice_sent_or_dropped": lambda: told(sent_at=AT, dropped_at=AT),
    "reminder_sent_or_dropped": lambda: Reminder.objects.create(
        report=make_report(), user=make_user(), by=make_user(), sent_at=AT, dropped_at=AT
    ),
    "paper_approval_is_whole": half_on_paper,
    "measures_document_has_a_title": lambda: MeasuresDocument.objects.create(
        plan=make_plan(), title=""
    ),
    "comment_state_is_known": lambda: commented(state="lost"),
    "comment_says_something": lambda: commented(text=""),
    "comment_answer_says_something": lambda: CommentAnswer.objects.create(
        comment=commented(), text="", by=make_user()
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_database_refuses(name):
    with pytest.raises(IntegrityError) as refusal:
        BREAKS[name]()

    is_unique = connection.vendor == "sqlite" and str(refusal.value).startswith("UNIQUE")
    assert name in str(refusal.value) or (is_unique and "once" in name)


def test_every_constraint_of_the_app_has_a_case():
    tables = list(apps.get_app_config("reports").get_models())

    named = {constraint.name for table in tables for constraint in table._meta.constraints}

    assert named == set(BREAKS)


CHANGES = {
    "version.save": lambda version, _: version.save(),
    "version.delete": lambda version, _: version.delete(),
    "versions.update": lambda *_: ReportVersion.objects.update(title="x"),
    "versions.delete": lambda *_: ReportVersion.objects.all().delete(),
    "versions.bulk_update": lambda version, _: ReportVersion.objects.bulk_update(
        [version], ["title"]
    ),
    "decision.save": lambda _, decision: decision.save(),
    "decision.delete": lambda _, decision: decision.delete(),
    "decisions.update": lambda *_: Decision.objects.update(reason="x"),
    "decisions.delete": lambda *_: Decision.objects.all().delete(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_versions_and_decisions_are_written_once(name):
    version = make_version()
    decision = decide(version)
    version.title, decision.reason = "เปลี่ยน", "เปลี่ยน"

    with pytest.raises(WrittenOnce), transaction.atomic():
        CHANGES[name](version, decision)

    assert ReportVersion.objects.get().title == "รายงานผลการดำเนินการ"
    assert Decision.objects.get().reason == ""


@pytest.mark.parametrize("above", [Organization, AnnualPlan, Report])
def test_nothing_above_a_version_can_be_deleted(above):
    make_version()

    with pytest.raises(ProtectedError):
        above.objects.get().delete()

    assert ReportVersion.objects.count() == 1


def test_addresses_are_made_of_code_year_and_number():
    version = make_version()
    report = version.report
    code = report.plan.organization.code

    assert report.get_absolute_url() == f"/reports/{code}/2568/"
    assert version.get_absolute_url() == f"/reports/{code}/2568/versions/1/"


def test_a_version_is_named_in_thai_digits():
    version = make_version()

    assert str(version) == f"{version.report} ฉบับที่ ๑"
