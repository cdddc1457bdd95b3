"""A process killed at any moment of a publication leaves all of it, or nothing."""

import hashlib
import random
from itertools import product

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from measures.models import AuditEvent
from measures.services.stored_files import GRACE, orphans
from reports.models import Decision, ExportFile, Report
from reports.services.document_publishing import document_record
from reports.services.exports import PUBLISHED_FORMATS, get_export, missing_formats
from reports.services.verification import faults
from reports.services.workflow import publish_report
from reports.status import Status, Verb
from tests.factories import make_full_measure, make_plan, make_report
from tests.killing import killed, released
from tests.reports.services import documents, publish_once
from tests.reports.services.found import check_found
from tests.reports.services.people import make_office

pytestmark = pytest.mark.django_db(transaction=True)
AUDIT = ("บันทึกการใช้งาน", "ท้ายบันทึกการใช้งาน")


def publications() -> int:
    return AuditEvent.objects.filter(action="report.published").count()


def check_all_or_nothing(office, version) -> bool:
    released(office.report.plan_id)
    office.report.refresh_from_db()
    is_published: bool = office.report.status == Status.PUBLISHED
    assert (office.report.published_version == version) == is_published
    assert Decision.objects.filter(verb=Verb.PUBLISH.value).exists() == is_published
    assert publications() == is_published
    check_found(office.report)
    formats = sorted(ExportFile.objects.values_list("format", flat=True))
    assert formats == (sorted(PUBLISHED_FORMATS) if is_published else [])
    for name in ExportFile.objects.values_list("file", flat=True):
        assert default_storage.exists(name)
    return is_published


def kill_and_check(after: float) -> None:
    plan = make_plan()
    make_full_measure(plan=plan)
    office = make_office(make_report(plan=plan))
    version = office.approve()

    keys = {"version_key": version.pk, "user_key": office.legal.pk}
    acknowledged = "done\n" in killed(publish_once.publish, after=after, **keys)

    is_published = check_all_or_nothing(office, version)
    assert is_published or not acknowledged
    if not is_published:
        publish_report(version=version, by=office.legal)
    assert get_export(version, "pdf").size_bytes > 0
    known = set(ExportFile.objects.values_list("file", flat=True))
    later = timezone.now() + 2 * GRACE
    assert known.isdisjoint(orphans("exports", known, at=later))
    assert Report.objects.get().status == Status.PUBLISHED


@pytest.mark.parametrize("after", [0.0, 0.1, 0.3])
def test_publication_killed_leaves_all_or_nothing(after):
    kill_and_check(after)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(100))
def test_publication_killed_a_hundred_times(seed):
    kill_and_check(random.Random(seed).uniform(0, 0.8))


FIRST, NEXT = ["submit", "approve", "publish"], ["reopen", "submit", "approve", "publish"]


def kill_document_and_check(after: float, *, edition: int = 1) -> None:
    """An edition of the measures document is there with all its rows and files, or nothing is."""
    plan = make_plan()
    make_full_measure(plan=plan)
    office = make_office(make_report(plan=plan))
    before: list[str] = []
    reason = "" if edition == 1 else "เพิ่มมาตรการ"
    if edition == 2:
        documents.publish(plan, office.legal)
        before = FIRST
        make_full_measure(plan=plan)

    keys = {"plan_key": plan.pk, "user_key": office.legal.pk, "reason": reason}
    acknowledged = "done\n" in killed(publish_once.publish_document, after=after, **keys)

    released(plan.pk)
    record = document_record(plan)
    version = record.published_version if record else None
    is_there = version is not None and version.number == edition
    made = list(Decision.objects.order_by("pk").values_list("verb", flat=True))
    assert made == before + (FIRST if edition == 1 else NEXT) * is_there
    assert (version is None) == (not made)
    stored = ExportFile.objects.values_list("version__number", "format")
    numbers = range(1, edition + is_there)
    assert sorted(stored) == sorted(product(numbers, PUBLISHED_FORMATS))
    if record:
        check_found(record)
    assert is_there or not acknowledged
    if not is_there:
        documents.publish(plan, office.legal, reason=reason)
    # heads that other tests noted beside the database are no fault of this one
    assert [fault for fault in faults() if not fault.startswith(AUDIT)] == []


@pytest.mark.parametrize(("edition", "after"), [(1, 0.1), (2, 0.5)])
def test_a_document_killed_leaves_all_or_nothing(edition, after):
    kill_document_and_check(after, edition=edition)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(50))
def test_a_document_killed_fifty_times(seed):
    kill_document_and_check(random.Random(seed).uniform(0, 1.5), edition=1 + seed % 2)


def kill_exports_and_check(after: float) -> None:
    """Each file of a version is there whole or not at all, and the rest can be drawn."""
    plan = make_plan()
    make_full_measure(plan=plan)
    office = make_office(make_report(plan=plan))
    version = office.publish()
    published = dict(version.files.values_list("format", "sha256"))
    version.files.exclude(format="pdf").delete()

    said = killed(publish_once.export, after=after, version_key=version.pk)

    stored = {file.format: file for file in version.files.all()}
    for file in stored.values():
        with file.file.open() as kept:
            assert hashlib.sha256(kept.read()).hexdigest() == published[file.format]
    assert "done\n" not in said or set(stored) == set(published)
    for name in missing_formats(version):
        get_export(version, name)
    assert dict(version.files.values_list("format", "sha256")) == published


@pytest.mark.parametrize("after", [0.15])
def test_exports_that_are_killed_leave_whole_files(after):
    kill_exports_and_check(after)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(100))
def test_exports_killed_a_hundred_times(seed):
    kill_exports_and_check(random.Random(seed).uniform(0, 0.5))
