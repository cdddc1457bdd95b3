import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db.models import QuerySet

from measures.models import AuditEvent
from measures.roles import Role
from measures.services.measures import save_measure
from measures.services.plans import PlanLocked
from reports.models import Decision, ExportFile, Report, ReportVersion
from reports.queries import versions_of
from reports.services.approval import OwnWork, approve_report
from reports.services.decisions import VersionAltered, VersionChanged
from reports.services.exports import PUBLISHED_FORMATS
from reports.services.snapshots import take_snapshot
from reports.services.workflow import (
    ReportChanged,
    ReportNotReady,
    publish_report,
    reopen_report,
    return_report,
    submit_report,
)
from reports.snapshot import canonical_json, fingerprint, seen_sha256, to_json
from reports.status import Status, TransitionRefused
from tests.factories import (
    AT,
    a_measure,
    make_membership,
    make_plan,
    make_report,
    make_superuser,
    make_user,
)
from tests.reports.services.people import make_office, state, verbs

pytestmark = pytest.mark.django_db


def events():
    rows = AuditEvent.objects.filter(action__startswith="report.").order_by("pk")
    return list(rows.values_list("action", "before__status", "after__status"))


def test_submit_report_freezes_the_first_version_and_locks_the_plan():
    office = make_office()
    layout = office.report.layout.layout_spec()
    year = office.report.assessment_year
    snapshot = take_snapshot(office.report.plan, layout, assessment_year=year)

    version = office.submit()

    assert state(office.report) == (Status.SUBMITTED, True, None)
    version.refresh_from_db()
    assert (version.number, version.snapshot(), version.layout_spec()) == (1, snapshot, layout)
    assert version.sha256 == fingerprint(to_json(snapshot), layout.to_json(), "")
    assert (version.organization_name, version.measure_count, version.step_count) == (
        office.report.plan.organization.name,
        1,
        1,
    )
    assert (version.assessment_year, version.content["assessment_year"]) == (year, year)
    assert verbs(office.report) == [(1, "submit")]
    assert events() == [("report.submitted", "draft", "submitted")]
    event = AuditEvent.objects.get()
    assert (event.actor_id, event.after, event.at) == (
        office.legal.pk,
        {"status": "submitted", "version": 1, "sha256": version.sha256, "reason": ""},
        AT,
    )


def test_fingerprint_is_over_canonical_json():
    content, layout = {"ข": 1, "ก": "ค"}, {"name": "ง"}
    spelled = '{"content":{"ก":"ค","ข":1},"layout":{"name":"ง"},"previous_sha256":"x"}'

    assert canonical_json(content) == '{"ก":"ค","ข":1}'.encode()
    assert fingerprint(content, layout, "x") == hashlib.sha256(spelled.encode()).hexdigest()


def test_publish_report_shows_the_approved_version_with_its_stored_files():
    office = make_office()

    version = office.publish()

    assert state(office.report) == (Status.PUBLISHED, True, version)
    assert office.report.published_at == AT
    assert verbs(office.report) == [(1, "submit"), (1, "approve"), (1, "publish")]
    assert set(Decision.objects.values_list("sha256", flat=True)) == {version.sha256}
    assert [event[0] for event in events()] == [
        "report.submitted",
        "report.approved",
        "report.published",
    ]
    files = {file.format: file for file in ExportFile.objects.all()}
    assert set(files) == set(PUBLISHED_FORMATS)
    for file, start in ((files["pdf"], b"%PDF-"), (files["json"], b"{\n")):
        with file.file.open() as stored:
            data = stored.read()
        assert data.startswith(start)
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (file.sha256, file.size_bytes)


def test_approve_report_keeps_the_title_that_the_person_had():
    office = make_office()
    office.executive.display_name = "นายกเทศมนตรี"
    office.executive.save()
    version = office.publish()

    office.executive.display_name = "ปลัด"
    office.executive.save()

    approval = Decision.objects.get(version=version, verb="approve")
    assert approval.printed_title == "นายกเทศมนตรี"
    assert [line.approved_title for line in versions_of(office.report)] == ["นายกเทศมนตรี"]


def test_reopen_report_keeps_the_version_public_and_the_next_one_follows_it():
    office = make_office()
    first = office.publish()

    reopen_report(report=office.report, reason="แก้ชื่อ", by=office.legal, at=AT)
    assert state(office.report) == (Status.DRAFT, False, first)
    save_measure(plan=office.report.plan, data=a_measure(), by=office.legal)
    second = office.submit()
    assert state(office.report) == (Status.SUBMITTED, True, first)
    approve_report(version=second, by=office.executive, at=AT)
    publish_report(version=second, by=office.legal, at=AT)

    assert state(office.report) == (Status.PUBLISHED, True, second)
    first.refresh_from_db()
    assert (second.number, second.previous_sha256) == (2, first.sha256)
    assert second.sha256 != first.sha256
    assert (first.measure_count, second.measure_count) == (1, 2)
    assert ExportFile.objects.filter(version=first).count() == 7


@pytest.mark.parametrize("approved", [False, True])
def test_return_report_opens_the_plan_and_the_next_submit_makes_the_next_version(approved):
    office = make_office()
    version = office.approve() if approved else office.submit()

    decision = return_report(version=version, reason="ขาดผลลัพธ์", by=office.executive, at=AT)

    assert state(office.report) == (Status.DRAFT, False, None)
    assert (decision.reason, decision.by) == ("ขาดผลลัพธ์", office.executive)
    assert office.submit().number == 2


def test_a_locked_plan_refuses_edits_until_it_is_returned():
    office = make_office()
    plan = office.report.plan
    version = office.submit()

    with pytest.raises(PlanLocked):
        save_measure(plan=plan, data=a_measure(), by=office.legal)
    return_report(version=version, reason="แก้ไข", by=office.executive)
    save_measure(plan=plan, data=a_measure(), by=office.legal)

    version.refresh_from_db()
    assert (plan.measures.count(), len(version.snapshot().measures)) == (2, 1)


@pytest.mark.parametrize("reason", ["", " ", "\u200b"])
def test_return_and_reopen_need_a_reason(reason):
    submitted, published = make_office(), make_office()
    version = submitted.submit()
    published.publish()

    with pytest.raises(ValidationError):
        return_report(version=version, reason=reason, by=submitted.executive)
    with pytest.raises(ValidationError):
        reopen_report(report=published.report, reason=reason, by=published.legal)

    assert state(submitted.report)[0] == Status.SUBMITTED
    assert state(published.report)[0] == Status.PUBLISHED


def test_approve_report_is_not_for_the_one_who_submitted():
    office = make_office()
    make_membership(
        user=office.legal, role=Role.EXECUTIVE, organization=office.report.plan.organization
    )
    version = office.submit()

    with pytest.raises(OwnWork):
        approve_report(version=version, by=office.legal)

    assert state(office.report) == (Status.SUBMITTED, True, None)


def test_verbs_refuse_a_version_that_is_not_the_newest():
    office = make_office()
    seen = office.submit()
    return_report(version=seen, reason="แก้ไข", by=office.executive)
    newest = office.submit()

    with pytest.raises(VersionChanged):
        approve_report(version=seen, by=office.executive)
    with pytest.raises(VersionChanged):
        return_report(version=seen, reason="แก้ไข", by=office.executive)
    approve_report(version=newest, by=office.executive)
    with pytest.raises(VersionChanged):
        publish_report(version=seen, by=office.legal)

    assert verbs(office.report) == [(1, "submit"), (1, "return"), (2, "submit"), (2, "approve")]
    assert not ExportFile.objects.exists()


def test_publish_report_refuses_a_version_that_was_altered():
    office = make_office()
    version = office.approve()
    content = {**version.content, "title": "ชื่ออื่น"}
    QuerySet(ReportVersion).filter(pk=version.pk).update(content=content)  # past the guard

    with pytest.raises(VersionAltered):
        publish_report(version=version, by=office.legal)

    assert state(office.report) == (Status.APPROVED, True, None)


def test_submit_report_refuses_a_report_without_measures():
    office = make_office(make_report(plan=make_plan()))

    with pytest.raises(ValidationError):
        office.submit()

    assert state(office.report) == (Status.DRAFT, False, None)
    assert not ReportVersion.objects.exists()


def test_submit_report_refuses_what_lacks_a_part_of_its_year():
    office = make_office()
    measure = office.report.plan.measures.get()
    measure.outcomes.all().delete()
    measure.outputs.update(text="ประชุม (จำนวนครั้ง/เดือน)")

    with pytest.raises(ReportNotReady) as refusal:
        office.submit()

    assert refusal.value.messages == [
        "มาตรการที่ ๑ ยังไม่มีผลลัพธ์",
        "มาตรการที่ ๑ ผลการดำเนินการยังเป็นช่องให้เติม",
    ]
    assert state(office.report) == (Status.DRAFT, False, None)
    assert not ReportVersion.objects.exists()
    assert events() == []


def test_submit_report_takes_a_report_that_was_printed_before_as_it_is():
    office = make_office()
    office.report.plan.measures.get().outcomes.all().delete()

    version = submit_report(report=office.report, by=office.legal, already_printed=True)

    assert version.number == 1
    seal = {"status": "submitted", "version": 1, "sha256": version.sha256, "reason": ""}
    assert AuditEvent.objects.get().after == {**seal, "already_printed": True}


def test_submit_report_refuses_what_changed_since_it_was_seen():
    office = make_office()
    layout, year = office.report.layout.layout_spec(), office.report.assessment_year
    seen = take_snapshot(office.report.plan, layout, assessment_year=year)
    sha256 = seen_sha256(to_json(seen), layout.to_json())
    outputs = office.report.plan.measures.get().outputs

    outputs.update(text="มีประกาศ ๒ ฉบับ")
    with pytest.raises(ReportChanged):
        submit_report(report=office.report, by=office.legal, seen_sha256=sha256)
    assert not ReportVersion.objects.exists()

    outputs.update(text="มีประกาศ ๑ ฉบับ")
    submit_report(report=office.report, by=office.legal, seen_sha256=sha256)
    assert state(office.report) == (Status.SUBMITTED, True, None)


def test_publish_report_leaves_nothing_behind_when_it_is_refused():
    office = make_office()
    version = office.publish()
    names = set(default_storage.listdir("exports")[1])

    with pytest.raises(TransitionRefused):
        publish_report(version=version, by=office.legal)

    assert set(default_storage.listdir("exports")[1]) == names


def test_visible_to_shows_the_reports_of_the_person():
    own, other = make_report(), make_report()
    staff = make_user(role=Role.STAFF, organization=own.plan.organization)

    assert list(Report.objects.visible_to(staff)) == [own]
    assert not Report.objects.visible_to(make_superuser()).exists()
    assert set(Report.objects.visible_to(make_user(role=Role.AUDITOR))) == {own, other}
    assert list(Report.objects.visible_to(make_user())) == []
