"""Files that are read on after their request was answered."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from measures.importing import Progress
from measures.importing.progress import Stage, progress_of
from measures.models import ImportBatch, Organization, User
from measures.roles import Role
from measures.services import reading_notes
from measures.services.import_reading import (
    MOST_AT_ONCE,
    forget_reading,
    open_readings,
    reading_of,
    start_import,
)
from measures.services.reading_notes import Note, ReadingState, path_of, reading_at
from tests.factories import make_membership, make_organization, make_user
from tests.measures.services.bringing import a_table, all_readers_busy, wait_for_readers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def organization() -> Organization:
    return make_organization()


@pytest.fixture
def by(organization: Organization) -> User:
    return make_user(role=Role.LEGAL, organization=organization)


def start(organization: Organization, by: User, data: bytes, **fields: Any) -> ImportBatch | None:
    defaults = {"file_name": "รายงาน.txt", "token": "token-1234", "patience": 0.0}
    return start_import(
        organization=organization,
        data=data,
        by=by,
        at=timezone.now(),
        fiscal_year=None,
        **{**defaults, **fields},
    )


def state(organization: Organization, by: User, token: str = "token-1234") -> ReadingState:
    found = reading_of(by=by, organization=organization, token=token)
    assert found is not None
    return found


def test_what_is_read_in_time_is_staged_at_once(organization, by):
    batch = start(organization, by, a_table(), patience=60.0)

    assert batch == ImportBatch.objects.get()
    assert reading_of(by=by, organization=organization, token="token-1234") is None


def test_what_takes_longer_is_read_on_and_staged_once(organization, by):
    assert start(organization, by, a_table()) is None
    assert start(organization, by, a_table()) is None  # pressed twice
    going_on = state(organization, by)
    wait_for_readers()

    assert going_on == ReadingState(file_name="รายงาน.txt", progress=going_on.progress)
    batch = ImportBatch.objects.get()
    assert reading_of(by=by, organization=organization, token="token-1234") == ReadingState(
        file_name="รายงาน.txt", batch_id=batch.pk
    )
    assert open_readings(by=by, organization=organization) == []


def test_a_refusal_waits_for_its_reader(organization, by):
    assert start(organization, by, b"%PDF-1.4 torn", file_name="ก.pdf") is None
    wait_for_readers()

    found = state(organization, by)
    assert (found.file_name, found.is_going_on) == ("ก.pdf", False)
    assert "เปิด PDF นี้ไม่ได้" in found.refusals[0]
    assert not ImportBatch.objects.exists()
    others = make_user(role=Role.LEGAL, organization=organization)
    (listed,) = open_readings(by=by, organization=organization)
    assert (listed.token, listed.state) == ("token-1234", found)
    assert open_readings(by=others, organization=organization) == []
    assert open_readings(by=by, organization=make_organization()) == []
    forget_reading(by=others, organization=organization, token="token-1234")
    assert open_readings(by=by, organization=organization) == [listed]
    forget_reading(by=by, organization=organization, token="token-1234")
    assert open_readings(by=by, organization=organization) == []


def test_who_lost_the_right_meanwhile_brings_nothing_in(organization, by):
    with all_readers_busy():
        assert start(organization, by, a_table()) is None
        waiting = state(organization, by)
        forget_reading(by=by, organization=organization, token="token-1234")  # not while it is read
        assert [found.state for found in open_readings(by=by, organization=organization)] == [
            waiting
        ]
        by.memberships.all().delete()
    wait_for_readers()

    found = state(organization, by)
    assert (waiting.progress, waiting.is_going_on) == (Progress(stage=Stage.WAITING), True)
    assert found.refusals == ("บัญชีนี้ไม่มีสิทธิ์นำเข้าแล้ว",)
    assert not ImportBatch.objects.exists()


def test_of_too_many_at_once_the_last_is_waited_for(organization, by):
    slots = [Note(path_of(by, organization, f"slot-{number}-x")) for number in range(MOST_AT_ONCE)]

    assert start(organization, by, a_table()) == ImportBatch.objects.get()
    for slot in slots:
        slot.close()


@pytest.mark.parametrize("token", ["../../../etc", "short", "ก" * 12, "x" * 65])
def test_a_token_of_no_form_reads_nothing(organization, by, token, settings):
    with pytest.raises(ValidationError):
        start(organization, by, a_table(), token=token)
    assert list(settings.DATA_DIR.iterdir()) == []


def test_nobody_else_finds_it(organization, by):
    other = make_user(role=Role.LEGAL, organization=organization)
    elsewhere = make_organization()
    make_membership(user=by, organization=elsewhere, role=Role.LEGAL)
    start(organization, by, a_table())
    wait_for_readers()

    assert reading_of(by=other, organization=organization, token="token-1234") is None
    assert reading_of(by=by, organization=elsewhere, token="token-1234") is None
    assert reading_of(by=by, organization=organization, token="token-5678") is None


def test_a_reading_whose_process_died_is_told_and_forgotten(organization, by):
    path = path_of(by, organization, "token-1234")
    note = Note(path)
    with pytest.raises(BlockingIOError):
        Note(path)
    note.write(
        ReadingState(file_name="ก.pdf", progress=Progress(stage=Stage.PAGES, done=3, total=9))
    )
    assert state(organization, by).progress == Progress(stage=Stage.PAGES, done=3, total=9)
    note.close()  # as the system does when a process is killed

    assert state(organization, by).refusals == ("การอ่านหยุดไปกลางคัน โปรดเลือกไฟล์แล้วลองอีกครั้ง",)
    reading_notes.forget_notes()
    assert reading_at(path) is not None
    long_ago = time.time() - timedelta(days=2).total_seconds()
    os.utime(path.with_suffix(".lock"), (long_ago, long_ago))
    reading_notes.forget_notes()
    assert (reading_at(path), list(path.parent.iterdir())) == (None, [])


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (["pages", 3, 40], Progress(stage=Stage.PAGES, done=3, total=40)),
        (["words", 0, 0], Progress(stage=Stage.WORDS)),
        (["pages", 41, 40], None),
        (["pages", -1, 40], None),
        (["pages", "3", 40], None),
        (["away", 3, 40], None),
        ([["pages"], 3, 40], None),
        ([], None),
    ],
)
def test_only_what_a_reader_tells_is_taken(said, found):
    assert progress_of(said) == found
