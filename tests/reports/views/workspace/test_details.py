import re
from decimal import Decimal
from html import unescape

import pytest
from django.utils import timezone

from measures.models import AnnualPlan
from measures.roles import Role
from reports.models import Layout
from tests.factories import (
    make_full_measure,
    make_layout,
    make_membership,
    make_organization,
    make_plan,
    make_report,
    make_scheme,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
PAGE = "/plans/takbai/2568/details/"


@pytest.fixture
def plan():
    organization = make_organization(code="takbai", name="เทศบาลเมืองตากใบ")
    plan = make_plan(organization=organization, introduction="บทนำเดิม", issues_text="๑. หนึ่ง")
    make_report(plan=plan, layout=make_layout("six"))
    make_full_measure(plan=plan, title="มาตรการแรก")
    return plan


@pytest.fixture
def legal(plan):
    return make_user(role=Role.LEGAL, organization=plan.organization)


def typed(page: str, **changes: object) -> dict[str, object]:
    """What the page's form would send."""
    values: dict[str, object] = {}
    for name, value in re.findall(
        r'<input type="(?:text|hidden)" name="(\w+)" value="([^"]*)"', page
    ):
        values[name] = unescape(value)
    for name, value in re.findall(
        r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL
    ):
        values[name] = unescape(value)
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.findall(r'<option value="(\w*)" selected', options)
        values[name] = chosen[0] if chosen else ""
    return {**values, **changes}


def opened(client, **changes: object) -> dict[str, object]:
    return typed(client.get(PAGE).content.decode(), **changes)


def test_everything_is_saved_and_shown_again(client, plan, legal):
    scheme = make_scheme("หนึ่ง")
    wide = make_layout("suggestions")
    client.force_login(legal)
    values = opened(
        client,
        title="ชื่อใหม่",
        introduction="ย่อหน้าแรก\r\n\r\nย่อหน้าสอง",
        ita_year="๒๕๖๘",
        ita_total="๙๓,๙๖",
        ita_iit="93.5",
        ita_eit="๑๐๐",
        ita_level="AA หรือผ่านดี",
        issue_scheme=scheme.pk,
        layout=wide.pk,
        assessment_year="2568",
    )

    done = client.post(PAGE, values, follow=True)

    assert done.redirect_chain == [(PAGE, 302)]
    plan = AnnualPlan.objects.get()
    assert (plan.title, plan.introduction) == ("ชื่อใหม่", "ย่อหน้าแรก\n\nย่อหน้าสอง")
    scores = (plan.ita_year, plan.ita_total, plan.ita_iit, plan.ita_eit, plan.ita_oit)
    assert scores == (2568, Decimal("93.96"), Decimal("93.50"), Decimal(100), None)
    assert (plan.ita_level, plan.issue_scheme) == ("AA หรือผ่านดี", scheme)
    assert (plan.report.layout, plan.report.assessment_year) == (wide, 2568)
    page = done.content.decode()
    assert re.findall(r'name="ita_\w+" value="([^"]+)"', page) == [
        *("๒๕๖๘", "๙๓.๙๖", "๙๓.๕๐", "๑๐๐.๐๐"),
        "AA หรือผ่านดี",
    ]


CANNOT_BE = [
    ({"title": "  "}, "โปรดใส่ชื่อรายงาน"),
    ({"title": "ก" * 501}, "ยาวเกิน ๕๐๐ ตัวอักษร ขณะนี้ ๕๐๑"),
    ({"introduction": "ก" * 20_001}, "ยาวเกิน ๒๐,๐๐๐ ตัวอักษร ขณะนี้ ๒๐,๐๐๑"),
    ({"introduction": "ก" + "่" * 30}, "ยังไม่ได้บันทึก"),
    ({"ita_total": "๑๐๐.๐๑"}, "คะแนนอยู่ระหว่าง ๐.๐๐ ถึง ๑๐๐.๐๐ ทศนิยม ๒ ตำแหน่ง"),
    ({"ita_total": "93.961"}, "คะแนนอยู่ระหว่าง"),
    ({"ita_oit": "-1"}, "คะแนนอยู่ระหว่าง"),
    ({"ita_oit": "ดี"}, "คะแนนอยู่ระหว่าง"),
    ({"ita_year": "2025"}, "ใส่ปี พ.ศ. ๔ หลัก เช่น ๒๕๖๘"),
    ({"ita_level": "ก" * 101}, "ยาวเกิน ๑๐๐ ตัวอักษร ขณะนี้ ๑๐๑"),
    ({"layout": "999999"}, "ไม่มีรูปแบบตารางนี้แล้ว"),
    ({"issue_scheme": "x"}, "ไม่มีชุดประเด็นนี้แล้ว"),
    ({"assessment_year": "2570"}, "2570"),
    ({"title": "มี\x00ศูนย์"}, "ยังไม่ได้บันทึก"),
    ({"revision": "x"}, "ยังไม่ได้บันทึก"),
]


def test_what_cannot_be_is_said_and_what_was_typed_stays(client, plan, legal):
    client.force_login(legal)
    for changes, words in CANNOT_BE:
        values = opened(client, place_text="พิมพ์ไว้แล้ว", **changes)

        answer = client.post(PAGE, values)

        page = answer.content.decode()
        told = (answer.status_code, words in page, "ยังไม่ได้บันทึก" in page)
        assert (changes, *told) == (changes, 200, True, True)
        assert 'value="พิมพ์ไว้แล้ว"' in page
        assert AnnualPlan.objects.get().revision == 0


def test_two_in_different_boxes_both_keep_their_work(client, plan, legal):
    client.force_login(legal)
    mine, theirs = opened(client, ita_level="ผ่านดี"), opened(client, introduction="บทนำของเขา")
    client.post(PAGE, theirs)

    done = client.post(PAGE, mine)

    plan = AnnualPlan.objects.get()
    assert (done.status_code, plan.introduction, plan.ita_level) == (302, "บทนำของเขา", "ผ่านดี")


def test_two_in_the_same_box_see_both_texts(client, plan, legal):
    client.force_login(legal)
    mine = opened(client, introduction="บทนำของฉัน")
    client.post(PAGE, opened(client, introduction="บทนำของเขา", ita_level="ผ่าน"))

    page = client.post(PAGE, mine).content.decode()

    assert "มีผู้อื่นแก้ช่องเดียวกันก่อนท่าน" in page
    assert '<dd class="as-typed">บทนำของเขา</dd>' in page
    again = typed(page)
    assert (again["introduction"], again["ita_level"]) == ("บทนำของฉัน", "ผ่าน")
    assert AnnualPlan.objects.get().introduction == "บทนำของเขา"
    client.post(PAGE, again)
    plan = AnnualPlan.objects.get()
    assert (plan.introduction, plan.ita_level) == ("บทนำของฉัน", "ผ่าน")


def test_an_introduction_is_proposed_and_not_saved(client, plan, legal):
    client.force_login(legal)
    values = opened(client, ita_year="๒๕๖๘", ita_total="93.96", ita_level="ผ่านดี")

    page = client.post(PAGE, {**values, "use": "introduction"}).content.decode()

    assert typed(page)["introduction"] == (
        "จากผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) "
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ของเทศบาลเมืองตากใบ โดยภาพรวมได้คะแนน ๙๓.๙๖ คะแนน "
        "อยู่ในระดับผ่านดี เทศบาลเมืองตากใบได้กำหนดมาตรการเพื่อส่งเสริมคุณธรรมและความโปร่งใส"
        "ภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ จำนวน ๑ มาตรการ ตามประเด็นดังต่อไปนี้\n\n"
        "๑. หนึ่ง\n\n"
        "เทศบาลเมืองตากใบขอรายงานผลการดำเนินการตามมาตรการดังกล่าว โดยแสดง"
        "มาตรการ โครงการ หรือกิจกรรม ขั้นตอนหรือวิธีการปฏิบัติ ระยะเวลาในการดำเนินการ "
        "ผู้รับผิดชอบ ผลการดำเนินการ และผลลัพธ์หรือผลสัมฤทธิ์ของการดำเนินการ "
        "รายละเอียดปรากฏตามตาราง ดังนี้"
    )
    assert AnnualPlan.objects.get().introduction == "บทนำเดิม"


@pytest.mark.parametrize(
    ("scores", "level"),
    [
        ({"ita_total": "93.96", "ita_iit": "90", "ita_eit": "90", "ita_oit": "90"}, "ผ่านดี"),
        ({"ita_total": "93.96"}, "ของฉัน"),
        ({"ita_total": "๗๒.๐๐"}, "ต้องปรับปรุง"),
        ({"ita_total": "ดี"}, "ของฉัน"),
    ],
)
def test_a_level_is_proposed_where_the_scores_tell_one(client, plan, legal, scores, level):
    client.force_login(legal)
    values = opened(client, ita_year="2568", ita_level="ของฉัน", **scores)

    page = client.post(PAGE, {**values, "use": "level"}).content.decode()

    assert typed(page)["ita_level"] == level
    assert AnnualPlan.objects.get().ita_level == ""


def test_texts_of_last_year_wait_to_be_confirmed(client, plan, legal):
    plan.carried = ["title", "introduction"]
    plan.save()
    client.force_login(legal)
    assert client.get(PAGE).content.decode().count("ข้อความจากปีก่อน โปรดตรวจ") == 2

    client.post(PAGE, opened(client, confirmed=["title"]))
    assert AnnualPlan.objects.get().carried == ["introduction"]
    client.post(PAGE, opened(client, introduction="ใหม่"))

    assert AnnualPlan.objects.get().carried == []


def test_a_coordinator_writes_the_texts_but_not_the_table(client, plan):
    client.force_login(make_user(role=Role.COORDINATOR, organization=plan.organization))
    other = make_layout("suggestions")
    page = client.get(PAGE).content.decode()
    assert 'name="layout"' not in page

    client.post(PAGE, typed(page, title="ของผู้ประสานงาน", layout=other.pk, assessment_year="2568"))

    plan = AnnualPlan.objects.get()
    assert (plan.title, plan.report.assessment_year) == ("ของผู้ประสานงาน", 2569)
    assert plan.report.layout != other


def test_others_read_what_they_cannot_change(client, plan):
    staff = make_user()
    part = make_membership(user=staff, role=Role.STAFF, organization=plan.organization)
    part.units.add(make_unit(organization=plan.organization))
    people = [staff, *(make_user(role=role, organization=plan.organization) for role in READERS)]

    for person in people:
        client.force_login(person)
        page = client.get(PAGE).content.decode()
        assert ("บทนำเดิม" in page, "<textarea" in page) == (True, False)
        assert client.post(PAGE, {"title": "แก้"}).status_code == 403

    assert AnnualPlan.objects.get().revision == 0


def test_a_locked_plan_is_read(client, plan, legal):
    client.force_login(legal)
    values = opened(client, title="แก้")
    AnnualPlan.objects.update(locked_at=timezone.now())

    page = client.get(PAGE).content.decode()
    refused = client.post(PAGE, values).content.decode()

    assert ("แก้ไขไม่ได้" in page, "<textarea" in page) == (True, False)
    assert "รายงานนี้ส่งตรวจหรือเผยแพร่แล้ว แก้ไขไม่ได้" in refused
    assert AnnualPlan.objects.get().revision == 0


def test_a_layout_is_shown_with_the_first_measure(client, plan, legal):
    make_full_measure(plan=plan, title="มาตรการที่สอง")
    client.force_login(legal)
    layout = make_layout("suggestions")

    sample = client.get(f"{PAGE}layout/?layout={layout.pk}").content.decode()

    assert "มาตรการแรก" in sample
    assert "มาตรการที่สอง" not in sample
    headings = re.findall(r'role="columnheader">([^<]+)<', sample)
    assert headings == [column.heading for column in layout.layout_spec().columns]


def test_layouts_of_others_are_not_shown(client, plan, legal):
    others = make_layout("suggestions", organization=make_organization())
    client.force_login(legal)

    pages = [f"{PAGE}layout/?layout={key}" for key in (others.pk, "", "x", 10**30)]
    assert [client.get(page).status_code for page in pages] == [404] * 4
    assert f'<option value="{others.pk}"' not in client.get(PAGE).content.decode()


def test_a_plan_without_a_report_gets_one_with_its_table(client, legal, plan):
    bare = make_plan(organization=plan.organization, year=2567)
    client.force_login(legal)
    page = client.get("/plans/takbai/2567/details/").content.decode()

    client.post("/plans/takbai/2567/details/", typed(page, title="เริ่มแล้ว"))

    assert (bare.report.layout, bare.report.assessment_year) == (Layout.objects.get(), 2568)


READERS = (Role.EXECUTIVE, Role.ADMINISTRATOR, Role.AUDITOR)
