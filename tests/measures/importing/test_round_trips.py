"""The five seeds as Word, Excel, CSV and HTML files: read back, they are the same reports."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from measures.importing import read_report
from measures.inputs import ReportInput
from tests.measures.importing import offices, printed
from tests.measures.importing.seeds import NAMES, report


def flat(name: str) -> ReportInput:
    return read_report(offices.as_text(offices.parts_of(name)))


def without_places(found: ReportInput) -> ReportInput:
    problems = tuple(replace(problem, place="") for problem in found.problems)
    return replace(found, problems=problems)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("build", [offices.as_html, offices.as_docx])
def test_report_as_word_or_page_is_the_same_report(name, build):
    found = read_report(build(offices.parts_of(name)))

    assert without_places(found) == without_places(report(name))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp874", "utf-16"])
def test_report_as_csv_is_the_same_report(name, encoding):
    rows = offices.as_rows(offices.parts_of(name))
    found = read_report(offices.as_csv(rows, encoding=encoding))

    assert without_places(found) == without_places(flat(name))


def as_old_excel(parts, folder: Path) -> bytes:
    return printed.convert(offices.as_xlsx(parts), folder, "xlsx", "xls")


EXCEL = [pytest.param(lambda parts, _: offices.as_xlsx(parts), id="xlsx")]
if shutil.which("soffice"):  # not every machine has it
    EXCEL.append(pytest.param(as_old_excel, id="xls", marks=pytest.mark.torture))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("build", EXCEL)
def test_report_as_excel_is_the_same_report(name, build, tmp_path):
    found = read_report(build(offices.parts_of(name), tmp_path))

    assert without_places(found) == without_places(flat(name))
