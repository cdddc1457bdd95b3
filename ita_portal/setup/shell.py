"""Running other programs during set-up, and telling what goes on."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"


class SetupFailed(Exception):
    """What is missing or went wrong, and what to do about it, for the person at the keyboard."""


def in_words(error: OSError) -> str:
    """A refusal of the system, with the file and what to look at."""
    if not error.filename:
        return str(error)
    return (
        f"{error.filename}: {error.strerror}. Look whom it belongs to, whether it may be written, "
        "and whether the disk is full."
    )


def say(text: str) -> None:
    print(f"-- {text}", flush=True)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Two set-ups of the same things would undo each other: the second waits for the first.

    The folder itself is locked, so that nothing is left behind, not even by a kill.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another set-up to end")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def run(
    args: Sequence[str | Path],
    *,
    why: str,
    env: Mapping[str, str] | None = None,
    quiet: bool = True,
) -> None:
    """Run a program in the project's folder; if `quiet`, show its output only when it fails."""
    done = subprocess.run(
        [str(arg) for arg in args],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        check=False,
    )
    if done.returncode:
        if done.stdout:
            sys.stderr.buffer.write(done.stdout)
        command = " ".join(str(arg) for arg in args)
        raise SetupFailed(f"{why} failed with status {done.returncode}: {command}")


def answers(args: Sequence[str | Path]) -> bool:
    """Whether a program is there and ends well."""
    try:
        done = subprocess.run(
            [str(arg) for arg in args],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
