"""The portal's own troubles: a full disk, a database or a store of files that cannot be reached.

Nothing was written, for every write is one transaction. What was typed is shown, to be sent again.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from csp.utils import build_policy
from django.conf import settings
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.views import defaults

from ita_portal.storage import StoreAway
from measures.views.unsaved import is_from_here, sent_pairs, typed_texts

_RETRY_SECONDS = "60"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """`short` is for a line beside what was typed, `words` for a page, `logged` for the log."""

    title: str
    short: str
    words: str
    logged: str


FULL = Trouble(
    title="พื้นที่จัดเก็บข้อมูลเต็ม",
    short="พื้นที่จัดเก็บข้อมูลของระบบเต็ม โปรดแจ้งผู้ดูแลระบบ",
    words="ระบบบันทึกเพิ่มไม่ได้ ยังไม่มีสิ่งใดเปลี่ยน ข้อมูลที่บันทึกแล้วอยู่ครบและเปิดอ่านได้ "
    "โปรดแจ้งผู้ดูแลระบบให้เพิ่มพื้นที่ แล้วลองอีกครั้ง",
    logged="the database's disk is full: nothing was changed; make room on it",
)
UNWRITABLE = Trouble(
    title="บันทึกข้อมูลไม่ได้ชั่วคราว",
    short="ระบบบันทึกข้อมูลไม่ได้ชั่วคราว โปรดแจ้งผู้ดูแลระบบ",
    words="ระบบเขียนฐานข้อมูลไม่ได้ ยังไม่มีสิ่งใดเปลี่ยน โปรดแจ้งผู้ดูแลระบบพร้อมเวลาที่พบ แล้วลองอีกครั้ง",
    logged="the database cannot be written: nothing was changed; look at its disk and its rights",
)
BUSY = Trouble(
    title="มีผู้บันทึกพร้อมกันจำนวนมาก",
    short="มีผู้บันทึกพร้อมกันจำนวนมาก",
    words="ระบบรอนานเกินกำหนด ยังไม่มีสิ่งใดเปลี่ยน โปรดรอหนึ่งนาทีแล้วลองอีกครั้ง หากพบซ้ำ โปรดแจ้งผู้ดูแลระบบ",
    logged="the database stayed locked past the wait: nothing was changed",
)
AWAY = Trouble(
    title="ติดต่อฐานข้อมูลไม่ได้ชั่วคราว",
    short="ระบบติดต่อฐานข้อมูลไม่ได้ โปรดแจ้งผู้ดูแลระบบ",
    words="ข้อมูลที่บันทึกแล้วยังอยู่ครบ โปรดรอสักครู่แล้วลองอีกครั้ง "
    "หากเพิ่งกดบันทึก โปรดตรวจว่าบันทึกแล้วหรือยังก่อนส่งซ้ำ หากพบซ้ำ โปรดแจ้งผู้ดูแลระบบพร้อมเวลาที่พบ",
    logged="the database cannot be reached: see that its server runs and answers",
)
STORE = Trouble(
    title="ติดต่อที่เก็บไฟล์ไม่ได้ชั่วคราว",
    short="ระบบติดต่อที่เก็บไฟล์ไม่ได้ โปรดรอสักครู่แล้วลองอีกครั้ง",
    words="ยังไม่มีสิ่งใดเปลี่ยน ไฟล์และข้อมูลที่บันทึกแล้วยังอยู่ครบ โปรดรอสักครู่แล้วลองอีกครั้ง "
    "หากพบซ้ำ โปรดแจ้งผู้ดูแลระบบพร้อมเวลาที่พบ",
    logged="the store of private files cannot be reached: see that it answers, and its keys",
)
# https://www.sqlite.org/rescode.html; the low byte of an extended code is the plain one
_SQLITE = {5: BUSY, 6: BUSY, 8: UNWRITABLE, 10: UNWRITABLE, 13: FULL, 14: AWAY}
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL = {
    "53100": FULL,
    "25006": UNWRITABLE,
    "58030": UNWRITABLE,
    "40001": BUSY,
    "40P01": BUSY,
    "55P03": BUSY,
    "57014": BUSY,
}
_POSTGRESQL_CLASSES = {"08": AWAY, "53": AWAY, "57": AWAY}


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of 500; of 503 where database or store, and not our code, is the reason."""
    trouble = trouble_of(sys.exc_info()[1])
    response = _page(request, trouble) if trouble else defaults.server_error(request)
    add_never_cache_headers(response)
    # a page that is the same for everyone fails outside of what would write these
    response.headers.setdefault("Content-Security-Policy", build_policy())
    response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
    return response


def trouble_of(error: BaseException | None) -> Trouble | None:
    """What is the matter with database or store; None where it is something else."""
    for each in _chain(error):
        if isinstance(each, StoreAway):
            return STORE
        if isinstance(each, (OperationalError, InterfaceError, InternalError)):
            return _of_driver(each)
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _of_driver(error: DatabaseError | InterfaceError) -> Trouble | None:
    said = error.__cause__
    code = getattr(said, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    state = getattr(said, "sqlstate", "")
    if state is None:  # no server said it: there is no connection, or it broke
        return AWAY
    return _POSTGRESQL.get(state) or _POSTGRESQL_CLASSES.get(state[:2])


def _page(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    _log.error(trouble.logged)
    response: HttpResponse
    if request.headers.get("Accept") == "application/json":
        said = {"refusal": trouble.short, "message": trouble.short}  # one name for each script
        response = JsonResponse(said, status=503)
    else:
        response = HttpResponse(_drawn(request, trouble), status=503)
    response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def _drawn(request: HttpRequest, trouble: Trouble) -> str:
    """Without asking the database: neither who is there nor what their bar shows."""
    texts = typed_texts(request) if request.method == "POST" and is_from_here(request) else []
    pairs = sent_pairs(request) if texts else []
    context = {
        "trouble": trouble,
        "texts": texts,
        "pairs": pairs,
        "address": request.get_full_path(),
        "has_files": bool(texts and request.FILES),
    }
    return render_to_string("503.html", context)
