"""An office that brings last year's report in, and its legal officer in a browser."""

from __future__ import annotations

from django.core.cache import cache
from playwright.sync_api import Page, expect

from measures.models import AnnualPlan, ImportBatch, User
from measures.roles import Role
from measures.services.reference import load_reference
from reports.services.layouts import load_standard_layouts
from tests.browser.entering import let_in
from tests.factories import PASSWORD, make_organization, make_plan, make_report, make_user


def begin_a_year() -> AnnualPlan:
    """A report without measures, of อบต.หนองเรือ."""
    cache.clear()
    load_reference()
    load_standard_layouts()
    organization = make_organization(code="nongruea", name="องค์การบริหารส่วนตำบลหนองเรือ", kind="อบต.")
    plan = make_plan(organization=organization)
    make_report(plan=plan)
    make_user(
        email="legal@example.test", password=PASSWORD, role=Role.LEGAL, organization=organization
    )
    return plan


def enter(page: Page, portal: str, address: str) -> None:
    """Let the legal officer in and open a page."""
    let_in(page, portal, User.objects.get(email="legal@example.test"))
    page.goto(portal + address)
    expect(page).to_have_url(portal + address)


def review_address(batch: ImportBatch) -> str:
    return f"/plans/nongruea/imports/{batch.pk}/"
