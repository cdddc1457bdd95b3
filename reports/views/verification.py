"""Whether a file or a code is of a published version: for everyone, and nothing is kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from measures.views.uploads import Fingerprint, dropped_files, fingerprints_only
from reports import queries
from reports.codes import read_code, shown_code
from reports.queries import Verified
from reports.queries.verification import EVIDENCE
from reports.rendering.qr import qr_svg
from reports.services.exports import verify_url
from reports.views.access import public_page
from reports.views.file_kinds import label_of
from reports.views.pages import Page, respond
from reports.views.report_page import Hrefs, region_of, since_href

CODE_MISREAD = "รหัสมี ๘ ตัว เป็นตัวเลขและอักษรอังกฤษ เช่น NR68-7K3M"
NO_FILE = "โปรดเลือกไฟล์ที่ต้องการตรวจสอบ"
FILE_EMPTY = "ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น"
ZIP = b"PK\x03\x04"
FILE_UNREADABLE = "รับไฟล์ได้ไม่ครบ โปรดเลือกไฟล์แล้วลองอีกครั้ง"


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponseBase:
    """The two ways to ask; a file is answered in place, a code leads to its own address.

    A file may come from anywhere: no cookie is read and nothing is changed, so there is nothing
    that a forged form could do.
    """
    if request.method == "POST":
        return _verify_file(request)
    if "code" not in request.GET:
        return respond(request, Page.of_html(_drawn({}), None))
    typed = request.GET["code"]
    code = read_code(typed)
    if code is None:
        error = CODE_MISREAD if typed.strip() else "โปรดพิมพ์รหัสฉบับ"
        return _answer({"typed": typed[:40], "code_error": error}, status=400)
    return HttpResponseRedirect(reverse("public:version_verify", args=[code]))


@public_page
@require_safe
def version_verify(request: HttpRequest, version_code: str) -> HttpResponseBase:
    """The permanent answer of a code, to which the QR codes in printed files lead."""
    read = read_code(version_code)
    if read is None:
        raise Http404
    if read != version_code:
        return HttpResponsePermanentRedirect(reverse("public:version_verify", args=[read]))
    found = queries.verified_code(read)
    if found is None:
        return _answer({"unknown": "code", "typed": shown_code(read)}, status=404)
    return respond(request, Page.of_html(_drawn({"found": found}), None))


@public_page
@require_safe
def version_qr(request: HttpRequest, version_code: str) -> HttpResponseBase:
    """The QR code that the printed files of a version bear."""
    if read_code(version_code) != version_code or queries.verified_code(version_code) is None:
        raise Http404
    return HttpResponse(
        qr_svg(verify_url(version_code)),
        content_type="image/svg+xml",
        headers={"Cache-Control": "public, max-age=86400"},
    )


def _verify_file(request: HttpRequest) -> HttpResponse:
    fingerprints_only(request)
    try:
        file = request.FILES.get("file")
    except (MultiPartParserError, OSError):  # broken off, or no room for what comes in
        return _answer({"file_error": FILE_UNREADABLE}, status=400)
    if dropped_files(request):
        largest = settings.EVIDENCE_FILE_MB
        return _answer({"file_error": _too_large(largest)}, status=413)
    if not isinstance(file, Fingerprint):
        return _answer({"file_error": NO_FILE}, status=400)
    if not file.size:
        return _answer({"file_error": FILE_EMPTY}, status=400)
    found = queries.verified_file(file.sha256)
    unknown = "" if found else "zip" if _is_package(file) else "file"
    return _answer({"found": found, "unknown": unknown, "is_file": True})


def _is_package(file: Fingerprint) -> bool:
    """Whether it may be the package of a version, which is put together anew each time."""
    return file.start.startswith(ZIP) and (file.name or "").lower().endswith(".zip")


def _too_large(megabytes: int) -> str:
    return f"ไฟล์ใหญ่เกิน {megabytes} MB จึงไม่ใช่ไฟล์ที่ออกจากระบบนี้ หรือโปรดตรวจด้วยรหัสแทน"


def _answer(context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return HttpResponse(_drawn(context), status=status, headers={"Cache-Control": "no-store"})


def _drawn(context: dict[str, Any]) -> str:
    found: Verified | None = context.get("found")
    said = {"here": "verify", "max_megabytes": settings.EVIDENCE_FILE_MB, **context}
    if found is not None:
        place = (found.kind, found.organization_code, found.year)
        number = found.version.number
        said |= {
            "code": shown_code(found.code),
            "region": " ".join(region_of(found)),
            "href": Hrefs.at(*place, number),
            "since": since_href(*place, number, found.current) if found.current else "",
            "is_evidence": found.file_format == EVIDENCE,
            "file_label": label_of(found.file_format),
            "fingerprint": " ".join(
                found.sha256[place : place + 8] for place in range(0, len(found.sha256), 8)
            ),
        }
    return render_to_string("reports/verification/verify.html", said)
