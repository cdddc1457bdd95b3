"""การแจ้งเตือน: what lies on a person's desk to be read, put away by them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ita_portal.thai.numerals import parse_int
from measures.views.access import UserRequest, signed_in
from reports.services.notices import put_away


@signed_in
@require_POST
def notices_read(request: UserRequest) -> HttpResponse:
    notices, openings = _keys(request, "notice"), _keys(request, "opening")
    put_away(by=request.user, at=timezone.now(), notices=notices, openings=openings)
    return redirect("workspace:home")


def _keys(request: UserRequest, name: str) -> list[int]:
    return [key for value in request.POST.getlist(name) if (key := parse_int(value))]
