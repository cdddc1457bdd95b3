"""Files that others brought, sent so that no browser takes them for a page of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response

from measures.services.zipping import Entry, zip_of
from reports.views.lost_files import lost_file

PRIVATE = "private, max-age=0, must-revalidate"
_BLOCK_BYTES = 256 * 1024
_SHOWN = frozenset({"image/jpeg"})  # drawn by us; all else is saved, not opened
# No script, no form, no frame, whatever the file says
_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """`name` is its place in the private storage, `shown_name` what the reader's copy is called.

    `kind` is the plain English word that an old client's copy is called by.
    """

    name: str
    sha256: str
    media_type: str
    size_bytes: int
    shown_name: str
    kind: str = "evidence"


def send(request: HttpRequest, sent: SentFile, *, cache_control: str) -> HttpResponseBase:
    """The file, block by block; not even opened for a reader who has it."""
    tag = f'"{sent.sha256}"'
    response: HttpResponseBase | None = get_conditional_response(request, tag)
    if response is None:
        try:
            response = file = FileResponse(default_storage.open(sent.name))
        except OSError as error:
            return lost_file(sent.name, error)
        file.block_size = _BLOCK_BYTES
        response.headers["Content-Type"] = sent.media_type
        response.headers["Content-Length"] = str(sent.size_bytes)
        response.headers["Content-Disposition"] = _disposition(sent)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = cache_control
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Content-Security-Policy"] = _POLICY
    response._csp_exempt = True  # type: ignore[attr-defined]  # the policy stands above
    return response


def send_zip(
    request: HttpRequest, entries: Sequence[Entry], *, plain_name: str, shown_name: str
) -> HttpResponseBase:
    """An archive for this reader alone, put together while it is sent; not for one who has it."""
    tag = f'"zip-{_digest(entries)}"'
    response: HttpResponseBase | None = get_conditional_response(request, tag)
    if response is None:
        response = StreamingHttpResponse(zip_of(entries), content_type="application/zip")
        response.headers["Content-Disposition"] = _named("attachment", plain_name, shown_name)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = PRIVATE
    return response


def _digest(entries: Iterable[Entry]) -> str:
    """Of what an archive holds; what lies under a stored name never changes."""
    digest = hashlib.sha256()
    for entry in entries:
        digest.update(f"{entry.path}\n{entry.stored_name}\n{len(entry.data)}\n".encode())
        digest.update(entry.data)
    return digest.hexdigest()[:32]


def _disposition(sent: SentFile) -> str:
    kind = "inline" if sent.media_type in _SHOWN else "attachment"
    extension = sent.name.rpartition(".")[2]
    return _named(kind, f"{sent.kind}-{sent.sha256[:8]}.{extension}", sent.shown_name)


def _named(kind: str, plain: str, shown: str) -> str:
    """RFC 6266: a plain name for old clients, the real one for the rest."""
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(shown, safe='')}"
