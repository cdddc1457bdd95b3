"""The page of the search, as everyone gets it."""

from __future__ import annotations

import re

import pytest

from reports.answers import Links, explanation
from reports.models import SearchDocument
from reports.queries.search import MOST
from tests.reports.seeds import seed
from tests.reports.services.documents import publish
from tests.reports.services.people import make_office
from tests.reports.views.published import make_published_seed, withdraw

pytestmark = pytest.mark.django_db
TAGS = re.compile(r"<[^>]+>")


@pytest.fixture
def two():
    """Two of the real reports, published."""
    return [
        make_published_seed(name, code=code) for name, code in (("001", "phato"), ("004", "chamai"))
    ]


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    html: str = response.content.decode()
    return html


def heading(html: str) -> str:
    said = re.search(r'role="status">\s*<h2>([^<]+)</h2>', html)
    return said[1].replace("&nbsp;", " ") if said else ""


def test_a_hit_says_whose_it_is_and_leads_to_its_place(client, two):
    html = page(client, "/search/?q=มาตราการ ไม่รับของขวัญ ๒๕๖๘")
    hit = " ".join(TAGS.sub("", html[html.index("<article") : html.index("</article")]).split())

    assert heading(html) == "พบ ๑ มาตรการ จาก ๑ หน่วยงาน"
    assert 'href="/reports/chamai/2568/#m5"' in html
    assert "<mark>ไม่รับ ของขวัญ</mark>" in html
    assert "เทศบาลเมืองชะมาย จังหวัดนครศรีธรรมราช ปีงบประมาณ พ.ศ.&nbsp;๒๕๖๘ มาตรการที่&nbsp;๕" in hit
    assert "ขั้นตอน: มีการจัดทำประกาศ" in hit
    assert "แสดงผลสำหรับ <b>มาตรการ ไม่รับของขวัญ</b>" in html
    assert "&amp;exact=1" in html
    assert heading(page(client, "/search/?q=มาตราการ ไม่รับของขวัญ&exact=1")) == "ไม่พบมาตรการ"


def test_an_organization_is_found_above_its_measures(client, two):
    html = page(client, "/search/?q=ทต.พะโต๊ะ+2564")

    assert re.findall(r'<h3><a href="(/reports/phato/2564/)">', html) == ["/reports/phato/2564/"]
    assert heading(html) == "พบ ๑๐ มาตรการ จาก ๑ หน่วยงาน"
    assert "เทศบาลตำบลพะโต๊ะ</a></li>" in page(client, "/search/?q=พโต๊ะ")


def test_the_way_that_offices_tell_assessors_leads_to_the_report(client, two):
    """The words that an office pastes into ITAS name what stands on the pages."""
    told = explanation(*seed("004"), links=Links(home="", report="", pdf=""), published="")
    listed = page(client, "/reports/")
    found = page(client, "/search/?q=เทศบาลเมืองชะมาย")

    for words in ("รายงานทั้งหมด", "ค้นหาหน่วยงานหรือมาตรการ", "ค้นหา"):
        assert (f"“{words}”" in told, words in listed) == (True, True)
    assert ("“หน่วยงานที่ตรงกัน”" in told, "หน่วยงานที่ตรงกัน" in found) == (True, True)
    assert re.findall(r'<h3><a href="(/reports/[^"#]+)">', found) == ["/reports/chamai/2568/"]


def test_what_is_not_there_is_told_with_a_way_on(client, two):
    apart = page(client, "/search/?q=มาตราการ ไม่รับของขวัญ พะโต๊ะ ๒๕๖๔")

    assert heading(apart) == "ไม่พบมาตรการ"
    assert ">มาตรการ พะโต๊ะ</a>&nbsp;(๑๐&nbsp;มาตรการ)" in apart
    assert "ค้นทุกปี" in apart
    assert "ไม่มีมาตรการใดที่เผยแพร่มีคำว่า “ฆฆฆฆ”" in page(client, "/search/?q=ฆฆฆฆ")
    assert "พิมพ์คำที่ต้องการค้น" in page(client, "/search/")
    short = page(client, "/search/?q=ก")
    assert 'aria-invalid="true" aria-describedby="q-error"' in short
    assert "คำค้นสั้นเกินไป" in short
    assert "&lt;script&gt;" in page(client, "/search/?q=<script>alert(1)</script>")


def test_it_is_kept_and_never_older_than_what_is_published(client, two):
    address = "/search/?q=ไม่รับของขวัญ"
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    withdraw(two[1])
    after = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, after.status_code) == (304, 200)
    assert heading(after.content.decode()) == "ไม่พบมาตรการ"
    assert (first.cookies, "Last-Modified" in first) == ({}, False)


def test_more_than_anybody_reads_is_not_counted(client, two):
    version = two[0].published_version
    SearchDocument.objects.bulk_create(
        SearchDocument(version=version, position=place, title_length=5, text="คำที่กว้างมาก")
        for place in range(101, 102 + MOST)
    )
    html = page(client, "/search/?q=คำที่กว้างมาก")
    narrower = page(client, "/search/?q=คำที่กว้างมาก+2568")

    assert heading(html) == "พบมากกว่า ๑,๐๐๐ มาตรการ"
    assert (
        "<span>"
        not in html[html.index("<fieldset") : html.index("</form>", html.index("<fieldset"))]
    )
    assert "พ.ศ. ๒๕๖๘" in html
    assert heading(narrower) == "ไม่พบมาตรการ"
    assert heading(page(client, "/search/?q=คำที่กว้างมาก+2564")) == heading(html)
    assert "จังหวัดชุมพร" not in html
    assert ">ชุมพร" in " ".join(html.split()).replace("> ", ">")


def test_filters_stay_in_the_address(client, two):
    html = page(client, "/search/?q=มาตรการ&province=ชุมพร&issue=7&sort=name")

    assert '<input type="hidden" name="q" value="มาตรการ">' in html
    assert '<input type="hidden" name="sort" value="name">' in html
    assert "จังหวัดชุมพร" in html
    assert "ประเด็นที่ ๗" in html
    assert heading(html) == "พบ ๒ มาตรการ จาก ๑ หน่วยงาน"


def test_documents_of_measures_are_searched_beside_reports(client):
    office = make_office()
    publish(office.report.plan, office.legal)
    code = office.report.plan.organization.code
    reports, documents = (
        page(client, f"/search/?q=มาตรการ&paper={paper}") for paper in ("", "measures")
    )

    assert (heading(reports), heading(documents)) == (
        "ไม่พบมาตรการ",
        "พบ ๑ มาตรการ จาก ๑ หน่วยงาน",
    )
    assert f'href="/reports/{code}/2568/measures/#m1"' in documents
    assert "เลือกเปรียบเทียบ" not in documents
    # the workflow itself makes a report found
    office.publish()
    assert f'href="/reports/{code}/2568/#m1"' in page(client, "/search/?q=มาตรการ")
