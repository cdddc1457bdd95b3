"""What waits for a person: their plans, how far each is, and where to go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ita_portal.thai.dates import fiscal_year_of
from ita_portal.thai.numerals import to_arabic
from measures.models import AnnualPlan, Organization
from measures.permissions import rights_of, visible_organizations
from measures.views.access import UserRequest, signed_in
from measures.views.paging import page_links
from reports.models import Notice
from reports.services.desk import beginnings_of, cards_of
from reports.services.notices import words_of
from reports.status import SETTLED

PER_PAGE = 20
PAST = 12
MOST_NOTICES = 50


@signed_in
@never_cache
@require_safe
def home(request: UserRequest) -> HttpResponse:
    plans = AnnualPlan.objects.visible_to(request.user).select_related("report__published_version")
    chosen = _chosen(request)
    if chosen is not None:
        plans = plans.in_organization(chosen)
    query = f"organization={chosen.code}&" if chosen else ""
    rights, today = rights_of(request.user), timezone.localdate()
    in_work = plans.exclude(report__status__in=SETTLED)
    past = list(plans.filter(report__status__in=SETTLED)[: PAST + 1])
    page = Paginator(in_work, PER_PAGE).get_page(to_arabic(request.GET.get("page", "1")))
    context = {
        "place": "home",
        "today": today,
        "cards": cards_of(page.object_list, request.user, rights),
        "past": past[:PAST],
        "has_more_past": len(past) > PAST,
        "beginnings": beginnings_of(rights, year=fiscal_year_of(today), organization=chosen),
        "pages": page_links(page.number, page.paginator.num_pages, lambda n: f"?{query}page={n}"),
        **_notices(request),
        "memberships": request.user.memberships.select_related("organization"),
    }
    return render(request, "reports/workspace/home/home.html", context)


@dataclass(frozen=True, kw_only=True)
class NoticeLine:
    """What happened, and when."""

    words: str
    at: datetime


@dataclass(kw_only=True)
class NoticeGroup:
    """What happened to one report, the newest first."""

    plan: AnnualPlan
    lines: list[NoticeLine]


def _notices(request: UserRequest) -> dict[str, Any]:
    """What the person has not read, by report."""
    unread = list(Notice.objects.unread_by(request.user)[:MOST_NOTICES])
    groups: dict[int, NoticeGroup] = {}
    for notice in unread:
        plan = notice.decision.version.report.plan
        group = groups.setdefault(plan.pk, NoticeGroup(plan=plan, lines=[]))
        line = NoticeLine(words=words_of(notice.decision), at=notice.decision.at)
        group.lines.append(line)
    return {
        "notices": list(groups.values()),
        "notice_count": len(unread),
        "notice_keys": [notice.pk for notice in unread],
    }


def _chosen(request: UserRequest) -> Organization | None:
    """The organization that the address asks for; all of the person's without one."""
    code = request.GET.get("organization")
    if code:
        request.organization = get_object_or_404(visible_organizations(request.user), code=code)
        return request.organization
    return None
