"""Opens a public address as a stranger would: without a session, from outside the process."""

from __future__ import annotations

import html
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from ita_portal.thai.numerals import to_arabic, to_thai
from ita_portal.thai.text import squash

_SECONDS = 10.0
_MOST_BYTES = 4 << 20
_AGENT = "ita_portal link check"


@dataclass(frozen=True, kw_only=True)
class LinkCheck:
    """What was found; `problem` is "" when the link can be answered with."""

    problem: str = ""

    @property
    def is_good(self) -> bool:
        return not self.problem


def check_link(
    link: str, *, organization: str, year: int, number: int, noun: str = "รายงาน"
) -> LinkCheck:
    """Whether the page opens without signing in, and is this version's.

    `link` is one of ours; no redirect is followed, as assessors must come to the report at once.
    """
    status, body = _open(link)
    if status != HTTPStatus.OK:
        return LinkCheck(problem=_problem(status, noun))
    text = squash(to_arabic(html.unescape(body)))
    for words, problem in (
        (organization, f"หน้าที่เปิดได้ไม่มีชื่อหน่วยงานนี้ โปรดตรวจว่าเป็น{noun}ของหน่วยงาน"),
        (f'aria-current="page">ปีงบประมาณ พ.ศ.{year}<', f"หน้าที่เปิดได้ไม่ใช่{noun}ปีงบประมาณ พ.ศ. {year}"),
        (f"/versions/{number}/", f"หน้าที่เปิดได้ไม่ใช่ฉบับที่ {number}"),
    ):
        if squash(to_arabic(words)) not in text:
            return LinkCheck(problem=to_thai(problem))
    return LinkCheck()


def check_opens(link: str) -> LinkCheck:
    """Whether an address of ours opens without signing in, whatever stands there."""
    status, _ = _open(link)
    return LinkCheck(problem="" if status == HTTPStatus.OK else _problem(status))


def _problem(status: int | None, noun: str = "รายงาน") -> str:
    if status is None:
        return "เปิดไม่ได้: เครื่องแม่ข่ายไม่ตอบที่ที่อยู่นี้ โปรดแจ้งผู้ดูแลระบบ"
    if status == HTTPStatus.GONE:
        return f"{noun}ที่ที่อยู่นี้ถอนเผยแพร่แล้ว จึงใช้ตอบไม่ได้"
    code = to_thai(str(status))
    return f"เปิดไม่ได้โดยไม่เข้าสู่ระบบ เครื่องแม่ข่ายตอบรหัส {code} โปรดแจ้งผู้ดูแลระบบ"


def _open(link: str) -> tuple[int | None, str]:
    """The status and the text of the page; no status where nothing answers."""
    import http.client  # noqa: PLC0415 -- slow import
    import urllib.error  # noqa: PLC0415 -- slow import
    import urllib.request  # noqa: PLC0415 -- slow import

    class NoRedirect(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any, **__: Any) -> None:
            return None

    # no proxy: what the machine's environment says of others is not for our own address
    opener = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))
    request = urllib.request.Request(link, headers={"User-Agent": _AGENT})  # noqa: S310 -- ours
    try:
        with opener.open(request, timeout=_SECONDS) as answer:
            return answer.status, answer.read(_MOST_BYTES).decode(errors="replace")
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, ""
    except (OSError, http.client.HTTPException, ValueError):
        return None, ""
