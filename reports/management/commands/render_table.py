"""Draws the official table of a report file; needs no database."""

from __future__ import annotations

import contextlib
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from measures.importing import UnreadableFile, read_file
from measures.inputs import as_json
from measures.management.streams import write_utf8
from reports.layouts import InvalidLayout, layout_for
from reports.rendering import FORMATS
from reports.rendering.worker import RenderFailed
from reports.services.drawing import draw
from reports.snapshot import from_json

_MOST_BYTES = 50 << 20  # the reader refuses what is far smaller, and says so


class Command(BaseCommand):
    """`render_table FILE --format pdf --output OUT`: one file in, one file out."""

    help = "อ่านรายงานจากไฟล์ แล้วจัดทำตารางทางการเป็นไฟล์ชนิดอื่น โดยไม่ใช้ฐานข้อมูล"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ไฟล์รายงาน")
        parser.add_argument("--format", choices=sorted(FORMATS), required=True, help="รูปแบบไฟล์")
        parser.add_argument("--output", type=Path, required=True, help="ไฟล์ที่จะเขียน")

    def handle(self, *args: Any, **options: Any) -> None:
        write_utf8()
        try:
            _refuse_the_source(options["file"], options["output"])
            _refuse_no_file(options["output"])
            _render(options["file"], options["format"], options["output"])
        except (_NoSuchPlace, UnreadableFile, InvalidLayout, RenderFailed) as problem:
            sys.exit(str(problem))


class _NoSuchPlace(Exception):
    """A file cannot be read or written; the message is Thai."""


def _refuse_the_source(source: Path, output: Path) -> None:
    """What is drawn never replaces what it is drawn from: that may be an office's only copy."""
    if source.exists() and output.exists() and source.samefile(output):
        raise _NoSuchPlace(f"เขียนไฟล์ {output} ไม่ได้: เป็นไฟล์รายงานที่จะอ่าน โปรดตั้งชื่อไฟล์ใหม่")


def _refuse_no_file(output: Path) -> None:
    """What can never be written is told before anything is read or drawn."""
    try:
        if output.is_dir():
            raise IsADirectoryError
        if output.exists() and not output.is_file():  # a file would become /dev/null itself
            raise _NoSuchPlace(f"เขียนไฟล์ {output} ไม่ได้: เป็นอุปกรณ์หรือท่อข้อมูล ไม่ใช่ไฟล์")
        if not Path(os.path.realpath(output)).parent.is_dir():
            raise FileNotFoundError
    except OSError as problem:
        raise _NoSuchPlace(f"เขียนไฟล์ {output} ไม่ได้: {_reason(problem)}") from problem


def _render(source: Path, format_name: str, output: Path) -> None:
    report = read_file(_read(source), filename=source.name)
    snapshot = from_json(as_json(report))
    layout = layout_for(report.columns, snapshot.measures)
    _write(output, draw(format_name, snapshot, layout))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as problem:
        raise _NoSuchPlace(f"เปิดไฟล์ {path} ไม่ได้: {_reason(problem)}") from problem


def _write(path: Path, content: bytes) -> None:
    """The whole file or none: it gets its name only when it is complete."""
    place = Path(os.path.realpath(path))  # a link goes on leading to the file
    unfinished = place.parent / f".{place.name}.{os.getpid()}"
    try:
        unfinished.write_bytes(content)
        unfinished.replace(place)
    except OSError as problem:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise _NoSuchPlace(f"เขียนไฟล์ {path} ไม่ได้: {_reason(problem)}") from problem


def _reason(problem: OSError) -> str:
    for kind, words in _REASONS.items():
        if isinstance(problem, kind):
            return words
    return problem.strerror or str(problem)


_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "ไม่มีไฟล์หรือโฟลเดอร์นี้",
    NotADirectoryError: "ไม่มีไฟล์หรือโฟลเดอร์นี้",
    IsADirectoryError: "เป็นโฟลเดอร์ ไม่ใช่ไฟล์",
    PermissionError: "ไม่มีสิทธิ์",
}
