from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from measures.roles import Role
from tests.factories import AT, PASSWORD, make_measure, make_report, make_user, make_version
from tests.reports.views.published import make_published, publish, withdraw

pytestmark = pytest.mark.django_db
CACHE_CONTROL = "public, max-age=0, must-revalidate"


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.fixture
def report():
    return make_published(code="takbai", name="เทศบาลเมืองตากใบ", kind="ทม.")


def test_report_detail_answers_who_when_and_which(client, report):
    page = text_of(client.get("/reports/takbai/2568/"))

    for words in (
        "<title>รายงานผลการดำเนินการ เทศบาลเมืองตากใบ",
        "๑๖\N{NO-BREAK SPACE}มีนาคม\N{NO-BREAK SPACE}พ.ศ.\N{NO-BREAK SPACE}๒๕๖๙",
        "นายกเทศมนตรีเมืองทดสอบ",
        "ครบ ๖ จาก ๖",
        "ปีงบประมาณ พ.ศ.&nbsp;๒๕๖๙",
        'href="/reports/takbai/2568/versions/1/pdf/"',
        'href="/reports/takbai/2568/versions/1/json/"',
        'value="http://localhost:8000/reports/takbai/2568/"',
        'value="http://localhost:8000/reports/takbai/2568/versions/1/"',
        'href="#m1"',
        '<tbody role="rowgroup" id="m1">',
        "มีประกาศ ๑ ฉบับ",
    ):
        assert words in page


def test_report_detail_is_for_caches_and_for_everyone(client, report):
    response = client.get("/reports/takbai/2568/")

    assert response.status_code == 200
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert response["Cache-Control"] == CACHE_CONTROL
    assert response["Vary"] == "Accept-Encoding"
    assert response["Last-Modified"] == "Mon, 16 Mar 2026 07:20:00 GMT"
    assert response.cookies == {}


def test_report_detail_is_the_same_for_a_person_who_has_signed_in(client, report):
    stranger = client.get("/reports/takbai/2568/")
    person = make_user(role=Role.LEGAL, organization=report.plan.organization, password=PASSWORD)
    known = Client()
    known.force_login(person)

    response = known.get("/reports/takbai/2568/")

    assert response.content == stranger.content
    assert response["ETag"] == stranger["ETag"]
    assert response["Vary"] == "Accept-Encoding"
    assert response.cookies == {}


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_report_detail_is_not_sent_twice(client, report, coding):
    first = client.get("/reports/takbai/2568/", headers={"accept-encoding": coding})

    again = client.get(
        "/reports/takbai/2568/",
        headers={"accept-encoding": coding, "if-none-match": first["ETag"]},
    )
    since = client.get(
        "/reports/takbai/2568/",
        headers={"accept-encoding": coding, "if-modified-since": first["Last-Modified"]},
    )

    assert [again.status_code, since.status_code] == [304, 304]
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == CACHE_CONTROL


def test_report_detail_is_compressed_for_those_who_take_it(client, report):
    plain = client.get("/reports/takbai/2568/")
    zipped = client.get("/reports/takbai/2568/", headers={"accept-encoding": "gzip, br"})
    refused = client.get("/reports/takbai/2568/", headers={"accept-encoding": "gzip;q=0, br"})

    assert "Content-Encoding" not in plain
    assert refused.content == plain.content
    assert zipped["Content-Encoding"] == "gzip"
    assert zipped["ETag"] != plain["ETag"]
    assert len(zipped.content) < len(plain.content)


def test_report_detail_answers_head(client, report):
    whole = client.get("/reports/takbai/2568/")

    head = client.head("/reports/takbai/2568/")

    assert head.status_code == 200
    assert head.content == b""
    assert head["Content-Length"] == str(len(whole.content))
    assert head["ETag"] == whole["ETag"]


def test_report_detail_shows_a_new_version_at_once(client, report):
    before = client.get("/reports/takbai/2568/")
    publish(report, at=AT + timedelta(days=1), reason="แก้ชื่อหน่วยงาน")

    after = client.get("/reports/takbai/2568/", headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert 'href="/reports/takbai/2568/versions/2/pdf/"' in text_of(after)
    assert "มีทั้งหมด ๒&nbsp;ฉบับ" in text_of(after)


def test_report_detail_forgets_a_withdrawn_report_at_once(client, report):
    shown = client.get("/reports/takbai/2568/")
    withdraw(report)

    response = client.get("/reports/takbai/2568/", headers={"if-none-match": shown["ETag"]})

    assert response.status_code == 410


def test_report_detail_keeps_what_is_public_while_the_next_is_written(client, report):
    make_measure(plan=report.plan, title="มาตรการลับที่ยังร่างอยู่")
    make_version(report=report)

    page = text_of(client.get("/reports/takbai/2568/"))

    assert "มาตรการลับที่ยังร่างอยู่" not in page
    assert client.get("/reports/takbai/2568/versions/2/").status_code == 404


def test_drafts_are_as_if_they_were_not_there(client):
    draft = make_report()
    make_version(report=draft)
    code = draft.plan.organization.code

    answers = [
        client.get(address)
        for address in (
            f"/reports/{code}/2568/",
            f"/reports/{code}/2568/versions/",
            f"/reports/{code}/2568/versions/1/",
            f"/reports/{code}/2568/versions/1/pdf/",
            f"/reports/{code}/2568/versions/1/json/",
            "/reports/nobody/2568/",
        )
    ]

    assert [answer.status_code for answer in answers] == [404] * 6
    assert {answer.content for answer in answers} == {answers[-1].content}
    assert text_of(client.get("/reports/")).count("<article") == 0


@pytest.mark.parametrize(
    "address",
    [
        "/reports/takbai/2567/",
        "/reports/takbai/0000/",
        "/reports/takbai/2568/versions/2/",
        "/reports/takbai/2568/versions/0/",
        "/reports/takbai/2568/versions/99999/",
        "/reports/takbai/2568/versions/1/docx/",
        "/reports/takbai/256/",
        "/reports/takbai/25680/",
        "/reports/ตากใบ/2568/",
        "/reports/takbai/②⑤⑥⑧/",
        "/reports/takbai/2568/../",
        "/reports/%00/2568/",
        "/reports/%FF/2568/",
        "/nowhere/",
    ],
)
def test_other_addresses_are_not_found_in_thai(client, report, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "ไม่พบหน้าที่ท่านต้องการ" in text_of(response)
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")


def test_an_address_without_its_slash_leads_to_the_one_with(client, report):
    response = client.get("/reports/takbai/2568")

    assert response.status_code == 301
    assert response["Location"] == "/reports/takbai/2568/"


@pytest.mark.parametrize(
    "address",
    ["/", "/reports/", "/reports/takbai/2568/", "/reports/takbai/2568/versions/1/pdf/"],
)
def test_nothing_can_be_posted_to_public_pages(report, address):
    response = Client().post(address)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_version_detail_says_that_there_is_a_newer_one(client, report):
    publish(report, at=AT + timedelta(days=1))

    old = text_of(client.get("/reports/takbai/2568/versions/1/"))
    new = text_of(client.get("/reports/takbai/2568/versions/2/"))

    note = "ท่านกำลังดูฉบับที่&nbsp;๑ มีฉบับใหม่กว่า"
    assert [note in old, note in new] == [True, False]
    assert 'href="/reports/takbai/2568/versions/1/pdf/"' in old


def test_version_list_is_the_newest_first_with_reasons(client, report):
    publish(report, at=AT + timedelta(days=1), reason="แก้ <ชื่อ> หน่วยงาน")

    page = text_of(client.get("/reports/takbai/2568/versions/"))

    order = [page.index(words) for words in ("เปิดฉบับที่&nbsp;๒", "เปิดฉบับที่&nbsp;๑")]
    assert order == sorted(order)
    assert "เหตุผลที่แก้ไข: แก้ &lt;ชื่อ&gt; หน่วยงาน" in page
    assert page.count("ฉบับปัจจุบัน") == 1


def test_version_list_of_one_says_that_nothing_changed(client, report):
    assert "รายงานนี้ยังไม่เคยแก้ไข" in text_of(client.get("/reports/takbai/2568/versions/"))


def test_pages_have_no_markup_but_ours(client):
    report = make_published(code="hostile", name='<script>alert("ชื่อ")</script>')
    make_measure(plan=report.plan, title='<img src=x onerror=alert(1)> http://a.example/?q="><b>')
    publish(report, at=AT + timedelta(days=1))

    page = text_of(client.get("/reports/hostile/2568/"))

    ours = '<script type="module" src="/static/js/copy-text.js"></script>'
    assert "<script" not in page.replace(ours, "", 1)
    assert "<img src=x" not in page
    assert '<a href="http://a.example/?q=" rel="nofollow noopener">' in page
    assert " style=" not in page


@pytest.mark.parametrize("measures", [1, 3])
def test_report_detail_costs_the_same_for_any_size(
    client, report, measures, django_assert_num_queries
):
    for _ in range(measures):
        make_measure(plan=report.plan)
    publish(report, at=AT + timedelta(days=1))

    with django_assert_num_queries(4):
        client.get("/reports/takbai/2568/")
    with django_assert_num_queries(1):
        client.get("/reports/takbai/2568/")
