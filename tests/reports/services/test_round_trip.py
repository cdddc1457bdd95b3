"""What the reader found in the five documents is what a version of them says."""

from dataclasses import replace

import pytest

from measures.inputs import as_json
from measures.models import FiscalYear
from measures.services.imports import write_report
from measures.services.organizations import create_organization
from measures.services.plans import open_plan
from measures.services.reference import load_reference
from reports.criteria import STANDARD_BOOK
from reports.layouts import EXAMPLES, layout_for
from reports.services.demo import DEMO_REPORTS, read_document
from reports.services.snapshots import take_snapshot
from reports.snapshot import ReportSnapshot, from_json
from tests.factories import make_superuser

pytestmark = pytest.mark.django_db


def through_the_database(demo, data, layout) -> ReportSnapshot:
    load_reference()
    by = make_superuser()
    organization = create_organization(code=demo.code, data=data.organization, by=by)
    year = FiscalYear.objects.get(year=data.fiscal_year)
    plan = open_plan(organization=organization, fiscal_year=year, by=by)
    write_report(plan=plan, data=data, by=by)
    return take_snapshot(plan, layout)


@pytest.mark.parametrize("demo", DEMO_REPORTS, ids=lambda demo: demo.document)
def test_snapshot_of_a_document_is_what_was_read(demo):
    """But for what only a plan has: the organization's permanent code, and what its round asks."""
    data = read_document(demo)

    snapshot = through_the_database(demo, data, EXAMPLES[demo.layout])

    read = from_json(as_json(data))
    assert snapshot == replace(
        read,
        organization=replace(read.organization, code=demo.code),
        criteria=STANDARD_BOOK.criteria_for(read.fiscal_year or 0, None),
    )


@pytest.mark.parametrize("demo", DEMO_REPORTS, ids=lambda demo: demo.document)
def test_layout_of_the_demo_has_the_columns_of_the_document(demo):
    data = read_document(demo)
    layout, derived = EXAMPLES[demo.layout], layout_for(data.columns, data.measures)

    def headings(spec):
        return [(column.field, column.heading) for column in spec.columns]

    assert headings(layout) == headings(derived)
    assert (layout.rows, layout.digits) == (derived.rows, derived.digits)
    assert layout.has_cover == bool(data.cover)
    assert layout.has_annex == bool(data.annex)
