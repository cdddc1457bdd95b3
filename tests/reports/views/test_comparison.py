import csv
import io
import re

import pytest
from django.http import HttpResponse

from tests.factories import make_organization, make_plan, make_report
from tests.reports.views.published import make_published, make_published_seed, withdraw

pytestmark = pytest.mark.django_db
TWO = "/compare/?report=takbai/2568&report=phato/2568"


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def hrefs_of(response: HttpResponse) -> list[str]:
    """Where its links to other comparisons lead."""
    found = re.findall(r'href="(/compare/\?[^"]+)"', text_of(response))
    return [href.replace("&amp;", "&") for href in found]


@pytest.fixture
def two():
    """Two organizations with one measure each, which say the same."""
    return [
        make_published(code="takbai", name="เทศบาลเมืองตากใบ", kind="ทม.", province="นราธิวาส"),
        make_published(code="phato", name="เทศบาลตำบลพะโต๊ะ", kind="ทต.", province="ชุมพร"),
    ]


def test_report_compare_puts_measures_side_by_side(client):
    make_published_seed("003", code="nongruea")
    make_published_seed("004", code="chamai")

    response = client.get("/compare/?report=nongruea/2568&report=chamai/2568")
    page = text_of(response)

    assert re.findall(r'<a href="([^"]+)">(?:องค์การ|เทศบาล)[^<]+</a>\s*<small>', page) == [
        "/reports/nongruea/2568/",
        "/reports/chamai/2568/",
    ]
    assert len(re.findall(r'href="/reports/nongruea/2568/#m[1-7]"', page)) == 7
    assert len(re.findall(r'href="/reports/chamai/2568/#m[1-7]"', page)) == 7
    assert "มีมาตรการใน ๗ จาก ๗&nbsp;ประเด็น" in page
    assert "มีมาตรการใน ๕ จาก ๗&nbsp;ประเด็น" in page
    assert page.count("ไม่พบมาตรการในประเด็นนี้") == 2
    assert "มีบัญชีการยืม-คืน" in page
    assert "กำหนดแนวทางการยืมใช้" not in page  # its steps are another view
    assert "จัดเข้าประเด็นให้โดยประมาณ" in page


def test_report_compare_shows_the_fields_that_are_asked_for(client, two, settings):
    settings.SITE_URL = "https://ita.example.go.th"
    steps, all_fields = (text_of(client.get(f"{TWO}&show={show}")) for show in ("steps", "all"))

    link = f"https://ita.example.go.th{TWO}&show=steps".replace("&", "&amp;")
    assert f'value="{link}"' in steps

    assert [words in steps for words in ("มีประกาศ ๑ ฉบับ", "ประชาชนเชื่อมั่น")] == [False, False]
    assert [words in all_fields for words in ("มีประกาศ ๑ ฉบับ", "ประชาชนเชื่อมั่น")] == [True, True]
    assert '<option value="all" selected>' in all_fields


def test_report_compare_marks_texts_that_are_alike(client):
    for code, name in (("one", "003"), ("two", "003"), ("three", "004")):
        make_published_seed(name, code=code)

    same = client.get("/compare/?report=one/2568&report=two/2568")
    other = client.get("/compare/?report=one/2568&report=three/2568")

    assert text_of(same).count("ข้อความเดียวกับคอลัมน์อื่น") == 14
    assert "คอลัมน์อื่น" not in text_of(other)


CANNOT_SHOW = [
    ("/compare/", "ยังไม่ได้เลือกรายงาน"),
    ("/compare/?report=takbai/2568", "เลือกอีกอย่างน้อย ๑&nbsp;รายงานเพื่อเปรียบเทียบ"),
    (f"{TWO}&report=gone/2568", "ไม่พบรายงานของ gone ปีงบประมาณ พ.ศ.&nbsp;๒๕๖๘"),
    (f"{TWO}&report=draft/2568", "ไม่พบรายงานของ draft ปีงบประมาณ พ.ศ.&nbsp;๒๕๖๘"),
    (
        "/compare/?" + "&".join(f"report=takbai/256{year}" for year in range(5)),
        "เลือกได้ไม่เกิน ๔&nbsp;รายงาน",
    ),
    (f"{TWO}&name=ไม่มีที่นี่", "ไม่พบรายงานอื่นของ “ไม่มีที่นี่”"),
    (f"{TWO}&name=%00", "ค้นหาชื่อนี้ไม่ได้"),
]


def test_report_compare_says_what_it_cannot_show(client, two):
    withdraw(make_published(code="gone"))
    make_report(plan=make_plan(organization=make_organization(code="draft")))
    for address, words in CANNOT_SHOW:
        response = client.get(address)

        told = (response.status_code, words in text_of(response))
        assert (address, *told) == (address, 200, True)


def test_report_compare_leads_to_other_reports(client, two):
    make_published(code="chamai", name="เทศบาลเมืองชะมาย", kind="ทม.")
    alone = client.get("/compare/?report=takbai/2568&name=ทม.")

    assert hrefs_of(alone) == ["/compare/?report=takbai/2568&report=chamai/2568"]
    assert hrefs_of(client.get(TWO)) == [
        "/compare/?report=phato/2568",
        "/compare/?report=takbai/2568",
    ]


def test_report_compare_is_for_caches_and_for_everyone(client, two):
    first = client.get(TWO)
    again = client.get(TWO, headers={"if-none-match": first["ETag"]})
    head = client.head(TWO)

    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first["Vary"] == "Accept-Encoding"
    assert first.cookies == {}
    assert [again.status_code, again.content] == [304, b""]
    assert head["ETag"] == first["ETag"]
    assert client.post(TWO).status_code == 405


def test_report_compare_forgets_a_withdrawn_report_at_once(client, two):
    before = text_of(client.get(TWO))
    withdraw(two[0])

    after = text_of(client.get(TWO))

    assert "/reports/takbai/2568/" in before
    assert "/reports/takbai/2568/" not in after


def test_report_list_lets_reports_be_chosen(client, two):
    page = text_of(client.get("/reports/"))

    assert re.findall(r'name="report" value="([^"]+)"', page) == ["phato/2568", "takbai/2568"]
    assert 'href="/compare/?report=phato/2568"' in text_of(client.get("/reports/phato/2568/"))


def test_report_compare_csv_has_every_measure_and_no_formula(client):
    for code, name in (("nongruea", "003"), ("phato", "001")):
        make_published_seed(name, code=code)
    address = "/compare/csv/?report=nongruea/2568&report=phato/2564"

    response = client.get(address)
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="ita-compare.csv"; ')
    assert [response.cookies, again.status_code] == [{}, 304]
    assert {len(line) for line in lines} == {16}
    assert sorted((line[3], line[-1].rpartition("#")[2]) for line in lines[1:]) == sorted(
        [("องค์การบริหารส่วนตำบลหนองเรือ", f"m{i}") for i in range(1, 8)]
        + [("เทศบาลตำบลพะโต๊ะ", f"m{i}") for i in range(1, 11)]
    )
    assert [line[:3] for line in lines if line[-1].endswith("/nongruea/2568/#m4")] == [
        ["4", "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ", "ตามรายงาน"]
    ]
    assert [cell for line in lines for cell in line if cell[:1] in ("=", "+", "-", "@")] == []
    assert client.get("/compare/csv/?report=none/2568").status_code == 404
