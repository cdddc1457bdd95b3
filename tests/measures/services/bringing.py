"""Tables on their way into plans, for the tests of imports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone

from measures.models import FiscalYear, ImportBatch, Organization, User
from measures.services.import_batches import stage_import
from tests.factories import make_fiscal_year, make_superuser

ROOT = Path(__file__).parents[3]
HEADER = "มาตรการ\tขั้นตอน\tระยะเวลา\tผู้รับผิดชอบ\tผลการดำเนินการ\tผลลัพธ์\n"
ROW = "{title}\tจัดทำประกาศ\tไตรมาส ๑\tสำนักปลัด\tมีประกาศ\tประชาชนเชื่อมั่น\n"


def a_table(*titles: str, before: str = "") -> bytes:
    """A report's text form with a row a title."""
    rows = "".join(ROW.format(title=title) for title in titles or ("๑. มาตรการ ก", "๒. มาตรการ ข"))
    return f"{before}{HEADER}{rows}".encode()


def seed(number: str) -> bytes:
    """One of the five real reports."""
    return (ROOT / "measures" / "demo" / f"{number}.txt").read_bytes()


def stage(
    organization: Organization,
    data: bytes = b"",
    *,
    by: User | None = None,
    year: int | None = 2568,
    **fields: Any,
) -> ImportBatch:
    chosen: FiscalYear | None = make_fiscal_year(year) if year else None
    defaults = {"file_name": "รายงาน.txt", "at": timezone.now(), "fiscal_year": chosen}
    return stage_import(
        organization=organization,
        data=data or a_table(),
        by=by or make_superuser(),
        **{**defaults, **fields},
    )
