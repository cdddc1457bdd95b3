"""Files of published versions, sent as they were stored."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from ita_portal.thai.numerals import to_thai
from reports.queries import Download, Stamp, download_of, report_stamp
from reports.rendering import FORMATS
from reports.views.access import public
from reports.views.pages import add_validators

# a published file is mostly smaller than one block, so it leaves in one piece
BLOCK_BYTES = 256 * 1024
KNOWN_FILES = 512


@public
@require_safe
def version_pdf(request: HttpRequest, code: str, year: str, number: str) -> HttpResponseBase:
    return _send(request, code, year, number, "pdf")


@public
@require_safe
def version_json(request: HttpRequest, code: str, year: str, number: str) -> HttpResponseBase:
    return _send(request, code, year, number, "json")


def _send(
    request: HttpRequest, code: str, year: str, number: str, format_name: str
) -> HttpResponseBase:
    stamp = report_stamp(code, int(year))
    if stamp is None:
        raise Http404
    download = _known(stamp, code, int(year), int(number), format_name)
    tag, changed_at = f'"{download.sha256}"', int(download.made_at.timestamp())
    unchanged = get_conditional_response(request, tag, changed_at)
    if unchanged is not None:
        add_validators(unchanged, tag=tag, changed_at=changed_at)
        return unchanged
    form = FORMATS[format_name]
    response = FileResponse(default_storage.open(download.name), content_type=form.media_type)
    response.block_size = BLOCK_BYTES
    plain = f"ita-report-{year}-{code}-v{number}.{form.extension}"
    response.headers["Content-Disposition"] = _disposition(
        plain, _thai_name(download, year, number, form.extension)
    )
    response.headers["Content-Length"] = str(download.size_bytes)
    add_validators(response, tag=tag, changed_at=changed_at)
    return response


@lru_cache(maxsize=KNOWN_FILES)
def _known(stamp: Stamp, code: str, year: int, number: int, format_name: str) -> Download:
    """What there is to send; files are written once, so while the stamp is the same it stays."""
    download = download_of(code, year, number, format_name)
    if download is None:
        raise Http404
    return download


def _thai_name(download: Download, year: str, number: str, extension: str) -> str:
    """A name that fits the 255 bytes of common file systems, three of them a Thai letter."""
    name = download.organization_name.replace("/", "-").replace("\\", "-")[:48]
    return to_thai(f"รายงาน {name} พ.ศ. {year} ฉบับที่ {number}") + f".{extension}"


def _disposition(plain: str, thai: str) -> str:
    """RFC 6266: the plain name for old clients, the Thai one for the rest."""
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(thai, safe='')}"
