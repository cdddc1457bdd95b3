"""The whole result of each real report, and the schema that describes it.

A golden file is what `manage.py import_table measures/demo/000.txt --json` prints.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from measures.inputs import as_json
from reports.snapshot import from_json, to_json
from tests.measures.importing.seeds import NAMES, report

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "reports" / "report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("name", NAMES)
def test_result_is_the_golden_one(name):
    golden = ROOT / "tests" / "golden" / f"import_{name}.json"

    assert as_json(report(name)) == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_result_is_what_the_schema_describes(name):
    assert [error.message for error in VALIDATOR.iter_errors(as_json(report(name)))] == []


@pytest.mark.parametrize("name", NAMES)
def test_snapshot_of_the_result_is_what_the_schema_describes(name):
    exported = to_json(from_json(as_json(report(name))))
    exported["columns"] = as_json(report(name))["columns"]

    assert [error.message for error in VALIDATOR.iter_errors(exported)] == []


def test_schema_is_a_valid_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "changed",
    [
        {"fiscal_year": "2568"},
        {"organization": {"name": "เทศบาลตำบลพะโต๊ะ"}},
        {"ita": {"year": 2568, "total": 93.96, "level": ""}},
        {"measures": [{"title": "ไม่มีช่องอื่น"}]},
        {"problems": [{"kind": "Kind", "message": "", "place": "", "quote": "", "suggestion": ""}]},
        {"unknown": 1},
        {"version": {}},
        {"assessment_year": 2569},
        {"schema": 1},
        {"schema": 2},
        {"schema": 3},
    ],
)
def test_schema_refuses_what_is_no_import(changed):
    whole = {**as_json(report("000")), **changed}

    assert not VALIDATOR.is_valid(whole)
