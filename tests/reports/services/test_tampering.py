"""Two thousand changes past the services are all found, and nothing where there is none."""

from __future__ import annotations

import random
from functools import partial

import pytest

from reports.models import ReportVersion
from reports.services.verification import faults
from tests.reports.services.people import Office
from tests.reports.services.tampering import (
    changes,
    file_changes,
    found_after,
    found_in_files,
    json_changes,
    make_record,
    plain,
    swaps,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(settings, tmp_path) -> Office:
    return make_record(settings, tmp_path)


def test_a_share_of_all_changes_is_found_and_nothing_where_nothing_was_changed(record):
    drawn = random.Random(2568).sample(list(changes()), 60)

    assert list(faults()) == []
    assert [label for label, change in drawn if not found_after(change)] == []
    assert list(faults()) == []


@pytest.mark.torture
def test_two_thousand_changes_are_all_found_and_fifty_clean_runs_find_nothing(record):
    chosen = random.Random(24)
    of_rows = [*changes(), *swaps()]
    within = list(json_changes())
    chosen.shuffle(within)
    rows = [*of_rows, *within][:1500]
    in_files = 2000 - len(rows)

    missed = [label for label, change in rows if not found_after(change)]
    for label, path, changed in file_changes(chosen, in_files):
        if not found_in_files(path, changed):
            missed.append(label)

    assert missed == []
    assert len(of_rows) > 300
    assert [fault for _ in range(50) for fault in faults()] == []


def test_content_that_lost_its_organization_is_a_fault_and_no_error(record):
    version = plain(ReportVersion).order_by("pk")[0]
    here = plain(ReportVersion).filter(pk=version.pk)

    for content in ({}, {"organization": "x"}, {**version.content, "organization": None}):
        found = found_after(partial(here.update, content=content))
        assert any("อยู่ในแผนของหน่วยงานหรือปีอื่น" in line for line in found)
