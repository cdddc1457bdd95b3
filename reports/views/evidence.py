"""Evidence of published versions: pictures and documents of their annex, at permanent addresses."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from reports.queries import frozen_file_of
from reports.views.access import public_page
from reports.views.pages import CACHE_CONTROL
from reports.views.private_files import SentFile, send
from reports.views.public import withdrawn


@public_page
@require_safe
def version_evidence(
    request: HttpRequest, code: str, year: str, number: str, sha256: str
) -> HttpResponseBase:
    file = frozen_file_of(code, int(year), int(number), sha256)
    if file is None:
        return withdrawn(code, int(year), int(number))
    called = "ตรา" if file.is_emblem else "หลักฐาน"
    sent = SentFile(
        name=file.name,
        sha256=file.sha256,
        media_type=file.media_type,
        size_bytes=file.size_bytes,
        shown_name=f"{called} {year}-{code} {sha256[:8]}.{file.extension}",
        kind="emblem" if file.is_emblem else "evidence",
    )
    return send(request, sent, cache_control=CACHE_CONTROL)
