"""The answer in place of a stored file that is not where it was kept, or cannot be fetched now."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.template.loader import render_to_string

from ita_portal.storage import StoreAway
from reports import queries
from reports.kinds import Kind
from reports.models.report import public_address
from reports.queries import StoredFile
from reports.views.file_kinds import downloads_of

_RETRY_SECONDS, _SOON = "3600", "60"
_LOST = (
    "a stored file cannot be read: %s (%s); run verify_versions for all of them and bring "
    "them back from a backup"
)
_AWAY = "the store of files did not answer for %s (%s); see that it runs, and its keys"
_log = logging.getLogger(__name__)


def lost_file(name: str, error: OSError) -> HttpResponse:
    """Of a file that stands by itself, such as a piece of evidence."""
    return _answer(name, error, {})


def lost_download(
    kind: Kind, code: str, year: int, number: int, format_name: str, error: OSError
) -> HttpResponse:
    """Of a published version's file: says which of the others there are, if the store can say."""
    page = public_address(kind, "version_detail", code, year, number)
    name = f"{code}/{year}/{number} {format_name}"
    if isinstance(error, StoreAway):
        return _answer(name, error, {"page": page})
    version = queries.public_version_of(code, year, number, kind)
    files = version.files.all() if version else ()
    there = [
        StoredFile(format=file.format, size_bytes=file.size_bytes, sha256=file.sha256)
        for file in files
        if file.format != format_name and default_storage.exists(str(file.file))
    ]
    context = {
        "downloads": downloads_of(kind, code, year, number, there),
        "page": page,
    }
    return _answer(name, error, context)


def _answer(name: str, error: OSError, context: Mapping[str, object]) -> HttpResponse:
    is_away = isinstance(error, StoreAway)
    _log.error(_AWAY if is_away else _LOST, name, error if is_away else type(error).__name__)
    html = render_to_string(
        "reports/lost_files/lost_file.html", {"place": "true", "is_away": is_away, **context}
    )
    headers = {"Cache-Control": "no-store", "Retry-After": _SOON if is_away else _RETRY_SECONDS}
    return HttpResponse(html, status=503, headers=headers)
