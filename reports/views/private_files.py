"""Files that others brought, sent so that no browser takes them for a page of ours."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

PRIVATE = "private, max-age=0, must-revalidate"
_BLOCK_BYTES = 256 * 1024
_SHOWN = frozenset({"image/jpeg"})  # drawn by us; all else is saved, not opened
# No script, no form, no frame, whatever the file says
_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """`name` is its place in the private storage, `shown_name` what the reader's copy is called."""

    name: str
    sha256: str
    media_type: str
    size_bytes: int
    shown_name: str


def send(request: HttpRequest, sent: SentFile, *, cache_control: str) -> HttpResponseBase:
    """The file, block by block; not even opened for a reader who has it. Raises Http404."""
    tag = f'"{sent.sha256}"'
    response: HttpResponseBase | None = get_conditional_response(request, tag)
    if response is None:
        response = file = _opened(sent)
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


def _opened(sent: SentFile) -> FileResponse:
    try:
        return FileResponse(default_storage.open(sent.name))
    except FileNotFoundError as error:
        raise Http404 from error


def _disposition(sent: SentFile) -> str:
    """RFC 6266: a plain name for old clients, the real one for the rest."""
    kind = "inline" if sent.media_type in _SHOWN else "attachment"
    extension = sent.name.rpartition(".")[2]
    plain = f"evidence-{sent.sha256[:8]}.{extension}"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(sent.shown_name, safe='')}"
