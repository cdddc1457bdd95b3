"""Tables on their way into plans, for the tests of imports."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from ita_portal.sandbox import shared_slots
from measures.importing import Source, open_file
from measures.models import FiscalYear, ImportBatch, Organization, User
from measures.services.import_batches import stage_import
from tests.factories import make_fiscal_year, make_superuser

ROOT = Path(__file__).parents[3]
HEADER = "มาตรการ\tขั้นตอน\tระยะเวลา\tผู้รับผิดชอบ\tผลการดำเนินการ\tผลลัพธ์\n"
ROW = "{title}\tจัดทำประกาศ\tไตรมาส ๑\tสำนักปลัด\tมีประกาศ\tประชาชนเชื่อมั่น\n"


@contextmanager
def all_readers_busy() -> Iterator[None]:
    """As when other files are read: what is brought in waits until the block ends."""
    folder = shared_slots("import")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = [(folder / f"slot-{number}").open("a") for number in range(os.cpu_count() or 1)]
    for file in files:
        fcntl.flock(file, fcntl.LOCK_EX)
    yield
    for file in files:
        file.close()


def wait_for_readers() -> None:
    """Until what is read on after its request is read."""
    for thread in threading.enumerate():
        if thread.name == "reading":
            thread.join()


def a_table(*titles: str, before: str = "") -> bytes:
    """A report's text form with a row a title."""
    rows = "".join(ROW.format(title=title) for title in titles or ("๑. มาตรการ ก", "๒. มาตรการ ข"))
    return f"{before}{HEADER}{rows}".encode()


def seed(number: str) -> bytes:
    """One of the five real reports."""
    return (ROOT / "measures" / "demo" / f"{number}.txt").read_bytes()


@cache
def read_once(data: bytes) -> Source:
    """What a child read of these bytes when they were first asked for; a source never changes."""
    return open_file(data)


def stage(
    organization: Organization,
    data: bytes = b"",
    *,
    by: User | None = None,
    year: int | None = 2568,
    **fields: Any,
) -> ImportBatch:
    """An import that waits. With `read=open_file` a child of its own reads it, as for a person."""
    chosen: FiscalYear | None = make_fiscal_year(year) if year else None
    defaults: dict[str, Any] = {"file_name": "รายงาน.txt", "at": timezone.now()}
    defaults |= {"fiscal_year": chosen, "read": read_once}
    return stage_import(
        organization=organization,
        data=data or a_table(),
        by=by or make_superuser(),
        **{**defaults, **fields},
    )
