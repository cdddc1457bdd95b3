"""An import's page, as a browser without scripts uses it."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from measures.models import AnnualPlan, ImportBatch, Measure
from measures.roles import Role
from measures.services.import_batches import open_import
from tests.factories import make_layout, make_organization, make_plan, make_report, make_user


def a_plan() -> AnnualPlan:
    """A year's report of เทศบาลตำบลหนองเรือ with a table of six columns, and no measures."""
    plan = make_plan(organization=make_organization(code="desk", name="เทศบาลตำบลหนองเรือ"))
    make_report(plan=plan, layout=make_layout("six"))
    return plan


def sit_down(client: Client, plan: AnnualPlan) -> Client:
    """Sign the legal officer in."""
    client.force_login(make_user(role=Role.LEGAL, organization=plan.organization))
    return client


def form_of(answer: Any) -> dict[str, list[str]]:
    """What the form of a page would send if a person pressed nothing."""
    text = answer.content.decode()
    text = text[text.index('id="review-form"') :]
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", text):
        name, kind = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "type"))
        value = re.search(r'value="([^"]*)"', tag)
        if name and value and (not kind or kind[1] in ("hidden",) or "checked" in tag):
            fields.setdefault(name[1], []).append(value[1])
    for name, body in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', text, re.S):
        chosen = re.search(r'<option value="([^"]*)"\s+selected', body)
        first = re.search(r'<option value="([^"]*)"', body)
        fields[name] = [(chosen or first)[1]]  # type: ignore[index]
    for name, body in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', text, re.S):
        fields[name] = [body.lstrip("\n")]
    return fields


def address(batch: ImportBatch, end: str = "") -> str:
    return f"/plans/desk/imports/{batch.pk}/{end}"


def press(desk: Client, batch: ImportBatch, act: str, *, at: str = "", **changes: Any) -> Any:
    """Open the page, change some of its fields, press a button; the answer to that."""
    fields = form_of(desk.get(address(batch) + at))
    fields |= {name.replace("__", "-"): value for name, value in changes.items()}
    return desk.post(address(batch), {**fields, "act": act})


def titles(plan: AnnualPlan) -> list[str]:
    return [row.title for row in Measure.objects.in_plan(plan)]


def imported(batch: ImportBatch) -> list[str]:
    batch.refresh_from_db()
    report = open_import(batch).reading.report
    return [measure.title for measure in report.measures] if report else []
