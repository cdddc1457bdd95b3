"""A measure that somebody has open in a browser."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, Route, expect

from measures.models import AnnualPlan, Measure, User
from measures.roles import Role
from tests.browser.entering import let_in
from tests.factories import (
    PASSWORD,
    make_full_measure,
    make_layout,
    make_organization,
    make_plan,
    make_report,
    make_step,
    make_unit,
    make_user,
)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A plan with two measures, two people who may write in them, and where they are served."""

    url: str
    plan: AnnualPlan
    first: Measure
    second: Measure
    person: User
    colleague: User

    def address(self, measure: Measure | None = None) -> str:
        return f"{self.url}/plans/desk/2568/measures/{(measure or self.first).pk}/"


def make_desk(url: str) -> Desk:
    organization = make_organization(code="desk", name="เทศบาลตำบลหนองเรือ")
    for name in ("สำนักปลัด", "กองคลัง"):
        make_unit(organization=organization, name=name)
    plan = make_plan(organization=organization)
    make_report(plan=plan, layout=make_layout("six"))
    first = make_full_measure(plan=plan, title="มาตรการแรก")
    make_step(measure=first, text="เผยแพร่ประกาศ", mark="๒.")
    second = make_full_measure(plan=plan, title="มาตรการที่สอง")
    people = [
        make_user(
            role=Role.COORDINATOR,
            organization=organization,
            email=f"{name}@example.go.th",
            password=PASSWORD,
            display_name=words,
        )
        for name, words in (("person", "เจ้าหน้าที่สำนักปลัด"), ("colleague", "เจ้าหน้าที่กองคลัง"))
    ]
    return Desk(
        url=url, plan=plan, first=first, second=second, person=people[0], colleague=people[1]
    )


def open_desk(page: Page, desk: Desk, user: User | None = None) -> None:
    """Let somebody in and open the first measure."""
    let_in(page, desk.url, user or desk.person)
    page.goto(desk.address())


def box(page: Page, key: str) -> Locator:
    """The box of a key."""
    return page.locator(f'[data-key="{key}"]')


def expect_state(page: Page, state: str) -> None:
    """What the line of saving says, by its state."""
    expect(page.locator("[data-saveline]")).to_have_attribute("data-state", state, timeout=15_000)


def hold_requests(page: Page, address: str) -> list[Route]:
    """The requests to an address, which wait until someone lets them go on."""
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)

    page.route(address, hold)
    return asked
