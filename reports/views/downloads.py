"""Files of published versions, sent as they were stored."""

from __future__ import annotations

from functools import lru_cache, partial
from urllib.parse import quote

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from ita_portal.thai.numerals import to_thai
from reports.queries import Download, Stamp, download_of, report_stamp
from reports.rendering import FORMATS
from reports.views.access import public_page
from reports.views.pages import MAX_PAGE_BYTES, STORE, Page, respond, validity
from reports.views.public import withdrawn

BLOCK_BYTES = 256 * 1024
KNOWN_FILES = 512


@public_page
@require_safe
def version_pdf(request: HttpRequest, code: str, year: str, number: str) -> HttpResponseBase:
    return _send(request, code, int(year), int(number), "pdf")


@public_page
@require_safe
def version_json(request: HttpRequest, code: str, year: str, number: str) -> HttpResponseBase:
    return _send(request, code, int(year), int(number), "json")


def _send(
    request: HttpRequest, code: str, year: int, number: int, format_name: str
) -> HttpResponseBase:
    stamp = report_stamp(code, year)
    if stamp is None:
        return withdrawn(code, year, number)
    try:
        download = known_download(stamp, code, year, number, format_name)
    except Http404:
        return withdrawn(code, year, number)
    if download.size_bytes > MAX_PAGE_BYTES:
        return _stream(request, download)
    key = ("file", code, year, number, format_name, stamp)
    return respond(request, STORE.get(key, partial(_read, download)))


@lru_cache(maxsize=KNOWN_FILES)
def known_download(stamp: Stamp, code: str, year: int, number: int, format_name: str) -> Download:
    """What there is to send; files are written once, so while the stamp is the same it stays."""
    download = download_of(code, year, number, format_name)
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


def _headers(download: Download) -> dict[str, str]:
    form = FORMATS[download.format]
    plain = f"ita-report-{download.year}-{download.code}-v{download.number}.{form.extension}"
    # RFC 6266: the plain name for old clients, the Thai one for the rest
    names = f"filename=\"{plain}\"; filename*=UTF-8''{quote(_thai_name(download), safe='')}"
    return {
        "Content-Type": form.media_type,
        "Content-Disposition": f"attachment; {names}",
        **validity(int(download.made_at.timestamp())),
    }


def _thai_name(download: Download) -> str:
    """A name that fits the 255 bytes of common file systems, three of them a Thai letter."""
    name = download.organization_name.replace("/", "-").replace("\\", "-")[:48]
    words = to_thai(f"รายงาน {name} พ.ศ. {download.year} ฉบับที่ {download.number}")
    return f"{words}.{FORMATS[download.format].extension}"
