"""Files of published versions, sent as they were stored."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache, partial
from pathlib import Path

from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from ita_portal.thai.numerals import to_thai
from measures.services.zipping import zip_of
from reports import queries
from reports.kinds import Kind
from reports.models import ReportVersion
from reports.queries import Download, Stamp, download_of, report_stamp
from reports.rendering import FORMATS
from reports.services.packages import lost_names, package_of
from reports.views.access import public_page
from reports.views.file_names import attachment, in_name
from reports.views.lost_files import lost_download
from reports.views.pages import CACHE_CONTROL, MAX_PAGE_BYTES, STORE, Page, respond, validity
from reports.views.public import withdrawn

BLOCK_BYTES = 256 * 1024
KNOWN_FILES = 512
_DATA = frozenset({"json", "csv"})  # what pages of others may read by their scripts
_OPEN = {"Access-Control-Allow-Origin": "*"}
SCHEMA_FILE = Path(__file__).resolve().parents[1] / "report.schema.json"


@public_page
@require_safe
def version_pdf(
    request: HttpRequest, code: str, year: str, number: str, kind: Kind = Kind.REPORT
) -> HttpResponseBase:
    return _send(request, code, int(year), int(number), "pdf", kind)


@public_page
@require_safe
def version_json(
    request: HttpRequest, code: str, year: str, number: str, kind: Kind = Kind.REPORT
) -> HttpResponseBase:
    return _send(request, code, int(year), int(number), "json", kind)


@public_page
@require_safe
def version_file(
    request: HttpRequest,
    code: str,
    year: str,
    number: str,
    format_name: str,
    kind: Kind = Kind.REPORT,
) -> HttpResponseBase:
    return _send(request, code, int(year), int(number), format_name, kind)


def _send(
    request: HttpRequest, code: str, year: int, number: int, format_name: str, kind: Kind
) -> HttpResponseBase:
    stamp = report_stamp(code, year, kind)
    if stamp is None:
        return withdrawn(code, year, number, kind)
    try:
        download = known_download(stamp, code, year, number, format_name, kind)
    except Http404:
        return withdrawn(code, year, number, kind)
    key = ("file", code, year, number, format_name, stamp)
    try:
        if download.size_bytes > MAX_PAGE_BYTES:
            return _stream(request, download)
        return respond(request, STORE.get(key, partial(_read, download)))
    except OSError as error:
        return lost_download(kind, code, year, number, format_name, error)


@lru_cache(maxsize=KNOWN_FILES)
def known_download(
    stamp: Stamp, code: str, year: int, number: int, format_name: str, kind: Kind
) -> Download:
    """What there is to send; files are written once, so while the stamp is the same it stays."""
    download = download_of(code, year, number, format_name, kind)
    if download is None:
        raise Http404
    return download


def _read(download: Download) -> Page:
    with default_storage.open(download.name) as file:
        body = file.read()
    return Page(
        body=body,
        tag=download.sha256,
        headers=_headers(download),
        changed_at=int(download.made_at.timestamp()),
    )


def _stream(request: HttpRequest, download: Download) -> HttpResponseBase:
    """A large file, block by block; not even opened for a reader who has it."""
    tag, changed_at = f'"{download.sha256}"', int(download.made_at.timestamp())
    headers = {**_headers(download), "ETag": tag, "Content-Length": str(download.size_bytes)}
    response: HttpResponseBase | None = get_conditional_response(request, tag, changed_at)
    if response is None:
        response = file = FileResponse(default_storage.open(download.name))
        file.block_size = BLOCK_BYTES
    else:
        headers = {"ETag": tag, **validity(changed_at)}
    for name, value in headers.items():
        response.headers[name] = value
    return response


@public_page
@require_safe
def version_zip(request: HttpRequest, code: str, year: str, number: str) -> HttpResponseBase:
    """All files of a version with its evidence, put together while it is sent."""
    version = queries.public_version_of(code, int(year), int(number))
    if version is None:
        return withdrawn(code, int(year), int(number))
    tag = f'"zip-2-{_content_of(version)}"'
    response: HttpResponseBase | None = get_conditional_response(request, tag)
    if response is None:
        # who asks for the head alone has nothing put together
        entries = package_of(version, code=code, year=int(year)) if request.method == "GET" else []
        response = StreamingHttpResponse(zip_of(entries), content_type="application/zip")
        place = (Kind.REPORT, code, int(year), version.number, version.organization_name)
        names = _names(*place, ".zip")
        response.headers["Content-Disposition"] = names
        if lost_names(version):  # it says what it lacks, and may be whole the next time
            response.headers["Cache-Control"] = "no-store"
            return response
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = CACHE_CONTROL
    return response


def _content_of(version: ReportVersion) -> str:
    """Changes with the files that there are; what each is never changes."""
    parts = [version.sha256, *(file.sha256 for file in version.files.all())]
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:32]


def _headers(download: Download) -> dict[str, str]:
    form = FORMATS[download.format]
    ending = f"{form.tail}.{form.extension}"
    place = (download.kind, download.code, download.year, download.number)
    described = {"Link": f'<{reverse("public:report_schema")}>; rel="describedby"'}
    return {
        "Content-Type": form.media_type,
        "Content-Disposition": _names(*place, download.organization_name, ending),
        **(described if download.format == "json" else {}),
        **(_OPEN if download.format in _DATA else {}),
        **validity(int(download.made_at.timestamp())),
    }


def _names(kind: Kind, code: str, year: int, number: int, organization: str, ending: str) -> str:
    thai = to_thai(f"{kind.noun} {in_name(organization)} พ.ศ. {year} ฉบับที่ {number}")
    return attachment(f"ita-{kind.value}-{year}-{code}-v{number}{ending}", thai + ending)


@public_page
@require_safe
def report_schema(request: HttpRequest) -> HttpResponseBase:
    """What the JSON files of versions look like, for programs that check them."""
    return respond(request, _schema())


@cache
def _schema() -> Page:
    body = SCHEMA_FILE.read_bytes()
    headers = {
        "Content-Type": "application/schema+json",
        **_OPEN,
        **validity(None),
    }
    tag = hashlib.sha256(body).hexdigest()[:32]
    return Page(body=body, tag=tag, headers=headers, changed_at=None)
