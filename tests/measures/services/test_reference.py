import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.models import AuditEvent, FiscalYear, Issue, IssueScheme
from measures.roles import Role
from measures.services.reference import (
    SEVEN_ISSUES,
    TEN_INDICATORS,
    create_fiscal_year,
    delete_fiscal_year,
    delete_scheme,
    load_reference,
    save_scheme,
    update_fiscal_year,
)
from tests.factories import (
    make_fiscal_year,
    make_measure,
    make_organization,
    make_plan,
    make_scheme,
    make_superuser,
    make_user,
)

pytestmark = pytest.mark.django_db


def names(scheme):
    return list(scheme.issues.values_list("position", "name"))


def test_load_reference_adds_years_and_schemes_once():
    load_reference()
    FiscalYear.objects.filter(year=2563).update(is_open=False)
    load_reference()

    assert sorted(FiscalYear.objects.values_list("year", flat=True)) == list(range(2563, 2571))
    assert not FiscalYear.objects.get(year=2563).is_open
    counts = {scheme.name: scheme.issues.count() for scheme in IssueScheme.objects.all()}
    assert counts == {SEVEN_ISSUES: 7, TEN_INDICATORS: 10}
    events = list(AuditEvent.objects.values_list("actor", "actor_id"))
    assert events == [("ระบบ", None)] * 10


def test_create_fiscal_year_refuses():
    make_fiscal_year(2568)

    with pytest.raises(PermissionDenied):
        create_fiscal_year(
            year=2569, by=make_user(role=Role.LEGAL, organization=make_organization())
        )
    for year in (2568, 2026):
        with pytest.raises(ValidationError):
            create_fiscal_year(year=year, by=make_superuser())

    assert not AuditEvent.objects.exists()


def test_fiscal_year_is_made_closed_and_removed():
    by = make_superuser()

    year = create_fiscal_year(year=2571, by=by)
    update_fiscal_year(fiscal_year=year, is_open=False, by=by)
    year.refresh_from_db()
    assert not year.is_open
    delete_fiscal_year(fiscal_year=year, by=by)

    assert not FiscalYear.objects.exists()
    assert [event.action for event in AuditEvent.objects.order_by("pk")] == [
        "fiscal_year.created",
        "fiscal_year.updated",
        "fiscal_year.deleted",
    ]


def test_delete_fiscal_year_needs_one_without_plans():
    year = make_plan().fiscal_year

    with pytest.raises(ValidationError):
        delete_fiscal_year(fiscal_year=year, by=make_superuser())

    assert FiscalYear.objects.get() == year


def test_save_scheme_keeps_reworded_and_moved_issues():
    scheme = make_scheme("ก", "ข", "ค")
    first, second, third = scheme.issues.all()

    saved = save_scheme(
        scheme=scheme, name="ใหม่", source="ที่มา", issues=["ค", "ข แก้", "ก"], by=make_superuser()
    )

    assert (saved.name, names(saved)) == ("ใหม่", [(1, "ค"), (2, "ข แก้"), (3, "ก")])
    keys = list(scheme.issues.values_list("pk", flat=True))
    assert keys == [third.pk, second.pk, first.pk]
    event = AuditEvent.objects.get()
    assert (event.action, (event.before or {})["issues"], (event.after or {})["issues"]) == (
        "issue_scheme.updated",
        ["ก", "ข", "ค"],
        ["ค", "ข แก้", "ก"],
    )


def test_save_scheme_adds_and_takes_out_issues():
    scheme, by = make_scheme("ก", "ข"), make_superuser()

    assert names(save_scheme(scheme=scheme, name="ชุด", issues=["ก", "ข", "ค"], by=by)) == [
        (1, "ก"),
        (2, "ข"),
        (3, "ค"),
    ]
    assert names(save_scheme(scheme=scheme, name="ชุด", issues=["ข"], by=by)) == [(1, "ข")]


def test_save_scheme_never_takes_out_an_issue_that_measures_point_to():
    scheme = make_scheme("ก", "ข")
    make_measure(issue=Issue.objects.get(name="ก"))

    with pytest.raises(ValidationError):
        save_scheme(scheme=scheme, name="ชุด", issues=["ข"], by=make_superuser())

    assert names(scheme) == [(1, "ก"), (2, "ข")]


def test_save_scheme_never_takes_a_new_issue_for_one_that_is_gone():
    scheme = make_scheme("ก", "ข", "ค")
    make_measure(issue=Issue.objects.get(name="ก"))

    with pytest.raises(ValidationError):
        save_scheme(scheme=scheme, name="ชุด", issues=["ข", "ค", "ง"], by=make_superuser())

    assert names(scheme) == [(1, "ก"), (2, "ข"), (3, "ค")]


def test_save_scheme_refuses():
    organization = make_organization()
    administrator = make_user(role=Role.ADMINISTRATOR, organization=organization)
    own = save_scheme(name="ของเรา", issues=["ก"], by=administrator, organization=organization)

    with pytest.raises(PermissionDenied):
        save_scheme(name="ร่วม", issues=["ก"], by=administrator)
    with pytest.raises(ValidationError):
        save_scheme(scheme=own, name="ของเรา", issues=["ก", "ก"], by=administrator)
    with pytest.raises(ValidationError):
        save_scheme(scheme=own, name="ของเรา", issues=[""], by=administrator)
    with pytest.raises(ValidationError):
        save_scheme(name="ของเรา", issues=["ก"], by=administrator, organization=organization)

    assert names(own) == [(1, "ก")]
    assert AuditEvent.objects.count() == 1


def test_delete_scheme_needs_one_that_no_plan_follows():
    used, spare, by = make_scheme(), make_scheme("ก"), make_superuser()
    make_plan(issue_scheme=used)

    with pytest.raises(ValidationError):
        delete_scheme(scheme=used, by=by)
    delete_scheme(scheme=spare, by=by)

    assert list(IssueScheme.objects.all()) == [used]
    assert (AuditEvent.objects.get().before or {})["issues"] == ["ก"]
