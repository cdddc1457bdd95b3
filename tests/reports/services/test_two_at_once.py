"""Two callers at once: one effect, one decision, one event; on both engines."""

import pytest
from django.core.files.storage import default_storage

from measures.models import AnnualPlan, AuditEvent, Measure
from measures.services.measures import save_measure
from measures.services.plans import FieldClosed, unlock_plan
from measures.services.stored_files import remove_all
from measures.writing.opening import EVERYTHING, Area, Opening, PlanArea
from reports.kinds import Kind
from reports.models import ExportFile, PaperApproval, Report, ReportVersion
from reports.services.approval import StepChanged, approve_report
from reports.services.comments import add_comment
from reports.services.decisions import VERB_EVENTS
from reports.services.exports import PUBLISHED_FORMATS, get_export
from reports.services.opening import commented, open_everything, open_field
from reports.services.workflow import (
    publish_report,
    pull_back_report,
    return_report,
    submit_report,
)
from reports.status import Scope, Status, TransitionRefused, Verb
from tests.factories import a_measure, make_full_measure, make_plan, make_report
from tests.reports.services import documents
from tests.reports.services.people import make_office, verbs
from tests.reports.services.test_paper import record as record_paper
from tests.reports.services.test_verbs import BEFORE, act, bring_to, office_for
from tests.together import outcome, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    plan = make_plan()
    make_full_measure(plan=plan)
    return make_office(make_report(plan=plan))


def events():
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def status(office):
    return Report.objects.get(pk=office.report.pk).status


def test_two_submits_make_one_version(office):
    results = together(*[lambda: submit_report(report=office.report, by=office.legal)] * 2)

    assert outcome(results) == ["ReportVersion", "TransitionRefused"]
    assert verbs(office.report) == [(1, "submit")]
    assert events() == ["report.submitted"]
    assert ReportVersion.objects.count() == 1


@pytest.mark.parametrize("verb", Verb)
def test_two_of_each_verb_make_one_decision(verb):
    office = office_for(verb)
    version = bring_to(office, BEFORE[verb])
    by = office.executive if verb in (Verb.ENDORSE, Verb.APPROVE) else office.legal
    before = verbs(office.report)

    results = together(*[lambda: act(verb, office.report, version, by)] * 2)

    made = [result for result in results if not isinstance(result, Exception)]
    refused = [type(result) for result in results if isinstance(result, Exception)]
    assert (len(made), refused) == (
        1,
        [StepChanged if verb is Verb.ENDORSE else TransitionRefused],
    )
    assert [name for _, name in verbs(office.report)[len(before) :]] == [verb]
    assert events().count(VERB_EVENTS[verb]) == [name for _, name in verbs(office.report)].count(
        verb
    )


def test_two_papers_make_one_approval_with_one_scan(office):
    version = office.submit()

    results = together(*[lambda: record_paper(office, version)] * 2)

    assert outcome(results) == ["Decision", "TransitionRefused"]
    assert verbs(office.report) == [(1, "submit"), (1, "approve")]
    assert PaperApproval.objects.count() == 1
    scan = PaperApproval.objects.get().scan
    assert default_storage.exists(scan)


def test_a_paper_against_an_approval_leaves_one_of_them(office):
    version = office.submit()

    results = together(
        lambda: record_paper(office, version),
        lambda: approve_report(version=version, by=office.executive),
    )

    assert outcome(results) == ["Decision", "TransitionRefused"]
    assert verbs(office.report) == [(1, "submit"), (1, "approve")]


def test_two_clicks_in_one_step_do_not_take_the_next(office):
    office.goes_through("ปลัด", "นายก")
    version = office.submit()

    results = together(*[lambda: approve_report(version=version, by=office.executive, step=0)] * 2)

    assert outcome(results) == ["Decision", "StepChanged"]
    assert events() == ["report.submitted", "report.endorsed"]
    assert status(office) == Status.SUBMITTED


def test_a_return_to_some_fields_against_one_to_all_leaves_one_of_them(office):
    version = office.submit()
    measure = Measure.objects.in_plan(office.report.plan).get()
    add_comment(version=version, field="outputs", measure=measure, text="แก้", by=office.legal)
    some = commented(office.report.plan)

    def back(scope):
        return return_report(version=version, reason="แก้", by=office.legal, scope=scope)

    results = together(lambda: back(Scope.COMMENTED), lambda: back(Scope.ALL))

    assert outcome(results) == ["Decision", "TransitionRefused"]
    won = some if type(results[0]).__name__ == "Decision" else EVERYTHING
    assert AnnualPlan.objects.get(pk=office.report.plan_id).opening == won


def test_two_who_open_more_open_both(office):
    measure = Measure.objects.in_plan(office.report.plan).get()
    opening = Opening().with_measure(measure.pk, [Area.OUTPUTS])
    unlock_plan(plan=office.report.plan, opening=opening)

    def more(field):
        return open_field(report=office.report, field=field, by=office.legal)

    together(lambda: more("cover"), lambda: more("annex"))

    assert AnnualPlan.objects.get(pk=office.report.plan_id).opening == opening.with_plan(
        [PlanArea.COVER, PlanArea.ANNEX]
    )


def test_an_edit_against_opening_everything_is_taken_or_refused(office):
    measure = Measure.objects.in_plan(office.report.plan).get()
    opening = Opening().with_measure(measure.pk, [Area.OUTPUTS])
    unlock_plan(plan=office.report.plan, opening=opening)

    edit, opened = together(
        lambda: save_measure(plan=office.report.plan, data=a_measure(), by=office.legal),
        lambda: open_everything(report=office.report, by=office.legal),
    )

    assert opened == EVERYTHING
    assert Measure.objects.in_plan(office.report.plan).count() == 1 + isinstance(edit, Measure)
    assert isinstance(edit, (Measure, FieldClosed))


def test_pulling_back_against_approval_leaves_one_of_them(office):
    version = office.submit()

    results = together(
        lambda: pull_back_report(version=version, by=office.legal),
        lambda: approve_report(version=version, by=office.executive),
    )

    assert outcome(results) == ["Decision", "TransitionRefused"]
    assert verbs(office.report)[1:] in ([(1, "pull_back")], [(1, "approve")])


def test_two_publications_make_one_set_of_files(office):
    version = office.approve()

    results = together(*[lambda: publish_report(version=version, by=office.legal)] * 2)

    assert outcome(results) == ["Decision", "TransitionRefused"]
    assert events().count("report.published") == 1
    assert sorted(ExportFile.objects.values_list("format", flat=True)) == sorted(PUBLISHED_FORMATS)


def test_two_publications_of_a_document_make_one_with_one_scan(office):
    remove_all(["exports"])
    plan = office.report.plan

    results = together(*[lambda: documents.publish(plan, office.legal)] * 2)

    assert outcome(results)[0] == "ReportVersion"
    assert isinstance(results[0], ReportVersion) != isinstance(results[1], ReportVersion)
    record = Report.records.get(kind=Kind.MEASURES.value)
    assert verbs(record) == [(1, "submit"), (1, "approve"), (1, "publish")]
    assert events().count("document.published") == 1
    assert ExportFile.objects.count() == len(PUBLISHED_FORMATS)
    assert len(default_storage.listdir("exports")[1]) == len(PUBLISHED_FORMATS)
    assert PaperApproval.objects.count() == 1


def test_approval_against_return_leaves_one_of_them(office):
    version = office.submit()

    results = together(
        lambda: approve_report(version=version, by=office.executive),
        lambda: return_report(version=version, reason="แก้ไข", by=office.legal),
    )

    # what is approved may still be returned; what is returned is never approved
    assert outcome(results) in (["Decision", "Decision"], ["Decision", "TransitionRefused"])
    assert status(office) == Status.DRAFT
    assert verbs(office.report)[-1] == (1, "return")


def test_publication_against_return_leaves_one_of_them(office):
    version = office.approve()

    results = together(
        lambda: publish_report(version=version, by=office.legal),
        lambda: return_report(version=version, reason="แก้ไข", by=office.executive),
    )

    assert outcome(results) == ["Decision", "TransitionRefused"]
    report = Report.objects.get(pk=office.report.pk)
    assert report.plan.is_locked == (report.status == Status.PUBLISHED)
    assert ExportFile.objects.exists() == (report.published_version is not None)


def test_an_edit_lands_in_the_version_or_is_refused(office):
    plan = office.report.plan

    edit, version = together(
        lambda: save_measure(plan=plan, data=a_measure(title="ใหม่"), by=office.legal),
        lambda: submit_report(report=office.report, by=office.legal, has_looked=True),
    )

    frozen = [measure.title for measure in version.snapshot().measures]
    standing = list(Measure.objects.in_plan(plan).values_list("title", flat=True))
    assert frozen == standing
    assert type(edit).__name__ == ("Measure" if "ใหม่" in standing else "PlanLocked")


def test_two_who_ask_for_a_file_get_the_same_one(office):
    version = office.publish()
    ExportFile.objects.filter(format="pdf").delete()

    first, second = together(*[lambda: get_export(version, "pdf")] * 2)

    assert (first.pk, first.file.name) == (second.pk, second.file.name)
    assert ExportFile.objects.get(format="pdf") == first
    assert events().count("export.stored") == 1
