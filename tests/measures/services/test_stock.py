import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.inputs import MeasureInput, OwnerInput, StepInput, StockInput
from measures.models import AuditEvent, IssueScheme, Measure, StockMeasure
from measures.roles import Role
from measures.services.beginning import open_with_issues, open_with_stock
from measures.services.copying import moved_period
from measures.services.meaning import find_issue
from measures.services.reference import SEVEN_ISSUES, TEN_INDICATORS, load_reference
from measures.services.stock import (
    delete_stock_measure,
    load_stock_measures,
    save_stock_measure,
    stock_as_measure,
)
from tests.factories import (
    make_fiscal_year,
    make_organization,
    make_stock_measure,
    make_superuser,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_every_stock_measure_names_an_issue_and_has_a_period_that_is_understood():
    load_reference()
    load_stock_measures()
    issues = list(IssueScheme.objects.get(name=SEVEN_ISSUES).issues.all())

    stock = list(StockMeasure.objects.all())
    read = [stock_as_measure(row, fiscal_year=2569) for row in stock]

    assert len(stock) == 11
    assert all(find_issue(measure, issues) for measure in read)
    assert all(measure.period.start for measure in read)
    assert all(len(measure.steps) >= 2 and measure.owners for measure in read)
    assert {moved_period(measure.period, 2569, 2570).text for measure in read} == {
        measure.period.text for measure in read
    }


def test_stock_measures_are_loaded_once_and_what_was_changed_stays():
    load_stock_measures()
    StockMeasure.objects.exclude(position=1).delete()
    StockMeasure.objects.update(title="ถ้อยคำใหม่")

    load_stock_measures()

    assert list(StockMeasure.objects.values_list("title", flat=True)) == ["ถ้อยคำใหม่"]


def test_an_administrator_writes_and_removes_stock_measures():
    by = make_superuser()
    data = StockInput(name="ก", title="มาตรการ ก", steps=("หนึ่ง", "สอง"), owners=("กองคลัง",))

    stock = save_stock_measure(data=data, by=by)
    assert stock_as_measure(stock, fiscal_year=2569) == MeasureInput(
        title="มาตรการ ก",
        steps=(StepInput(text="หนึ่ง", mark="๑."), StepInput(text="สอง", mark="๒.")),
        owners=(OwnerInput(text="กองคลัง"),),
    )
    with pytest.raises(ValidationError):
        save_stock_measure(data=StockInput(name="ก", title="อีกครั้ง"), by=by)
    delete_stock_measure(stock=stock, by=by)

    assert not StockMeasure.objects.exists()
    assert list(AuditEvent.objects.order_by("pk").values_list("action", flat=True)) == [
        "stock_measure.created",
        "stock_measure.deleted",
    ]


def test_nobody_of_an_organization_writes_stock_measures():
    by = make_user(role=Role.LEGAL, organization=make_organization())

    with pytest.raises(PermissionDenied):
        save_stock_measure(data=StockInput(name="ก", title="ก"), by=by)
    with pytest.raises(PermissionDenied):
        delete_stock_measure(stock=make_stock_measure(), by=by)


def test_a_plan_begins_with_a_measure_for_each_issue():
    load_reference()
    organization = make_organization()
    by = make_user(role=Role.COORDINATOR, organization=organization)
    scheme = IssueScheme.objects.get(name=TEN_INDICATORS)

    plan = open_with_issues(
        organization=organization, fiscal_year=make_fiscal_year(2569), scheme=scheme, by=by
    )

    measures = list(Measure.objects.in_plan(plan).select_related("issue"))
    assert [(row.title, row.issue_text) for row in measures] == [
        ("", issue.name) for issue in scheme.issues.all()
    ]
    assert [row.issue for row in measures] == list(scheme.issues.all())
    assert plan.issue_scheme == scheme


def test_a_plan_begins_with_the_chosen_stock_measures_in_their_order():
    load_reference()
    organization = make_organization()
    by = make_user(role=Role.COORDINATOR, organization=organization)
    stock = [
        make_stock_measure(position=place, issue_text=issue)
        for place, issue in ((2, "การใช้อำนาจ"), (1, "การใช้งบประมาณ"))
    ]

    year = make_fiscal_year(2569)
    with pytest.raises(ValidationError):
        open_with_stock(organization=organization, fiscal_year=year, stock=[], by=by)
    plan = open_with_stock(organization=organization, fiscal_year=year, stock=stock, by=by)

    measures = list(Measure.objects.in_plan(plan).with_rows())
    assert [row.issue_text for row in measures] == ["การใช้งบประมาณ", "การใช้อำนาจ"]
    assert measures[0].as_input() == stock_as_measure(stock[1], fiscal_year=2569)
    assert str(plan.issue_scheme) == TEN_INDICATORS
