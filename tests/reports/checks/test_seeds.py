"""What the five real reports give: each finding of them was read, and none is a false alarm."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reports.checks import Finding, check_report
from tests.reports.checks.writing import REPORT, SIX, found, where
from tests.reports.seeds import NAMES, seed

GOLDEN = Path(__file__).parents[2] / "golden" / "findings.json"


def shown(finding: Finding) -> dict[str, Any]:
    return {
        "rule": f"{finding.level.value} {finding.kind.value}",
        "place": where(finding),
        "title": finding.title,
        "message": finding.message,
        "quote": finding.quote,
        "suggestion": finding.suggestion,
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_real_reports_give_these_findings_and_no_others(name):
    findings = check_report(*seed(name))

    expected = json.loads(GOLDEN.read_text("utf-8"))[name]
    assert [shown(finding) for finding in findings] == expected


def test_a_report_without_fault_gives_none():
    assert found(REPORT) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_older_report_owes_nothing_that_its_table_has_no_column_for(name):
    snapshot, layout = seed(name)

    older = check_report(replace(snapshot, fiscal_year=2566), layout)

    assert [finding for finding in older if finding.is_must_fix] == []


def test_the_table_of_an_older_report_lacks_columns_today():
    snapshot, layout = seed("002")

    findings = check_report(replace(snapshot, fiscal_year=2568), layout)

    assert [(f.title, f.place.field) for f in findings if f.is_must_fix] == [
        ("ตารางไม่มีช่องระยะเวลา", "layout"),
        ("ตารางไม่มีช่องผลลัพธ์", "layout"),
    ]
    assert layout != SIX
