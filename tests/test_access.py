"""Every address outside the admin says who may use it, and means what it says."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path

from measures.views.access import public, signed_in


def views_of(patterns: Iterable[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Each address of ours with its view; the admin guards its own."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from views_of(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern):
            yield address, pattern.callback


def faults_of(patterns: Iterable[Any]) -> list[str]:
    """What is wrong with the access of each address."""
    faults = []
    for address, view in views_of(patterns):
        access = getattr(view, "access", "")
        is_open = not getattr(view, "login_required", True)
        if not access:
            faults.append(f"{address}: nobody said who may use it")
        elif (access == "public") != is_open:
            faults.append(f"{address}: says {access!r} but lets {'all' if is_open else 'few'} in")
    return faults


def test_every_address_says_who_may_use_it() -> None:
    assert faults_of(get_resolver().url_patterns) == []


def test_the_rule_finds_what_is_wrong() -> None:
    def silent(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    def lying(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    def shown(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    def own(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    patterns = [
        path("silent/", silent),
        path("open/", login_not_required(signed_in(lying))),
        path("shown/", public(shown)),
        path("own/", signed_in(own)),
    ]

    assert faults_of(patterns) == [
        "silent/: nobody said who may use it",
        "open/: says 'signed-in' but lets all in",
    ]


def test_strangers_are_sent_to_sign_in(client: Client) -> None:
    answers = {address: client.get(address) for address in ("/work/", "/admin/")}

    assert {
        address: (answer.status_code, answer["Location"]) for address, answer in answers.items()
    } == {
        "/work/": (302, "/sign-in/?next=/work/"),
        "/admin/": (302, "/admin/login/?next=/admin/"),
    }
