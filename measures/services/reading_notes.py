"""What is known of files that are read for longer than their request lasts: a note each.

A note is a file on the machine that reads, with a lock that is held as long as somebody does: so a
process that was killed in the midst of it is told from one that is at work.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from measures.importing import Progress
from measures.importing.progress import Stage
from measures.models import Organization, User

_KEPT_SECONDS = 24 * 3600
_BROKEN_OFF = "การอ่านหยุดไปกลางคัน โปรดเลือกไฟล์แล้วลองอีกครั้ง"


@dataclass(frozen=True, kw_only=True)
class ReadingState:
    """How a reading stands: it goes on, or it brought an import, or it was refused in Thai."""

    file_name: str
    progress: Progress = field(default_factory=Progress)
    batch_id: int | None = None
    refusals: tuple[str, ...] = ()

    @property
    def is_going_on(self) -> bool:
        return self.batch_id is None and not self.refusals


@dataclass(frozen=True, kw_only=True)
class FoundReading:
    """A reading of a person, with the token of its form and when it was last told of."""

    token: str
    state: ReadingState
    told_at: datetime


class Note:
    """Written by whoever reads. Raises BlockingIOError where the same form is read already."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = _lock_of(path).open("a")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise

    def write(self, reading: ReadingState) -> None:
        """Put in the place of what stood there, all at once."""
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps(asdict(reading)), "utf-8")
        new.replace(self._path)

    def close(self) -> None:
        self._lock.close()


def path_of(by: User, organization: Organization, token: str) -> Path:
    """Where the note of a person's form is, for a token of our forms; found by nobody else's."""
    return _folder() / f"{by.pk}-{organization.pk}-{token}.json"


def reading_at(path: Path) -> ReadingState | None:
    """What a note says; None where there is none."""
    is_at_work = _is_locked(path)  # first: what ended since has written its last word
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    progress = said["progress"] | {"stage": Stage(said["progress"]["stage"])}
    reading = ReadingState(
        file_name=said["file_name"],
        progress=Progress(**progress),
        batch_id=said["batch_id"],
        refusals=tuple(said["refusals"]),
    )
    if reading.is_going_on and not is_at_work:
        return ReadingState(file_name=reading.file_name, refusals=(_BROKEN_OFF,))
    return reading


def count_going_on(by: User) -> int:
    """How many files of a person are read just now."""
    return sum(_is_locked(path.with_suffix(".json")) for path in _locks(by))


def found_readings(by: User, organization: Organization) -> list[FoundReading]:
    """What a person's notes of the last day say, the newest first."""
    start = f"{by.pk}-{organization.pk}-"
    found = []
    for path in _folder().glob(f"{start}*.json"):
        state = reading_at(path)
        with contextlib.suppress(OSError):  # forgotten meanwhile
            told_at = path.stat().st_mtime
            if state and told_at > time.time() - _KEPT_SECONDS:
                token = path.stem.removeprefix(start)
                at = datetime.fromtimestamp(told_at, UTC)
                found.append(FoundReading(token=token, state=state, told_at=at))
    return sorted(found, key=lambda each: each.told_at, reverse=True)


def forget_note(path: Path) -> None:
    """Remove a note, unless its file is read just now."""
    if not _is_locked(path):
        path.unlink(missing_ok=True)
        _lock_of(path).unlink(missing_ok=True)


def forget_notes() -> None:
    """Remove the notes that nobody asks for any more."""
    before = time.time() - _KEPT_SECONDS
    for lock in _locks():
        with contextlib.suppress(OSError):
            if lock.stat().st_mtime < before:
                forget_note(lock.with_suffix(".json"))


def _locks(by: User | None = None) -> Iterator[Path]:
    return _folder().glob(f"{by.pk}-*.lock" if by else "*.lock")


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "readings"


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")


def _is_locked(path: Path) -> bool:
    try:
        lock = os.open(_lock_of(path), os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False
