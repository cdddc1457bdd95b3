"""A real report while it is being written."""

from __future__ import annotations

from measures.models import AnnualPlan
from measures.services.imports import write_report
from tests.factories import make_layout, make_organization, make_plan, make_report, make_superuser
from tests.measures.importing.seeds import report


def make_draft(name: str = "003", *, code: str = "nongruea") -> AnnualPlan:
    """The plan of one of the five reports with all its texts, and its report, as drafts."""
    data = report(name)
    of = data.organization
    organization = make_organization(
        code=code, name=of.name, kind=of.kind, district=of.district, province=of.province
    )
    plan = make_plan(organization=organization, year=data.fiscal_year or 2568)
    write_report(plan=plan, data=data, by=make_superuser())
    make_report(plan=plan, layout=make_layout("six"))
    return AnnualPlan.objects.select_related("organization", "fiscal_year").get(pk=plan.pk)
