"""A form that could not be taken: what was typed into it is shown to its writer, never thrown away.

A person may have been signed out, lost a role, or had the plan locked or the measure taken away by
another while they wrote. Only forms about plans and organizations are shown: none of them asks for
a password.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views import defaults

TOO_MUCH = "too-much"  # in the query of a page whose form had more text than the portal takes
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "base", "seen"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
SIGNED_OUT = "ท่านออกจากระบบแล้ว เปิดหน้าเข้าสู่ระบบในแท็บใหม่ เข้าสู่ระบบ แล้วกลับมากดส่งอีกครั้งที่หน้านี้"
OLD_PAGE = "หน้านี้เปิดไว้ก่อนเข้าสู่ระบบครั้งล่าสุด โปรดตรวจข้อความ แล้วกดส่งอีกครั้ง"
GONE = "สิ่งที่ท่านแก้ไขถูกย้ายหรือลบไปแล้ว คัดลอกข้อความด้านล่างเก็บไว้ได้"
NO_RIGHT = "บัญชีนี้ไม่มีสิทธิ์แก้ไขส่วนนี้แล้ว คัดลอกข้อความด้านล่างเก็บไว้ได้"


def typed_texts(request: HttpRequest) -> list[str]:
    """What a person wrote into the form of this request, in its order; not what was chosen."""
    view = request.resolver_match.func if request.resolver_match else None
    is_ours = getattr(view, "access", "").startswith(("plan: ", "organization: "))
    if request.method != "POST" or not is_ours or request.content_type not in _FORMS:
        return []
    if request.headers.get("Accept") == "application/json":  # a script keeps its texts itself
        return []
    before = _before(request.POST.get("base", ""))
    sent = {name: str(text).replace("\r\n", "\n") for name, text in request.POST.items()}
    return [
        text
        for name, text in sent.items()
        if name not in _NOT_TYPED and _is_typed(text) and text != before.get(name)
    ]


def sent_pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """All that a form sent, but for its files: what is needed to send it again."""
    return [(name, str(text)) for name, row in request.POST.lists() for text in row]


def unsaved(
    request: HttpRequest, words: str, *, status: int, is_sent_again: bool = False
) -> HttpResponse | None:
    """The page with what was typed; None where nothing was. `words` say why it was not saved."""
    texts = typed_texts(request)
    if not texts:
        return None
    pairs = sent_pairs(request)
    context = {
        "words": words,
        "texts": texts,
        "is_sent_again": is_sent_again,
        "pairs": [pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"],
        "has_files": bool(request.FILES),
    }
    response = render(request, "measures/unsaved/unsaved.html", context, status=status)
    add_never_cache_headers(response)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Setting CSRF_FAILURE_VIEW. Signing in makes the tokens of pages opened before it old ones.

    So who signs in elsewhere sends again twice where no script fetches the new token: once to learn
    here that it is needed, once with it. One press would take a token that outlives the sign-in,
    which is what Django ends there, or texts that the server keeps for whoever signs in next.
    """
    page = None
    if is_from_here(request):
        page = unsaved(request, OLD_PAGE, status=403, is_sent_again=True)
    return page or render(request, "403_csrf.html", status=403)


def tells_too_much(view: Any) -> Any:
    """Mark a view whose page says itself, asked with TOO_MUCH, that its form had too much text."""
    view.tells_too_much = True
    return view


def too_much(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of 400; of a form with too much text nothing was read that could be shown."""
    if not isinstance(exception, RequestDataTooBig):
        return _not_kept(defaults.bad_request(request, exception))
    view = request.resolver_match.func if request.resolver_match else None
    if getattr(view, "tells_too_much", False):
        return redirect(f"{request.path}?{TOO_MUCH}=1")
    return _not_kept(render(request, "400.html", {"is_too_much": True}, status=413))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of 404, or with what was typed into a form about what is gone."""
    page = unsaved(request, GONE, status=404)
    return page or _not_kept(defaults.page_not_found(request, exception))


def no_right(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of 403, or with what was typed by somebody whose right has gone."""
    page = unsaved(request, NO_RIGHT, status=403)
    return page or _not_kept(defaults.permission_denied(request, exception))


def _not_kept(response: HttpResponse) -> HttpResponse:
    """What is refused now may be there in a minute: a cache that kept the page would say no."""
    add_never_cache_headers(response)
    return response


def _is_typed(text: str) -> bool:
    """Keys, numbers and tokens are ASCII words."""
    return bool(text.strip()) and (not text.isascii() or any(mark in text for mark in " /@"))


def _before(base: str) -> Mapping[str, object]:
    """What the boxes of the measure's page had when it was drawn."""
    try:
        found = json.loads(base)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent the form: nobody else's words are shown as the person's own."""
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        said = urlsplit(sender)
    except ValueError:
        return False
    return (said.scheme, said.netloc) == (request.scheme, request.get_host())
