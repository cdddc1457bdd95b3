"""Every address, asked in every way by everyone, in every state of a report.

The policy is the one of the code: the mark of a view names an action, `ROLE_ACTIONS` says who has
it. What is expected of an answer follows from these two alone; no address is listed here.
"""

from __future__ import annotations

import itertools
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from measures.roles import ROLE_ACTIONS, SETTING_UP, Action
from reports.status import Status
from tests.permissions.world import (
    AT_HOME,
    CLOSED,
    FEW,
    IN_PART,
    OTHER,
    OWN,
    PARTS,
    SECRET,
    SHORT,
    STATES,
    STRANGERS,
    Actor,
    Office,
    make_actors,
    make_office,
)
from tests.test_access import views_of

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_PART = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)|<(?:\w+:)?(\w+)>")
_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
# name no row of an office, or one for whoever holds the secret of its link
SHARED_PARTS = {
    *("code", "year", "number", "rest", "token", "uid", "provider_id", "format_name"),
    *("version_code", "earlier"),
}
# what a reader may move by being there: the session itself
_OF_THE_SESSION = {"django_session"}


# about people and organizations: the state of a report says nothing here, one walk is enough
_OF_PEOPLE = re.compile(r"\^?(?:account|invitations|settings|sign-in|sign-out)/")


@dataclass(frozen=True, kw_only=True)
class Address:
    """One address of the portal: its pattern, who may use it, and the parts that it names."""

    pattern: str
    access: str
    parts: tuple[str, ...]

    @property
    def action(self) -> Action | None:
        _, _, action = self.access.partition(": ")
        return Action(action) if action else None

    def of(self, office: Office, **others: Any) -> str:
        """The address of this office's things; `others` name some of another's."""

        def filled(match: re.Match[str]) -> str:
            name = match[1] or match[2]
            return str(others.get(name, office.named.get(name, "")) or PARTS[name](office))

        path = _PART.sub(filled, self.pattern.replace("^", "").replace("$", ""))
        return "/" + path.replace("\\", "")


def addresses() -> list[Address]:
    return [
        Address(
            pattern=pattern,
            access=view.access,
            parts=tuple(one or two for one, two in _PART.findall(pattern)),
        )
        for pattern, view in views_of(get_resolver().url_patterns)
    ]


@contextmanager
def nothing_stays() -> Iterator[set[str]]:
    """Collects the tables that are written to; all of it is undone at the end."""
    written: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        match = _WRITE.match(sql)
        if match and match[1] not in _OF_THE_SESSION:
            written.add(match[1])
        return execute(sql, params, many, context)

    block = transaction.atomic()
    # as that of a test case: views may open blocks that must be outermost in earnest
    block._from_testcase = True  # type: ignore[attr-defined]  # Django's own mark for it
    with block, connection.execute_wrapper(watch):
        yield written
        transaction.set_rollback(True)


@contextmanager
def kept_signed_in(client: Client) -> Iterator[None]:
    """The browser forgets what the answer said of its cookies, as the database forgets the rest."""
    cookies = deepcopy(client.cookies)
    yield
    client.cookies = cookies


def may(actor: Actor, action: Action) -> bool:
    return any(action in ROLE_ACTIONS[role] for role in actor.roles)


def refusal(address: Address, actor: Actor) -> set[int]:
    """The statuses that say no to this person at an address of OWN; empty where they may come."""
    if address.access == "public":
        return set()
    if actor.user is None or not actor.user.is_active:
        return {302}
    if address.action is None:
        return set()
    if actor.is_superuser:  # a part in no organization
        kind, _, _ = address.access.partition(": ")
        return set() if kind == "organization" and address.action in SETTING_UP else {404}
    if OWN not in actor.sees:
        return {404}
    return set() if may(actor, address.action) else {403}


def is_led_back(method: str, answer: Any, office: Office) -> bool:
    """Whether a form's address, opened as a page, leads to the form's page, whatever it names."""
    form = f"/plans/{office.organization.code}/{office.plan.fiscal_year.year}/comments/"
    return method == "GET" and answer.status_code == 302 and answer["Location"] == form


def body_of(answer: Any) -> bytes:
    body: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body


def faults_of(
    address: Address, actor: Actor, method: str, answer: Any, written: set[str], state: str
) -> list[str]:
    """What is wrong with one answer."""
    body = body_of(answer)
    refused = refusal(address, actor)
    faults = []
    if answer.status_code >= 500:
        faults.append(f"fails with {answer.status_code}")
    if refused and answer.status_code not in refused:
        faults.append(f"answers {answer.status_code} in place of {refused}")
    if refused == {302} and not answer["Location"].startswith("/sign-in/"):
        faults.append(f"leads to {answer['Location']}")
    if not refused and method in {"GET", "HEAD"} and answer.status_code in {401, 403}:
        faults.append(f"refuses with {answer.status_code} those who may")
    if written and (refused or method != "POST"):
        faults.append(f"writes to {sorted(written)}")
    if state in CLOSED and written & {"measures_measure", "measures_step", "measures_output"}:
        faults.append("writes into a locked plan")
    faults += [
        f"shows a draft of {office}"
        for office, words in SECRET.items()
        if office not in actor.sees and words.encode() in body
    ]
    return faults


def clients_of(actors: dict[str, Actor]) -> dict[str, Client]:
    """A browser for each, signed in before anything is watched."""
    clients = {name: Client(raise_request_exception=False) for name in actors}
    for name, actor in actors.items():
        if actor.user is not None:
            clients[name].force_login(actor.user)
    return clients


def walk(state: str, methods: tuple[str, ...], who: frozenset[str] | None = None) -> list[str]:
    """Ask everything, as those named by `who` or as everyone; returns what is wrong."""
    own, other = make_office(OWN, state), make_office(OTHER, state)
    actors = make_actors(own, other)
    clients = clients_of(actors)
    faults = []
    for address in addresses():
        if state != STATES[0] and _OF_PEOPLE.match(address.pattern):
            continue
        path = address.of(own)
        for name, method in itertools.product(who or actors, methods):
            with nothing_stays() as written, kept_signed_in(clients[name]):
                answer = clients[name].generic(method, path, content_type=FORM)
            found = faults_of(address, actors[name], method, answer, written, state)
            faults += [f"{method} {address.pattern} as {name}: {fault}" for fault in found]
    return faults


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals would be logged, each with its way through the code."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_every_part_of_an_address_is_known() -> None:
    unknown = {part for address in addresses() for part in address.parts if part not in PARTS}

    assert unknown == set()


@pytest.mark.parametrize(
    ("state", "methods", "who"),
    [
        (Status.DRAFT, ("GET", "POST"), SHORT),
        # who may write no longer
        pytest.param(Status.SUBMITTED, ("POST",), AT_HOME, marks=pytest.mark.one_engine),
        (Status.SUBMITTED, ("GET",), AT_HOME & FEW),
        # who might see what is written for a next version
        pytest.param("reopened", ("GET",), STRANGERS, marks=pytest.mark.one_engine),
    ],
)
def test_everyone_gets_what_the_table_says(
    state: str, methods: tuple[str, ...], who: frozenset[str], engine: str
) -> None:
    asked = who & FEW if engine == "postgresql" else who  # no database is asked who may

    assert walk(state, methods, asked) == []


def test_nothing_of_a_measure_is_written_where_only_other_fields_are_open() -> None:
    assert walk(IN_PART, ("POST",), frozenset({"legal", "coordinator", "staff of กองคลัง"})) == []


@pytest.mark.one_engine
@pytest.mark.parametrize("who", [SHORT, pytest.param(None, marks=pytest.mark.torture)])
def test_what_belongs_to_another_office_is_not_found_under_the_own_address(
    who: frozenset[str] | None,
) -> None:
    own, other = make_office(OWN, "draft"), make_office(OTHER, "draft")
    everyone = make_actors(own, other)
    actors = {name: actor for name, actor in everyone.items() if who is None or name in who}
    clients = clients_of(actors)
    faults = []
    for address in addresses():
        for part in set(address.parts) - SHARED_PARTS:
            path = address.of(own, **{part: other.named.get(part) or PARTS[part](other)})
            for (name, actor), method in itertools.product(actors.items(), ("GET", "POST")):
                with nothing_stays() as written, kept_signed_in(clients[name]):
                    answer = clients[name].generic(method, path, content_type=FORM)
                expected = (refusal(address, actor) or {404}) | {405}
                words = SECRET[OTHER].encode() in body_of(answer) and OTHER not in actor.sees
                answers = answer.status_code in expected or is_led_back(method, answer, own)
                if not answers or written or words:
                    faults.append(f"{method} {path} as {name}: {answer.status_code} {written}")

    assert faults == []


@pytest.mark.one_engine
def test_the_walk_finds_what_is_wrong() -> None:
    own, other = make_office(OWN, "submitted"), make_office(OTHER, "submitted")
    actors = make_actors(own, other)
    address = Address(pattern="plans/", access=f"plan: {Action.EDIT_PLAN}", parts=())

    def found(who: str, method: str, status: int, to="", says="", writes="") -> list[str]:
        answer = HttpResponse(says, status=status, headers={"Location": to})
        written = {writes} if writes else set()
        return faults_of(address, actors[who], method, answer, written, "submitted")

    assert found("legal", "GET", 200) == []
    assert found("legal next door", "GET", 200) == ["answers 200 in place of {404}"]
    assert found("auditor", "GET", 200) == ["answers 200 in place of {403}"]
    assert found("anonymous", "GET", 302, to="/work/") == ["leads to /work/"]
    assert found("legal", "GET", 403) == ["refuses with 403 those who may"]
    assert found("legal", "GET", 500) == ["fails with 500"]
    assert found("legal", "GET", 200, writes="it") == ["writes to ['it']"]
    assert found("legal", "GET", 200, says=SECRET[OTHER]) == [f"shows a draft of {OTHER}"]
    assert found("nobody", "POST", 404, says=SECRET[OWN]) == [f"shows a draft of {OWN}"]
    step = found("legal", "POST", 302, writes="measures_step")
    assert step == ["writes into a locked plan"]


@pytest.mark.torture
@pytest.mark.parametrize("state", STATES)
def test_everyone_gets_what_the_table_says_by_every_method(state: str) -> None:
    assert walk(state, METHODS) == []
