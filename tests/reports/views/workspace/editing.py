"""A measure that is written by posts, as a browser without a script sends them."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from django.test import Client

from measures.models import Measure
from measures.services.writing import values_of


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
    return post_over(client, measure, values(measure), do, **typed)


def post_over(
    client: Client, measure: Measure, base: dict[str, str], do: str = "save", **typed: str
) -> Any:
    """Send a form that was drawn when the texts were `base`."""
    data = {**base, **typed, "base": json.dumps(base), "do": do, "once": "token-of-the-form"}
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
