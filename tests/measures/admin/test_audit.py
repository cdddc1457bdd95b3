"""The record of who did what, in words."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client

from measures.admin.audit_values import changes_shown
from measures.models import AuditEvent, User
from measures.services.issues import choose_issue
from measures.services.measures import save_measure
from measures.services.order import place_measure
from measures.templatetags.audit import action_words, kind_words
from tests.factories import a_measure, make_measure, make_organization, make_plan, make_scheme
from tests.measures.admin.pages import address
from tests.measures.admin.rows import a_saved_measure

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]
_TEXT = re.compile(r"<[^>]+>")


def shown(event: AuditEvent) -> list[list[str]]:
    """The lines of the table of changes: name, before, after."""
    lines = re.findall(r"<tr><th scope=\"row\">.*?</tr>", changes_of(event), re.S)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.S) for line in lines]
    return [[_TEXT.sub("", cell).strip() for cell in line] for line in cells]


def changes_of(event: AuditEvent) -> str:
    return str(changes_shown(event.object_type, event.before, event.after))


def test_only_what_changed_is_shown_under_the_names_of_the_fields(administrator: User) -> None:
    measure = a_saved_measure(administrator)
    data = a_measure(title="ชื่อใหม่ <b>", owners=())
    save_measure(plan=measure.plan, data=data, measure=measure, revision=0, by=administrator)

    event = AuditEvent.objects.get()

    assert shown(event) == [
        ["มาตรการ/โครงการ/กิจกรรม", "มาตรการส่งเสริมความโปร่งใส", "ชื่อใหม่ &lt;b&gt;"],
        ["ผู้รับผิดชอบ", "ผู้รับผิดชอบ สำนักปลัด", "–"],
    ]


def test_names_stand_for_keys(administrator: User) -> None:
    scheme = make_scheme("การใช้อำนาจ")
    plan = make_plan(issue_scheme=scheme)
    first, second = make_measure(plan=plan, title="หนึ่ง"), make_measure(plan=plan, title="สอง")
    issue = scheme.issues.get()
    choose_issue(measure=first, issue=issue, by=administrator, revision=0)
    place_measure(measure=second, position=1, by=administrator)

    chosen, ordered = AuditEvent.objects.order_by("pk")

    assert shown(chosen) == [["ประเด็น", "–", "การใช้อำนาจ"]]
    assert [cell.split() for cell in shown(ordered)[0]] == [["ลำดับ"], ["หนึ่งสอง"], ["สองหนึ่ง"]]
    second.delete()
    assert f"เลขข้อมูล {second.pk}" not in changes_of(ordered)
    assert "(ไม่มีแล้ว)" in changes_of(ordered)


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("measure", {"expected_on": "2025-09-30"}, "๓๐ ก.ย. ๒๕๖๘"),
        ("measure", {"status": "not_done"}, "ไม่ได้ดำเนินการ"),
        ("fiscalyear", {"is_open": False}, "ไม่ใช่"),
        ("measure", {"issue": "x' OR 1=1"}, "(ไม่มีแล้ว)"),
        ("nothing_known", {"key": {"text": ["<i>"]}}, "&lt;i&gt;"),
        ("measure", {"period": {"text": "ต.ค.", "kind": "quarters"}}, "<b>ชนิด</b> ไตรมาส<"),
        ("annualplan", {"fiscal_year": 2568, "organization": {"district": ""}}, ">๒๕๖๘<"),
    ],
)
def test_values_are_shown_as_people_write_them(kind, values, words) -> None:
    assert words in changes_shown(kind, None, values).replace("\N{NO-BREAK SPACE}", " ")


def test_an_event_without_values_says_so() -> None:
    assert changes_shown("user", None, None) == "–"
    assert changes_shown("measure", {"steps": [], "title": None}, {"steps": [{}]}) == "–"


def test_lists_name_the_organization(admin: Client) -> None:
    make_organization(code="phato", name="เทศบาลตำบลพะโต๊ะ")
    AuditEvent.objects.create(action="plan.opened", actor="ก", organization_code="phato")
    AuditEvent.objects.create(action="plan.opened", actor="ก", organization_code="gone")

    html = admin.get(address("auditevent", "changelist")).content.decode()

    found = re.findall(r'<td class="field-organization">(.*?)</td>', html)
    assert found == ["gone", "เทศบาลตำบลพะโต๊ะ"]


def test_every_action_that_is_recorded_has_thai_words() -> None:
    sources = [
        path.read_text(encoding="utf-8")
        for app in ("measures", "reports")
        for path in (ROOT / app / "services").glob("**/*.py")
    ]
    actions = {a for source in sources for a in re.findall(r'"([a-z_]+\.[a-z_]+)"', source)}
    composed = {a for source in sources for a in re.findall(r'record\(\s*f"([^"]+)"', source)}
    actions |= {
        f"{kind}.{verb}"
        for kind in ("round", "round_item", "level_scale")
        for verb in ("created", "updated", "deleted")
    }

    assert len(actions) > 50
    assert composed == {"{name}.deleted", "{name}.{verb}"}  # those of the round, its items, scales
    assert [action for action in sorted(actions) if re.search("[a-z]", action_words(action))] == []


@pytest.mark.parametrize("app", ["measures", "reports"])
def test_every_kind_of_row_has_a_thai_name(app: str) -> None:
    names = [model._meta.model_name or "" for model in apps.get_app_config(app).get_models()]

    assert [name for name in names if re.search("[a-z]", kind_words(name))] == []
