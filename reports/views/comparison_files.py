"""A comparison to take away: one line a measure, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from reports import queries
from reports.forms.comparison import ComparisonChoice
from reports.rendering.plain import plain_text
from reports.rendering.write_csv_guarded import guarded
from reports.services.comparison import ComparedIssue
from reports.views.access import public_page
from reports.views.comparison import laid_out
from reports.views.comparison_rows import Side, cells_of
from reports.views.file_names import attachment
from reports.views.pages import STORE, Page, respond, validity

_FIELDS = {
    "measure": "มาตรการ",
    "steps": "ขั้นตอน",
    "period": "ระยะเวลา",
    "owners": "ผู้รับผิดชอบ",
    "outputs": "ผลการดำเนินการ",
    "outcomes": "ผลลัพธ์",
    "suggestions": "ข้อเสนอแนะ",
    "extra": "ช่องอื่น",
}
_HEADINGS = (
    *("ประเด็นที่", "ประเด็น", "จัดเข้าประเด็น", "หน่วยงาน", "จังหวัด", "ปีงบประมาณ", "ฉบับที่"),
    *_FIELDS.values(),
    "ที่อยู่",
)


@public_page
@require_safe
def report_compare_csv(request: HttpRequest) -> HttpResponseBase:
    """All fields of the measures side by side, guarded against formulas."""
    wanted = ComparisonChoice.read(request.GET)
    key = ("compare-csv", queries.site_stamp(), wanted.reports)
    return respond(request, STORE.get(key, partial(_written, wanted)))


def _written(wanted: ComparisonChoice) -> Page:
    laid = laid_out(wanted)
    if not laid.sides:
        raise Http404
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADINGS)
    for issue in laid.compared.issues:
        writer.writerows(_lines(issue, laid.sides))
    body = out.getvalue().encode("utf-8-sig")
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": attachment("ita-compare.csv", "เปรียบเทียบรายงาน.csv"),
        **validity(None),
    }
    return Page(body=body, tag=sha256(body).hexdigest()[:32], headers=headers, changed_at=None)


def _lines(issue: ComparedIssue, sides: list[Side]) -> Iterator[list[str]]:
    """The measures of an issue, those of one line of the page one below the other."""
    for line in issue.lines:
        for place, side in zip(line, sides, strict=True):
            if place is None:
                continue
            measure, report = side.grid.measures[place], side.report
            cells, _ = cells_of(measure)
            yield [
                str(issue.number or ""),
                guarded(issue.heading),
                "โดยประมาณ" if place in side.guessed else "ตามรายงาน" if issue.heading else "",
                guarded(report.organization_name),
                guarded(report.province),
                str(report.year),
                str(report.version_number),
                *(guarded(plain_text(cells.get(field, ()))) for field in _FIELDS),
                f"{settings.SITE_URL}{side.href}#{measure.anchor}",
            ]
