"""What waits for a person: their plans, how far each is, and where to go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ita_portal.thai.dates import fiscal_year_of
from measures.models import AnnualPlan, Organization, User
from measures.models.plan import AnnualPlanQuerySet
from measures.permissions import visible_organizations
from measures.views.access import UserRequest, rights_in, signed_in
from measures.views.paging import page_links
from reports.forms.filters import MAX_LENGTH, ReportFilter
from reports.models import Notice, Reminder
from reports.queries.plans import in_work, settled
from reports.services.desk import beginnings_of, cards_of
from reports.services.notices import words_of, words_of_opening
from reports.services.troubles import troubled

PER_PAGE = 20
PAST = 12
MOST_NOTICES = 50
FEW = 8  # organizations or reports that are looked through at a glance


@signed_in
@never_cache
@require_safe
def home(request: UserRequest) -> HttpResponse:
    chosen, wanted = _chosen(request), ReportFilter.read(request.GET)
    plans = _plans(request.user, chosen, wanted)
    rights, today = rights_in(request), timezone.localdate()
    past = list(settled(plans)[: PAST + 1])
    page = Paginator(in_work(plans), PER_PAGE).get_page(wanted.page)
    context = {
        "place": "home",
        "today": today,
        "cards": cards_of(page.object_list, request.user, rights, today),
        "past": past[:PAST],
        "has_more_past": len(past) > PAST,
        "beginnings": beginnings_of(rights, year=fiscal_year_of(today), organization=chosen),
        "pages": page_links(
            page.number, page.paginator.num_pages, lambda n: _query(chosen, wanted, n)
        ),
        "troubled": troubled(rights, at=timezone.now()),
        "memberships": request.user.memberships.by_name(),
        **_notices(request),
        **_looked_for(request, wanted, page.paginator.count),
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
    opened = list(Reminder.objects.unread_by(request.user)[:MOST_NOTICES])
    told = [
        *((each.report.plan, words_of_opening(each), each.at) for each in opened),
        *(
            (each.decision.version.report.plan, words_of(each.decision), each.decision.at)
            for each in unread
        ),
    ]
    groups: dict[int, NoticeGroup] = {}
    for plan, words, at in sorted(told, key=lambda each: each[2], reverse=True):
        group = groups.setdefault(plan.pk, NoticeGroup(plan=plan, lines=[]))
        group.lines.append(NoticeLine(words=words, at=at))
    return {
        "notices": list(groups.values()),
        "notice_count": len(told),
        "notice_keys": [notice.pk for notice in unread],
        "opening_keys": [each.pk for each in opened],
    }


def _plans(user: User, chosen: Organization | None, wanted: ReportFilter) -> AnnualPlanQuerySet:
    """The person's plans, the newest year first, then by the name of the organization."""
    plans = AnnualPlan.objects.visible_to(user).with_report()
    if chosen is not None:
        plans = plans.in_organization(chosen)
    if wanted.year is not None:
        plans = plans.in_year(wanted.year)
    if wanted.name:
        plans = plans.named(wanted.name)
    return plans


def _looked_for(request: UserRequest, wanted: ReportFilter, total: int) -> dict[str, Any]:
    """What the box says that people with many organizations look with."""
    is_filtered = bool(wanted.name or wanted.year)
    return {
        "wanted": wanted,
        "typed": request.GET.get("name", "")[:MAX_LENGTH],
        "total": total,
        "is_filtered": is_filtered,
        "has_filter": _has_many(request.user) or is_filtered or total > FEW,
    }


def _has_many(user: User) -> bool:
    return len(visible_organizations(user)[: FEW + 1]) > FEW


def _query(chosen: Organization | None, wanted: ReportFilter, page: int) -> str:
    """The query string of a page of the list."""
    values = {
        "organization": chosen.code if chosen else "",
        "name": wanted.name,
        "year": wanted.year,
        "page": page,
    }
    return "?" + urlencode({name: value for name, value in values.items() if value})


def _chosen(request: UserRequest) -> Organization | None:
    """The organization that the address asks for; all of the person's without one."""
    code = request.GET.get("organization")
    if code:
        request.organization = get_object_or_404(visible_organizations(request.user), code=code)
        return request.organization
    return None
