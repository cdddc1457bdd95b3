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
from measures.views.paging import page_links

PER_PAGE = 20


@signed_in
@never_cache
@require_safe
def home(request: UserRequest) -> HttpResponse:
    # the state of a report belongs to `reports`: it is read through the plan, by its name alone
    plans = AnnualPlan.objects.visible_to(request.user).select_related("report__published_version")
    page = Paginator(plans, PER_PAGE).get_page(to_arabic(request.GET.get("page", "1")))
    context = {
        "place": "home",
        "today": timezone.localdate(),
        "plans": page.object_list,
        "pages": page_links(page.number, page.paginator.num_pages, lambda n: f"?page={n}"),
        "memberships": request.user.memberships.select_related("organization"),
    }
    return render(request, "measures/home/home.html", context)
