"""A list of some measures of a report, for an auditor to check one by one."""

from __future__ import annotations

import csv
import io
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from ita_portal.thai.numerals import to_thai
from reports import queries
from reports.forms.samples import SampleChoice
from reports.queries import ReportPage
from reports.rendering.grid import Measure, build_grid
from reports.rendering.plain import plain_text
from reports.rendering.write_csv_guarded import guarded
from reports.views.access import public_page
from reports.views.comparison_rows import cells_of
from reports.views.file_names import attachment, in_name
from reports.views.pages import STORE, Page, respond, validity
from reports.views.public import withdrawn
from reports.views.report_page import Hrefs

_FIELDS = {
    "measure": "มาตรการ",
    "period": "ระยะเวลา",
    "owners": "ผู้รับผิดชอบ",
    "outputs": "ผลการดำเนินการ",
    "outcomes": "ผลลัพธ์",
}
_HEADINGS = ("ลำดับ", *_FIELDS.values(), "ที่อยู่", "ผลการตรวจ", "หมายเหตุ")


@public_page
@require_safe
def version_sample(request: HttpRequest, code: str, year: str, number: str) -> HttpResponseBase:
    """Every so many measures as CSV, with room for what the auditor finds."""
    stamp = queries.report_stamp(code, int(year))
    if stamp is None:
        return withdrawn(code, int(year), int(number))
    wanted = SampleChoice.read(request.GET)
    draw = partial(_written, code, int(year), int(number), wanted)
    try:
        page = STORE.get(("sample", code, year, number, wanted, stamp), draw)
    except Http404:
        return withdrawn(code, int(year), int(number))
    return respond(request, page)


def _written(code: str, year: int, number: int, wanted: SampleChoice) -> Page:
    page = queries.report_page(code, year, number)
    if page is None:
        raise Http404
    measures = build_grid(page.snapshot, page.layout).measures
    address = settings.SITE_URL + Hrefs.of(page.report, number).version
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADINGS)
    for place in wanted.of(len(measures)):
        writer.writerow(_line(place + 1, measures[place], address))
    body = out.getvalue().encode("utf-8-sig")
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": _names(page, number),
        **validity(None),
    }
    return Page(body=body, tag=sha256(body).hexdigest()[:32], headers=headers, changed_at=None)


def _line(number: int, measure: Measure, address: str) -> list[str]:
    cells, _ = cells_of(measure)
    said = (guarded(plain_text(cells.get(field, ()))) for field in _FIELDS)
    return [str(number), *said, f"{address}#{measure.anchor}", "", ""]


def _names(page: ReportPage, number: int) -> str:
    report = page.report
    place = f"{in_name(report.organization_name)} พ.ศ. {report.year} ฉบับที่ {number}"
    plain = f"ita-sample-{report.year}-{report.code}-v{number}.csv"
    return attachment(plain, to_thai(f"รายการสุ่มตรวจ {place}") + ".csv")
