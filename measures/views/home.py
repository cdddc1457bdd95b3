"""A person's organizations and what there is of each."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ita_portal.thai.numerals import to_arabic
from measures.models import AnnualPlan
from measures.views.access import UserRequest, signed_in

PER_PAGE = 20


@signed_in
@never_cache
@require_safe
def home(request: UserRequest) -> HttpResponse:
    plans = AnnualPlan.objects.visible_to(request.user).select_related("report__published_version")
    page = Paginator(plans, PER_PAGE).get_page(to_arabic(request.GET.get("page", "1")))
    context = {
        "place": "home",
        "today": timezone.localdate(),
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number)),
        "memberships": request.user.memberships.select_related("organization"),
    }
    return render(request, "measures/home/home.html", context)
