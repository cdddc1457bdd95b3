"""The temporary folders of children, and what is left of them when everything was killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path

PREFIX = "ita-portal-sandbox-"
_NEW_SECONDS = 60.0


class Folder:
    """A folder of one child; locked for as long as the process that made it lives."""

    def __init__(self, parent: Path | None = None) -> None:
        self.path = tempfile.mkdtemp(prefix=PREFIX, dir=parent)
        self._lock = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def forget(self) -> None:
        """Let go of the folder without touching it."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def remove(self) -> None:
        self.forget()
        shutil.rmtree(self.path, ignore_errors=True)


def remove_left_over(parent: Path | None = None) -> list[str]:
    """Remove folders of children whose maker was killed together with them; returns their names.

    Only this user's, and only those that nobody holds. A new one is left alone: its maker may be
    about to lock it.
    """
    removed = []
    before = time.time() - _NEW_SECONDS
    for path in sorted((parent or Path(tempfile.gettempdir())).glob(f"{PREFIX}*")):
        if is_left_over(path, before):
            shutil.rmtree(path, ignore_errors=True)
            removed.append(path.name)
    return removed


def is_left_over(path: Path, before: float) -> bool:
    """Whether a folder of ours was last changed before that time, and nobody holds it."""
    try:
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:  # gone, or no folder of ours
        return False
    try:
        known = os.fstat(folder)
        if known.st_uid != os.getuid() or known.st_mtime > before:
            return False
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(folder)
    return True
