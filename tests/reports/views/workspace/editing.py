"""A measure that is written by posts, as a browser without a script sends them."""

from __future__ import annotations

import html
import itertools
import json
import re
from typing import Any

from django.test import Client

from measures.models import AnnualPlan, Measure, Step, User
from measures.roles import Role
from measures.services.writing import values_of
from tests.factories import (
    make_full_measure,
    make_layout,
    make_organization,
    make_plan,
    make_report,
    make_scheme,
    make_step,
    make_user,
)

_drawn = itertools.count(1)


def a_plan() -> AnnualPlan:
    """A plan with one issue, and a table of six columns."""
    scheme = make_scheme("การให้บริการ")
    plan = make_plan(organization=make_organization(code="takbai"), issue_scheme=scheme)
    make_report(plan=plan, layout=make_layout("six"))
    return plan


def a_measure(plan: AnnualPlan) -> Measure:
    """มาตรการแรก, with two steps."""
    measure = make_full_measure(plan=plan, title="มาตรการแรก")
    make_step(measure=measure, text="เผยแพร่", mark="๒.")
    return measure


def a_writer(client: Client, plan: AnnualPlan) -> User:
    """A coordinator, signed in."""
    user = make_user(role=Role.COORDINATOR, organization=plan.organization)
    client.force_login(user)
    return user


def steps(measure: Measure) -> list[tuple[int, str, str]]:
    return [(step.depth, step.mark, step.text) for step in Step.objects.filter(measure=measure)]


def address(measure: Measure, more: str = "") -> str:
    plan = measure.plan
    return f"/plans/{plan.organization.code}/{plan.fiscal_year.year}/measures/{measure.pk}/{more}"


def fresh(measure: Measure) -> Measure:
    return Measure.objects.with_rows().with_plan().get(pk=measure.pk)


def values(measure: Measure) -> dict[str, str]:
    """The texts of the measure as they are in the database now."""
    return values_of(fresh(measure))


def post(client: Client, measure: Measure, do: str = "save", **typed: str) -> Any:
    """Send the form as the page draws it now, with some boxes typed in."""
    once = f"token-{next(_drawn)}-of-the-form"
    return post_over(client, measure, values(measure), do, **{"once": once, **typed})


def post_over(
    client: Client, measure: Measure, base: dict[str, str], do: str = "save", **typed: str
) -> Any:
    """Send a form that was drawn when the texts were `base`."""
    said = {"base": json.dumps(base), "do": do, "once": "token-of-the-form"}
    data = {**base, **said, **typed}
    return client.post(address(measure), data)


def send(client: Client, measure: Measure, more: str, body: object) -> Any:
    """Send JSON, as the script does."""
    text = body if isinstance(body, bytes) else json.dumps(body)
    return client.post(address(measure, more), data=text, content_type="application/json")


def box_of(page: str, key: str) -> str:
    """What stands in the box of a key."""
    found = re.search(rf'<textarea[^>]*name="{re.escape(key)}"[^>]*>(.*?)</textarea>', page, re.S)
    if found is None:
        found = re.search(rf'name="{re.escape(key)}"[^>]*?value="([^"]*)"', page, re.S)
    assert found, key
    return html.unescape(found[1])
