"""The pages of comments, and what writers see of them beside their boxes."""

import pytest

from measures.models import Measure, Output
from measures.roles import Role
from reports.models import Comment
from reports.services.comments import add_comment, answer_comment
from reports.services.workflow import return_report
from tests.factories import make_organization, make_plan, make_user
from tests.reports.views.workspace.deciding import PLAN, REVIEW, browser_of, make_desk, page, seen

pytestmark = pytest.mark.django_db
LIST = PLAN + "comments/"
ADD = LIST + "add/"


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def measure(desk):
    return Measure.objects.in_plan(desk.plan).get()


@pytest.fixture
def comment(desk, measure):
    """On the output of the only measure, in a version that was sent back."""
    version = desk.submit()
    made = add_comment(
        version=version, measure=measure, field="outputs", text="ระบุจำนวน", by=desk.executive
    )
    return_report(version=version, reason="แก้", by=desk.executive)
    return made


@pytest.fixture
def writer(desk):
    return browser_of(make_user(role=Role.COORDINATOR, organization=desk.plan.organization))


def test_a_comment_is_written_on_a_field_of_the_version(desk, measure, writer):
    desk.submit()
    client = browser_of(desk.executive)
    assert "ยังไม่มีความเห็น" in page(client, LIST)
    here = f'href="{ADD}?measure=1&amp;page=table"'
    assert [here in page(browser, REVIEW + "table/") for browser in (client, writer)] == [1, 0]

    response = client.post(
        ADD,
        {"seen": seen(client, ADD), "measure": "1", "field": "outputs", "text": "ระบุ\r\nจำนวน"},
    )

    assert response["Location"] == LIST
    made = Comment.objects.get()
    assert (made.measure, made.field, made.text) == (measure, "outputs", "ระบุ\nจำนวน")
    shown = page(client, LIST)
    assert "ความเห็นที่ยังไม่ปิด ๑&nbsp;รายการ" in shown
    assert "มาตรการที่ ๑ · มาตรการป้องกันการทุจริต · ผลการดำเนินการ" in shown
    assert "ระบุ\nจำนวน" in page(client, REVIEW)


def test_a_field_that_changed_offers_a_comment_on_it(desk):
    desk.send_back()
    Output.objects.update(text="มีประกาศ ๒ ฉบับ")
    desk.submit()
    client = browser_of(desk.legal)

    assert f'href="{ADD}?measure=1&amp;field=outputs&amp;page=changes"' in page(client, REVIEW)
    form = page(client, f"{ADD}?measure=1&field=outputs")
    assert '<option value="outputs" selected>' in form
    assert '<option value="1" selected>มาตรการที่ ๑' in form


WRONG = [
    ({"text": " "}, "โปรดพิมพ์ความเห็น"),
    ({"text": "ก" * 2001}, "ยาวเกิน ๒,๐๐๐ ตัวอักษร"),
    ({"measure": "9"}, "โปรดเลือกมาตรการ"),
    ({"measure": ""}, "โปรดเลือกมาตรการ"),
    ({"field": "x"}, "โปรดเลือกช่อง"),
    ({"field": "introduction"}, "ช่องนี้ไม่มีในมาตรการ"),
    ({"measure": "0"}, "ช่องนี้ไม่มีในหัวรายงานและบทนำ"),
    ({"seen": "0" * 64}, "โปรดดูสิ่งที่เปลี่ยนก่อน"),
]


def test_what_is_wrong_is_told_and_what_was_typed_stays(desk):
    version, browser = desk.submit(), browser_of(desk.legal)
    good = {"seen": version.sha256, "measure": "1", "field": "outputs", "text": "ระบุจำนวน"}
    for form, refusal in WRONG:
        shown = browser.post(ADD, {**good, **form}).content.decode()

        assert (form, refusal in shown) == (form, True)
        assert {**good, **form}["text"] in shown
        assert not Comment.objects.exists()


@pytest.mark.parametrize("query", ["?measure=x&field=y", "?measure=99", "?field=", "?measure=-1"])
def test_a_place_that_is_none_is_left_to_be_chosen(desk, query):
    desk.submit()

    assert browser_of(desk.legal).get(ADD + query).status_code == 200


def test_writers_see_comments_beside_the_boxes_and_say_what_they_did(writer, comment, measure):
    editor = page(writer, f"{PLAN}measures/{measure.pk}/")
    assert editor.count("ระบุจำนวน") == 2  # beside the box, and in the list of the measure
    assert f'href="{LIST}#c{comment.pk}"' in editor
    assert f'href="{PLAN}measures/{measure.pk}/#f-outputs"' in page(writer, LIST)

    response = writer.post(f"{LIST}{comment.pk}/answer/", {"text": "แก้เป็น ๒", "is_mended": "on"})

    assert response["Location"] == f"{LIST}#c{comment.pk}"
    comment.refresh_from_db()
    assert comment.state == "answered"
    assert "แก้เป็น ๒" in page(writer, LIST)


def test_what_the_field_said_then_is_kept(writer, comment):
    assert "ข้อความเปลี่ยนแล้ว" not in page(writer, LIST)

    Output.objects.update(text="มีประกาศ ๒ ฉบับ")

    shown = page(writer, LIST)
    assert "ข้อความเปลี่ยนแล้วหลังความเห็นนี้" in shown
    assert "มีประกาศ ๑ ฉบับ" in shown


def test_a_reviewer_closes_and_opens_a_comment(desk, comment, measure, writer):
    client = browser_of(desk.legal)

    client.post(f"{LIST}{comment.pk}/close/")
    assert "ปิดแล้ว" in page(client, LIST)
    assert "ระบุจำนวน" not in page(writer, f"{PLAN}measures/{measure.pk}/")
    refused = writer.post(f"{LIST}{comment.pk}/answer/", {"text": "อีก"}, follow=True)
    assert "ความเห็นนี้ปิดแล้ว" in refused.content.decode()
    assert "readonly>อีก</textarea>" in refused.content.decode()
    client.post(f"{LIST}{comment.pk}/reopen/")

    comment.refresh_from_db()
    assert comment.state == "open"


@pytest.mark.parametrize(("text", "refusal"), [("", "โปรดพิมพ์คำตอบ"), ("ก" * 2001, "ยาวเกิน ๒,๐๐๐")])
def test_an_answer_needs_words(writer, comment, text, refusal):
    shown = writer.post(f"{LIST}{comment.pk}/answer/", {"text": text}, follow=True)

    assert shown.status_code == 422
    assert refusal in shown.content.decode()
    assert f">{text}</textarea>" in shown.content.decode()
    assert not comment.answers.exists()


def test_the_return_tells_how_many_comments_go_with_it(desk, measure):
    version = desk.submit()
    client = browser_of(desk.executive)
    assert "หากต้องการชี้ช่องที่ต้องแก้" in page(client, REVIEW + "return/")
    add_comment(version=version, measure=measure, field="whole", text="ดูใหม่", by=desk.legal)

    assert "ความเห็นที่ยังไม่ปิด ๑&nbsp;รายการ" in page(client, REVIEW + "return/")


def test_while_the_report_is_written_nothing_is_commented_on(desk, comment):
    client = browser_of(desk.legal)

    assert client.get(ADD)["Location"] == PLAN
    assert f'href="{ADD}"' not in page(client, LIST)


@pytest.mark.parametrize("verb", ["answer", "close", "reopen"])
def test_a_comment_of_another_office_is_not_found(desk, comment, verb):
    other = make_plan(organization=make_organization(code="other"))
    stranger = browser_of(make_user(role=Role.LEGAL, organization=other.organization))

    assert stranger.post(f"/plans/other/2568/comments/{comment.pk}/{verb}/").status_code == 404
    assert stranger.post(f"{LIST}{comment.pk}/{verb}/").status_code == 404
    comment.refresh_from_db()
    assert comment.state == "open"


def test_a_comment_stands_at_its_field_in_the_differences_with_its_answer(desk):
    version = desk.submit()
    measure = Measure.objects.in_plan(desk.plan).get()
    comment = add_comment(
        version=version, field="outputs", measure=measure, text="ระบุจำนวน", by=desk.executive
    )
    return_report(version=version, reason="แก้", by=desk.executive)
    Output.objects.update(text="มีประกาศ ๒ ฉบับ")
    answer_comment(comment=comment, text="ใส่จำนวนแล้ว", is_mended=True, by=desk.legal)
    desk.submit()

    shown = page(browser_of(desk.executive), REVIEW)

    field = shown[shown.index('id="m1"') : shown.index("เส้นทางอนุมัติ")]
    for words in ("ระบุจำนวน", "ใส่จำนวนแล้ว", "ตอบหรือปิดความเห็น", "แก้แล้ว"):
        assert words in field
    assert "ยังมีความเห็นที่ไม่ปิด ๑" in page(browser_of(desk.executive), REVIEW + "approve/")


def test_after_a_comment_the_reviewer_is_where_they_were(desk):
    desk.submit()
    client = browser_of(desk.executive)
    link = PLAN + "comments/add/?measure=1&field=outputs&page=changes"
    form = {"seen": seen(client, link), "measure": 1, "field": "outputs", "text": "ระบุจำนวน"}

    there = client.post(PLAN + "comments/add/", {**form, "page": "changes"})
    elsewhere = client.post(PLAN + "comments/add/", {**form, "page": "?"})

    assert 'name="page" value="changes"' in page(client, link)
    assert (there["Location"], elsewhere["Location"]) == (
        REVIEW + "#m1",
        PLAN + "comments/",
    )
