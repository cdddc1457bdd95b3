"""A file from the press of อ่านตาราง to its review page; run by `tests.bench.importing`."""

from __future__ import annotations

import json
import time
from pathlib import Path
from secrets import token_urlsafe

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from ita_portal.setup.start import PRINT_ONLY
from ita_portal.thai.numerals import to_thai
from measures.roles import Role
from tests.bench.database import empty_database
from tests.factories import make_organization, make_plan, make_report, make_user

START = "/plans/bench/imports/"
ROUNDS = 5
LOOKS_AGAIN = 0.3  # seconds, as static/js/import-start.js waits


def main(path: str, measures: int) -> None:
    """Print the seconds of each round as a line of JSON."""
    data = Path(path).read_bytes()
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=[PRINT_ONLY])
    with empty_database():
        plan = make_plan(organization=make_organization(code="bench"))
        make_report(plan=plan)
        officer = Client(headers={"host": "127.0.0.1"})
        officer.force_login(make_user(role=Role.LEGAL, organization=plan.organization))
        officer.get(START)
        print(json.dumps([seconds(officer, data, measures) for _ in range(ROUNDS)]))


def seconds(officer: Client, data: bytes, measures: int) -> float:
    """Until the whole page is there with all its measures."""
    form = {"file": SimpleUploadedFile("รายงาน.docx", data), "token": token_urlsafe(12)}
    wanted = {"Accept": "application/json"}
    began = time.perf_counter()
    said = officer.post(START, form, headers=wanted).json()
    while "reading" in said:
        time.sleep(LOOKS_AGAIN)
        told = officer.get(said["reading"], headers=wanted).json()
        said = told if told["location"] else said
    page = officer.get(said["location"]).content.decode()
    took = time.perf_counter() - began
    assert f"นำเข้า {to_thai(str(measures))}&nbsp;มาตรการ" in page
    return took
