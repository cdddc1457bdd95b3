"""A process killed at any moment of a publication leaves all of it, or nothing."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from measures.models import AnnualPlan, AuditEvent
from measures.services.stored_files import GRACE, orphans
from reports.models import Decision, ExportFile, Report
from reports.services.exports import PUBLISHED_FORMATS, get_export, missing_formats
from reports.services.workflow import publish_report
from reports.status import Status, Verb
from tests.factories import make_full_measure, make_plan, make_report
from tests.reports.services import publish_once
from tests.reports.services.people import make_office

pytestmark = pytest.mark.django_db(transaction=True)


def publish_and_kill(version, user, *, after: float) -> bool:
    """Whether the publication was acknowledged before the kill."""
    values = f"version_key={version.pk}, user_key={user.pk}"
    return run_and_kill(f"publish({values}, ", after=after)


def run_and_kill(call: str, *, after: float) -> bool:
    """Whether a call of `publish_once` said that it was done before its process was killed."""
    name = str(connection.settings_dict["NAME"])
    code = f"from {publish_once.__name__} import export, publish; {call}database={name!r})"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    with subprocess.Popen(
        command,
        cwd=Path(__file__).resolve().parents[3],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        os.killpg(process.pid, signal.SIGKILL)
        return "done\n" in process.stdout.read()


def settle(report: Report) -> str:
    """Status of the report once no killed transaction holds its plan any more."""
    with transaction.atomic():
        AnnualPlan.objects.select_for_update().get(pk=report.plan_id)
    report.refresh_from_db()
    return report.status


def publications() -> int:
    return AuditEvent.objects.filter(action="report.published").count()


def check_all_or_nothing(office, version) -> bool:
    is_published = settle(office.report) == Status.PUBLISHED
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

    acknowledged = publish_and_kill(version, office.legal, after=after)

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


def kill_exports_and_check(after: float) -> None:
    """Each file of a version is there whole or not at all, and the rest can be drawn."""
    plan = make_plan()
    make_full_measure(plan=plan)
    office = make_office(make_report(plan=plan))
    version = office.publish()
    published = dict(version.files.values_list("format", "sha256"))
    version.files.exclude(format="pdf").delete()

    was_done = run_and_kill(f"export(version_key={version.pk}, ", after=after)

    stored = {file.format: file for file in version.files.all()}
    for file in stored.values():
        with file.file.open() as kept:
            assert hashlib.sha256(kept.read()).hexdigest() == published[file.format]
    assert not was_done or set(stored) == set(published)
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
