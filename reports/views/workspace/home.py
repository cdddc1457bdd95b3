"""A person's organizations and what there is of each."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ita_portal.thai.numerals import to_arabic
from measures.models import AnnualPlan
from measures.permissions import visible_organizations
from measures.views.access import UserRequest, signed_in
from measures.views.paging import page_links

PER_PAGE = 20


@signed_in
@never_cache
@require_safe
def home(request: UserRequest) -> HttpResponse:
    plans = AnnualPlan.objects.visible_to(request.user).select_related("report__published_version")
    code = request.GET.get("organization", "")
    if code:
        request.organization = get_object_or_404(visible_organizations(request.user), code=code)
        plans = plans.in_organization(request.organization)
    query = f"organization={code}&" if code else ""
    page = Paginator(plans, PER_PAGE).get_page(to_arabic(request.GET.get("page", "1")))
    context = {
        "place": "home",
        "today": timezone.localdate(),
        "plans": page.object_list,
        "pages": page_links(page.number, page.paginator.num_pages, lambda n: f"?{query}page={n}"),
        "memberships": request.user.memberships.in_force().select_related("organization"),
    }
    return render(request, "reports/workspace/home/home.html", context)
