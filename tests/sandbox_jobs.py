"""Functions that tests call in the sandbox."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from ita_portal.sandbox import tell, telling


@dataclass(frozen=True)
class Answer:
    """A value of a module that a test may trust."""

    text: str


class Refusal(ValueError):
    """An exception of a module that a test may trust."""


class Weapon:
    """Something whose reading back would run a program."""

    def __reduce__(self) -> tuple[object, ...]:
        return (os.system, ("true",))


WARMED: list[int] = []


def warm_up() -> None:
    WARMED.append(os.getpid())


def warmed() -> list[int]:
    return WARMED


def add(left: int, right: int) -> int:
    return left + right


def process() -> int:
    return os.getpid()


def answer(text: str) -> Answer:
    return Answer(text)


def weapon() -> Weapon:
    return Weapon()


def refuse() -> None:
    raise Refusal("ไม่ใช่ตาราง")


def fail() -> None:
    raise RuntimeError("ล้มเหลว")


def sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "awake"


def spin() -> None:
    while True:
        pass


def die() -> None:
    os.kill(os.getpid(), 9)


def abort() -> None:
    os.abort()


def allocate(size: int) -> int:
    return len(bytearray(size))


def grow(answer: str) -> str:
    """Take memory as a drawing does; when there is none left, do what libraries do then."""
    kept = []
    try:
        while True:
            kept.append(b"x" * (1 << 20))
            time.sleep(0.002)
    except MemoryError:
        ends = {"abort": os.abort, "exit": lambda: os._exit(0), "raise": fail}
        ends.get(answer, kept.clear)()
    return "as if nothing had been"


def mistake_for_another(size: int) -> None:
    try:
        bytearray(size)
    except MemoryError as error:
        raise ValueError("the file is damaged") from error


def hide(size: int) -> None:
    try:
        bytearray(size)
    except MemoryError:
        raise ValueError("the file is damaged") from None


def connect(address: str, port: int) -> None:
    socket.create_connection((address, port), timeout=1)


def run_program() -> None:
    subprocess.run(["true"], check=True)


def write(path: str) -> str:
    Path(path).write_text("x", "utf-8")
    return Path(path).read_text("utf-8")


def write_own() -> str:
    own = Path(os.environ["TMPDIR"]) / "note.txt"
    own.write_text("x", "utf-8")
    return str(own)


def environment() -> list[str]:
    return sorted(os.environ)


def open_files() -> list[str]:
    """The files that are open, and what they are called."""
    found = []
    for link in sorted(Path("/proc/self/fd").iterdir()):
        with contextlib.suppress(FileNotFoundError):  # the one that listed them
            found.append(str(link.readlink()))
    return found


def interfaces() -> list[str]:
    return sorted(name for _, name in socket.if_nameindex())


def large() -> bytes:
    return bytes(20_000_000)


def slow_process(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def tell_how_far(pages: int) -> str:
    for page in range(1, pages + 1):
        tell("pages", page, pages)
    tell("words", 0, 0)
    return "read"


def tell_nonsense() -> str:
    """As a child would that fell to what it reads."""
    for message in (b"T", b"T{}", b"T[" + b"1," * 500 + b"1]", b"Tnull", b'T["x", -1]'):
        telling._Line.send(message)  # type: ignore[misc]
    return "read"


def tell_without_end() -> None:
    while True:
        telling._Line.send(b'T["x"]')  # type: ignore[misc]
