"""Files that take long to read: the request is answered, and the reading goes on without it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections

from measures.importing import Progress, UnreadableFile, open_file
from measures.importing.reading import Source
from measures.models import ImportBatch, Organization, User
from measures.services.import_batches import stage_import
from measures.services.once import refuse_strange
from measures.services.reading_notes import (
    FoundReading,
    Note,
    ReadingState,
    count_going_on,
    forget_note,
    forget_notes,
    found_readings,
    path_of,
    reading_at,
)

MOST_AT_ONCE = 3  # of one person; whoever sends more waits for the answer as long as it takes
_WRITTEN_EVERY = 0.3  # seconds
_NO_RIGHT = "บัญชีนี้ไม่มีสิทธิ์นำเข้าแล้ว"
_FAILED = "ระบบขัดข้องชั่วคราว ยังไม่ได้อ่าน โปรดลองอีกครั้ง"
_log = logging.getLogger(__name__)


class StillReading(Exception):
    """It takes longer than whoever asked waits for."""


def start_import(
    *,
    organization: Organization,
    by: User,
    token: str,
    patience: float,
    data: bytes,
    file_name: str,
    **about: Any,
) -> ImportBatch | None:
    """As `stage_import`; None where that takes longer than `patience` seconds and goes on.

    `reading_of` tells with the same token how far it is and what came of it. Raises as that does.
    """
    refuse_strange(token)
    path = path_of(by, organization, token)
    standing = reading_at(path)
    if standing and standing.is_going_on:  # the form was sent twice
        return None
    reader = _Reader(data)

    def stage(read: Callable[[bytes], Source]) -> ImportBatch:
        return stage_import(
            organization=organization,
            by=by,
            token=token,
            data=data,
            file_name=file_name,
            read=read,
            **about,
        )

    try:
        return stage(lambda _: reader.within(patience))
    except StillReading:
        note = _note_at(path, by)
        if note is None:
            return stage(lambda _: reader.within(None))
        reader.go_on(note, file_name, lambda: stage(lambda _: reader.within(None)))
    return None


def reading_of(*, by: User, organization: Organization, token: str) -> ReadingState | None:
    """How far the reading of a person's form is; None for a form that nothing is known of."""
    return reading_at(path_of(by, organization, token))


def open_readings(*, by: User, organization: Organization) -> list[FoundReading]:
    """What a person brought in and is read still, or could not be read; the newest first."""
    return [
        found
        for found in found_readings(by, organization)
        if found.state.is_going_on or found.state.refusals
    ]


def forget_reading(*, by: User, organization: Organization, token: str) -> None:
    """Tell no more of a person's file that could not be read."""
    forget_note(path_of(by, organization, token))


def _note_at(path: Path, by: User) -> Note | None:
    """A new note; None where it has to go without."""
    if count_going_on(by) >= MOST_AT_ONCE:
        return None
    forget_notes()
    try:
        return Note(path)
    except OSError:  # no room, or the same form is read at this very moment
        return None


class _Reader:
    """One file that is read in a thread of its own, which only waits for the child."""

    def __init__(self, data: bytes) -> None:
        self._source: Future[Source] = Future()
        self._progress = Progress()
        self._note: Note | None = None
        self._file_name = ""
        self._written_at = 0.0
        self._data = data
        self._thread = threading.Thread(target=self._read, name="reading", daemon=True)

    def within(self, seconds: float | None) -> Source:
        """What was read. Raises StillReading, or what reading raises."""
        if not self._thread.ident:
            self._thread.start()
        try:
            return self._source.result(seconds)
        except TimeoutError:
            raise StillReading from None

    def go_on(self, note: Note, file_name: str, stage: Callable[[], ImportBatch]) -> None:
        """Nobody waits any longer: write how far it is, and at the end stage what was read."""
        self._file_name = file_name
        note.write(ReadingState(file_name=file_name, progress=self._progress))
        self._note = note
        self._source.add_done_callback(lambda _: self._finish(note, stage))

    def _read(self) -> None:
        try:
            self._source.set_result(open_file(self._data, heard=self._hear))
        except BaseException as error:
            self._source.set_exception(error)

    def _hear(self, progress: Progress) -> None:
        self._progress = progress
        now = time.monotonic()
        if self._note and now - self._written_at > _WRITTEN_EVERY:
            self._written_at = now
            self._note.write(ReadingState(file_name=self._file_name, progress=progress))

    def _finish(self, note: Note, stage: Callable[[], ImportBatch]) -> None:
        outcome: dict[str, Any] = {}
        try:
            outcome["batch_id"] = stage().pk
        except UnreadableFile as refusal:
            outcome["refusals"] = (str(refusal),)
        except ValidationError as error:
            outcome["refusals"] = tuple(error.messages)
        except PermissionDenied:
            outcome["refusals"] = (_NO_RIGHT,)
        except Exception:
            _log.exception("a file was read, but not kept")
            outcome["refusals"] = (_FAILED,)
        try:
            note.write(ReadingState(file_name=self._file_name, **outcome))
        finally:
            note.close()
            if threading.current_thread() is self._thread:
                connections.close_all()
