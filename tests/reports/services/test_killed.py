"""A process killed at any moment of a publication leaves all of it, or nothing."""

import hashlib
import random

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


def kill_document_and_check(after: float) -> None:
    """The measures document is there with all its rows and files, or there is nothing of it."""
    plan = make_plan()
    make_full_measure(plan=plan)
    office = make_office(make_report(plan=plan))

    keys = {"plan_key": plan.pk, "user_key": office.legal.pk}
    acknowledged = "done\n" in killed(publish_once.publish_document, after=after, **keys)

    released(plan.pk)
    record = document_record(plan)
    made = list(Decision.objects.order_by("pk").values_list("verb", flat=True))
    formats = sorted(ExportFile.objects.values_list("format", flat=True))
    whole = (["submit", "approve", "publish"], sorted(PUBLISHED_FORMATS))
    assert (made, formats) == (([], []) if record is None else whole)
    assert record is not None or not acknowledged
    if record is None:
        documents.publish(plan, office.legal)
    # heads that other tests noted beside the database are no fault of this one
    assert [fault for fault in faults() if not fault.startswith(AUDIT)] == []


@pytest.mark.parametrize("after", [0.1, 0.5])
def test_a_document_killed_leaves_all_or_nothing(after):
    kill_document_and_check(after)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(50))
def test_a_document_killed_fifty_times(seed):
    kill_document_and_check(random.Random(seed).uniform(0, 1.5))


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
