import hashlib
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from measures.models import AuditEvent
from measures.services.stored_files import GRACE
from reports.codes import shown_code
from reports.models import ExportFile
from reports.rendering.worker import RenderFailed
from reports.services.exports import (
    PUBLISHED_FORMATS,
    NotPublished,
    get_export,
    missing_formats,
)
from reports.services.files import NO_ROOM, drop_file, keep_file, remove_orphans
from reports.services.workflow import publish_report, reopen_report, return_report
from tests.factories import AT, make_report, make_user, make_version
from tests.reports.services.people import make_office, state
from tests.storage import keep_files_in

pytestmark = pytest.mark.django_db


def stored(export):
    with export.file.open() as file:
        return file.read()


def age(name, by):
    then = (timezone.now() - by).timestamp()
    os.utime(default_storage.path(name), (then, then))


def test_keep_file_writes_under_a_random_name_for_the_owner_alone():
    kept = keep_file(b"abc", extension="pdf")

    assert kept.name.startswith("exports/")
    assert kept.name.endswith(".pdf")
    assert (kept.sha256, kept.size_bytes) == (hashlib.sha256(b"abc").hexdigest(), 3)
    assert Path(default_storage.path(kept.name)).stat().st_mode & 0o777 == 0o600
    drop_file(kept)
    assert not default_storage.exists(kept.name)


def test_get_export_gives_the_file_stored_at_publication():
    version = make_office().publish()

    first, again = get_export(version, "pdf"), get_export(version, "pdf")

    assert first == again
    assert ExportFile.objects.filter(format="pdf").count() == 1
    assert not AuditEvent.objects.filter(action="export.stored").exists()


def test_get_export_draws_the_same_bytes_when_there_is_no_file():
    office = make_office()
    version, reader = office.publish(), office.legal
    lost = ExportFile.objects.get(format="pdf")
    published = stored(lost)
    lost.delete()

    drawn = get_export(version, "pdf", by=reader)

    assert stored(drawn) == published
    assert drawn.file.name != lost.file.name
    event = AuditEvent.objects.get(action="export.stored")
    assert (event.actor_id, event.object_id, event.after) == (
        reader.pk,
        str(version.pk),
        {"format": "pdf", "sha256": drawn.sha256, "size_bytes": drawn.size_bytes},
    )


def test_get_export_refuses_what_is_not_published_unknown_formats_and_strangers():
    with pytest.raises(NotPublished):
        get_export(make_version(), "pdf")
    version = make_office().publish()
    with pytest.raises(KeyError):
        get_export(version, "exe")
    with pytest.raises(PermissionDenied):
        get_export(version, "pdf", by=make_user())


def test_a_publication_stores_every_format():
    version = make_office().publish()

    assert {file.format: stored(file)[:3] for file in version.files.all()} == {
        "pdf": b"%PD",
        "docx": b"PK\x03",
        "xlsx": b"PK\x03",
        "csv": b"\xef\xbb\xbf",
        "csv-safe": b"\xef\xbb\xbf",
        "json": b"{\n ",
        "embed": b"<di",
    }


def test_every_format_is_drawn_again_with_the_same_bytes():
    version = make_office().publish()
    published = {file.format: (stored(file), file.sha256) for file in version.files.all()}
    version.files.all().delete()

    assert missing_formats(version) == PUBLISHED_FORMATS
    drawn = {name: get_export(version, name) for name in PUBLISHED_FORMATS}

    assert {name: (stored(file), file.sha256) for name, file in drawn.items()} == published
    assert missing_formats(version) == ()


def test_the_foot_of_a_correction_says_that_it_is_one():
    office = make_office()
    first = office.publish()
    reopen_report(report=office.report, reason="แก้ชื่อ", by=office.legal, at=AT)
    returned = office.submit()  # never public, it makes no correction of what follows
    return_report(version=returned, reason="แก้อีก", by=office.executive, at=AT)

    feet = [stored(get_export(each, "embed")).decode() for each in (first, office.publish())]

    assert ["ฉบับที่ ๑ เผยแพร่" in feet[0], "ฉบับที่ ๓ แก้ไขและเผยแพร่" in feet[1]] == [True, True]


def test_draw_missing_files_draws_them_once(capsys):
    old, _ = make_office().publish(), make_office(make_report()).submit()
    old.files.exclude(format="pdf").delete()

    for _ in range(2):
        call_command("draw_missing_files")

    assert capsys.readouterr().out.splitlines() == [
        "จัดทำไฟล์ใหม่ ๖ ไฟล์ ไม่สำเร็จ ๐ ไฟล์",
        "จัดทำไฟล์ใหม่ ๐ ไฟล์ ไม่สำเร็จ ๐ ไฟล์",
    ]
    assert sorted(file.format for file in ExportFile.objects.all()) == sorted(PUBLISHED_FORMATS)


def test_nothing_is_published_where_files_cannot_be_written(settings, tmp_path):
    office = make_office()
    version = office.approve()
    place = tmp_path / "no folder"
    place.write_bytes(b"")
    keep_files_in(settings, place)

    with pytest.raises(RenderFailed) as failure:
        publish_report(version=version, by=office.legal, at=AT)

    assert str(failure.value) == NO_ROOM
    assert state(office.report) == ("approved", True, None)
    assert not ExportFile.objects.exists()


def test_exported_json_is_the_content_with_the_version_around_it():
    version = make_office().publish()

    data = json.loads(stored(get_export(version, "json")))

    around = data.pop("version")
    assert around == {
        "number": 1,
        "frozen_at": AT.isoformat(),
        "published_at": AT.isoformat(),
        "sha256": version.sha256,
        "previous_sha256": "",
        "code": shown_code(version.code),
        "verify_url": f"http://localhost:8000/verify/{version.code}/",
    }
    columns = data.pop("columns")
    assert [column["field"] for column in columns] == [
        column.field for column in version.layout_spec().columns
    ]
    assert data == version.content


@pytest.fixture
def empty_storage(settings, tmp_path):
    """A private storage of this test alone."""
    keep_files_in(settings, tmp_path)


@pytest.mark.usefixtures("empty_storage")
def test_remove_orphans_takes_old_files_that_no_row_knows():
    assert remove_orphans(at=timezone.now()) == []
    make_office().publish()
    known = {file.file.name for file in ExportFile.objects.all()}
    old, new = keep_file(b"old", extension="pdf"), keep_file(b"new", extension="pdf")
    for name in (*known, old.name):
        age(name, GRACE + timedelta(minutes=1))

    assert remove_orphans(at=timezone.now()) == [old.name]
    assert remove_orphans(at=timezone.now()) == []

    left = {f"exports/{name}" for name in default_storage.listdir("exports")[1]}
    assert left == {*known, new.name}
