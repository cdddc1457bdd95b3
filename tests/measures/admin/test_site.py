"""Who gets in, what every page costs, and that there is one record of changes."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from measures.admin.site import site
from measures.models import Measure, Owner, User
from measures.roles import Role
from measures.services.measures import save_measure
from tests.factories import (
    a_measure,
    make_full_measure,
    make_measure,
    make_membership,
    make_organization,
    make_plan,
    make_unit,
    make_user,
)
from tests.measures.admin.pages import address, events, save
from tests.measures.admin.rows import make_all

MODELS = sorted(model._meta.model_name or "" for model in site._registry)
EDITED = ["annualplan", "fiscalyear", "issuescheme", "layout", "measure", "membership"]
EDITED += ["organization", "stockmeasure", "unit", "user"]
EDITED += ["assessmentround", "levelscale", "rounditem"]


def cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200, url
    return len(queries)


def rows_of(model: str) -> list[dict[str, Any]]:
    kind = next(kind for kind in site._registry if kind._meta.model_name == model)
    return list(kind._default_manager.order_by("pk").values())


def test_the_models_are_the_portals_own() -> None:
    assert [
        *("annualplan", "assessmentround", "auditevent", "decision", "exportfile", "fiscalyear"),
        *("importbatch", "issuescheme", "layout", "levelscale", "measure", "membership"),
        *("organization", "report", "reportversion", "rounditem", "stockmeasure", "unit", "user"),
    ] == MODELS


def test_a_list_costs_the_same_for_one_and_for_three(admin: Client) -> None:
    def costs() -> dict[str, int]:
        return {model: cost(admin, address(model, "changelist")) for model in MODELS}

    make_all()
    costs()
    one = costs()
    make_all()
    make_all()

    assert costs() == one
    assert {model for model, queries in one.items() if queries > 12} == set()


def test_every_page_opens(admin: Client) -> None:
    make_all()
    for model in MODELS:
        pk = rows_of(model)[0]["id"]
        pages = [address(model, view, pk) for view in ("change", "history")]
        gone = [address(model, view, 987654) for view in ("change", "history")]

        answers = [admin.get(url).status_code for url in pages]
        answers += [admin.get(url, follow=True).status_code for url in gone]
        added = admin.get(address(model, "add")).status_code
        assert (model, answers) == (model, [200] * 4)
        assert (model, added) == (model, 200 if model in EDITED else 403)


def test_the_record_takes_no_post(admin: Client) -> None:
    make_all()
    for model in sorted(set(MODELS) - set(EDITED)):
        before = rows_of(model)
        pk = before[0]["id"]
        urls = [address(model, "add"), address(model, "change", pk), address(model, "delete", pk)]

        answers = [admin.post(url, {"post": "yes", "_save": "1"}).status_code for url in urls]
        listed = {"action": "delete_selected", "_selected_action": pk, "form-TOTAL_FORMS": "1"}
        admin.post(address(model, "changelist"), {**listed, "_save": "1", "index": "0"})
        assert (model, answers) == (model, [403] * 3)
        assert rows_of(model) == before


def test_lists_take_no_forged_rows(admin: Client) -> None:
    make_all()
    for model in EDITED:
        before = rows_of(model)
        first = before[0]["id"]
        rows = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "1", "form-0-id": first}
        rows |= {"form-0-name": "ปลอม", "form-0-title": "ปลอม", "form-1-name": "ปลอม", "_save": "1"}
        chosen = {"action": "delete_selected", "_selected_action": first, "post": "yes"}

        admin.post(address(model, "changelist"), rows)
        admin.post(address(model, "changelist"), chosen)

        assert rows_of(model) == before


def test_a_measure_page_costs_the_same_for_few_and_many_rows(
    admin: Client, administrator: User
) -> None:
    few = make_full_measure()
    many = save_measure(
        plan=few.plan,
        data=a_measure(
            owners=a_measure().owners * 4,
            steps=a_measure().steps * 5,
            outputs=a_measure().outputs * 6,
        ),
        by=administrator,
    )
    unit = make_unit(organization=few.plan.organization)
    for owner in Owner.objects.filter(measure=many):
        owner.units.add(unit)
    url = address("measure", "change", few.pk)
    admin.get(url)

    assert cost(admin, address("measure", "change", many.pk)) == cost(admin, url) <= 14


def test_a_person_page_costs_the_same_for_one_and_for_three_parts(admin: Client) -> None:
    one, three = make_user(), make_user()
    make_membership(user=one, role=Role.STAFF, organization=make_organization())
    for _ in range(3):
        make_membership(user=three, role=Role.STAFF, organization=make_organization())
    admin.get(address("user", "change", one.pk))

    assert cost(admin, address("user", "change", three.pk)) == cost(
        admin, address("user", "change", one.pk)
    )


def everywhere() -> list[str]:
    views = [address(model, view) for model in MODELS for view in ("changelist", "add")]
    rows = [address(model, view, 1) for model in MODELS for view in ("change", "delete", "history")]
    names = ("index", "password_change", "jsi18n", "autocomplete")
    return [*views, *rows, *(reverse(f"admin:{name}") for name in names)]


def is_shut(response: Any, client: Client, known: dict[str, bool]) -> bool:
    """Whether an answer refuses, or leads to where one is refused or has to sign in.

    What is `known` of a place to which answers lead is not asked again.
    """
    if response.status_code not in (301, 302):
        return bool(response.status_code == 403)
    place = urlsplit(response["Location"]).path
    if place not in known:
        known[place] = place == "/sign-in/" or is_shut(
            client.get(response["Location"]), client, known
        )
    return known[place]


@pytest.mark.one_engine
def test_only_administrators_get_in(db: None) -> None:
    everyone: list[User | None] = [None, make_user(role=Role.AUDITOR)]
    everyone.append(make_user(role=Role.ADMINISTRATOR, organization=make_organization()))
    everyone.append(make_user(is_superuser=True, is_active=False))
    for person in everyone:
        client, known = Client(), dict[str, bool]()
        if person is not None:
            client.force_login(person)
        for url in everywhere():
            for response in (client.get(url), client.post(url)):
                assert is_shut(response, client, known), (person, url)
    assert events() == []


def test_there_is_one_record_of_changes(admin: Client) -> None:
    measure = make_measure()

    save(admin, address("measure", "change", measure.pk), {"title": "ใหม่"})

    assert not LogEntry.objects.exists()
    history = admin.get(address("measure", "history", measure.pk)).content.decode()
    assert "แก้ไขมาตรการ" in history
    assert events() == [("measure.updated", "ผู้ดูแลระบบ")]


@pytest.mark.parametrize(
    ("model", "make", "term", "found"),
    [
        ("measure", lambda: make_measure(title="โครงการปี ๒๕๖๘"), "2568", 1),
        ("measure", lambda: make_measure(title="โครงการปี 2568"), "๒๕๖๘", 1),
        ("measure", lambda: make_measure(title="โครงการปี 2568"), "๒๕๖๗", 0),
        ("measure", lambda: make_measure(title="อบรม E-Service"), "e-service", 1),
        ("organization", lambda: make_organization(code="06410102"), "๐๖๔๑", 1),
        ("organization", lambda: make_organization(name="เทศบาลตำบลพะโต๊ะ"), "ทต.พะโต๊ะ", 1),
        ("organization", lambda: make_organization(name="เทศบาลตำบลพะโต๊ะ"), "เทศบาล พะโต๊ะ", 1),
        ("annualplan", lambda: make_plan(year=2568), "๒๕๖๘", 1),
        ("fiscalyear", lambda: make_plan(year=2568), "๒๕๖๘", 1),
        ("organization", make_organization, "ก" + "่" * 20, 0),
        ("organization", make_organization, "'\"%_\\", 0),
    ],
)
def test_search_takes_either_digits_and_parts_of_names(
    admin: Client, model: str, make: Callable[[], object], term: str, found: int
) -> None:
    make()

    page = admin.get(address(model, "changelist"), {"q": term})

    assert page.context["cl"].result_count == found


@pytest.mark.parametrize(("term", "answer"), [("\x00", 400), ("a\x00b", 400), ("่" * 5000, 200)])
def test_no_search_breaks_a_page(admin: Client, term: str, answer: int) -> None:
    make_measure()
    for model in MODELS:
        assert admin.get(address(model, "changelist"), {"q": term}).status_code == answer
    query = {"app_label": "measures", "model_name": "measure", "field_name": "plan", "term": term}
    assert admin.get("/admin/autocomplete/", query).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["?q=x&p=0", "?o=99.-3", "?plan__id__exact=abc", "?locked=maybe", "?x=1", "?status__exact=%00"],
)
def test_odd_addresses_of_a_list_are_no_error(admin: Client, query: str) -> None:
    make_measure()

    response = admin.get(address("measure", "changelist") + query, follow=True)

    assert response.status_code in (200, 400)


@pytest.mark.parametrize("query", ["?at__year=99999999999", "?id__exact=" + "9" * 30])
def test_a_number_beyond_all_columns_is_a_bad_request(admin: Client, query: str) -> None:
    response = admin.get(address("auditevent", "changelist") + query, follow=True)

    assert response.status_code in (200, 400)


def test_filters_tell_locked_from_open(admin: Client) -> None:
    make_measure(plan=make_plan(locked_at=timezone.now()))
    free = make_measure()

    page = admin.get(address("measure", "changelist"), {"locked": "no"})

    assert list(page.context["cl"].result_list) == [free]
    assert Measure.objects.count() == 2


def test_names_are_sorted_the_thai_way(admin: Client) -> None:
    for name in ("เทศบาลตำบลขาว", "เทศบาลตำบลเกาะ", "เทศบาลตำบลกก"):
        make_organization(name=name)

    page = admin.get(address("organization", "changelist"))

    names = [row.name for row in page.context["cl"].result_list]
    assert names == ["เทศบาลตำบลกก", "เทศบาลตำบลเกาะ", "เทศบาลตำบลขาว"]


def test_the_translations_are_compiled() -> None:
    folder = Path(__file__).parents[3] / "measures" / "locale" / "th" / "LC_MESSAGES"
    with (folder / "django.mo").open("rb") as compiled:
        catalog = gettext.GNUTranslations(compiled)
    source = (folder / "django.po").read_text("utf-8")
    pairs = re.findall(r'^msgid (.+)\nmsgstr (".+")$', source, re.MULTILINE)

    assert len(pairs) > 40
    for words, thai in pairs:
        assert catalog.gettext(ast.literal_eval(words)) == ast.literal_eval(thai)
