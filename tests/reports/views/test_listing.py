import re
from datetime import timedelta

import pytest
from django.http import HttpResponse

from tests.factories import AT, make_layout, make_plan, make_report
from tests.reports.services.documents import publish
from tests.reports.services.people import make_office
from tests.reports.views import published
from tests.reports.views.published import make_published

pytestmark = pytest.mark.django_db
ALL = ["tonyangmat", "phato", "chamai", "takbai", "nongruea"]


@pytest.fixture
def five():
    """The five real organizations in their years."""
    rows = [
        ("takbai", "เทศบาลเมืองตากใบ", "ทม.", "นราธิวาส", 2564),
        ("phato", "เทศบาลตำบลพะโต๊ะ", "ทต.", "ชุมพร", 2564),
        ("chamai", "เทศบาลเมืองชะมาย", "ทม.", "นครศรีธรรมราช", 2568),
        ("tonyangmat", "เทศบาลตำบลต้นยางมัส", "ทต.", "นราธิวาส", 2568),
        ("nongruea", "องค์การบริหารส่วนตำบลหนองเรือ", "อบต.", "มหาสารคาม", 2568),
    ]
    for days, (code, name, kind, province, year) in enumerate(rows):
        make_published(
            code=code,
            name=name,
            kind=kind,
            province=province,
            year=year,
            at=AT + timedelta(days=days),
        )


def hrefs(response: HttpResponse) -> list[str]:
    """Where the reports of a list lead, in their order."""
    return re.findall(r'<h3><a href="/reports/([a-z]+)/', response.content.decode())


def test_home_shows_the_newest_first_and_counts_by_kind(client, five):
    response = client.get("/")
    page = response.content.decode()

    assert hrefs(response) == ["nongruea", "tonyangmat", "chamai", "phato", "takbai"]
    assert re.findall(r'>([^<]+)</a></th>\s*<td class="n">([๐-๙]+)</td>', page) == [
        ("เทศบาลเมือง", "๒"),
        ("เทศบาลตำบล", "๒"),
        ("องค์การบริหารส่วนตำบล", "๑"),
    ]
    assert re.findall(r'class="fill" width="(\d+)"', page) == ["100", "100", "50"]


def test_home_of_an_empty_portal_says_so(client):
    response = client.get("/")

    assert response.status_code == 200
    assert "ยังไม่มีรายงานที่เผยแพร่" in response.content.decode()
    assert "Last-Modified" not in response


@pytest.mark.parametrize("address", ["/", "/reports/", "/reports/takbai/"])
def test_lists_are_never_kept_by_time_alone(client, address):
    """A withdrawal leaves nothing behind that is newer than what a cache has."""
    organization = make_published(code="takbai", year=2567).plan.organization
    plan = make_plan(organization=organization, year=2568)
    newest = make_report(plan=plan, layout=make_layout("six"))
    published.publish(newest, at=AT + timedelta(days=1))
    before = client.get(address)
    published.withdraw(newest)

    after = client.get(address, headers={"if-modified-since": "Tue, 17 Mar 2026 07:20:00 GMT"})

    there, gone = before.content.decode(), after.content.decode()
    assert "/takbai/2568/" in there
    assert "ถอนเมื่อ" not in there
    assert "/takbai/2568/" not in gone or "ถอนเมื่อ" in gone  # one page tells what became of it
    assert after.status_code == 200


def test_home_changes_as_soon_as_something_is_published(client, five):
    before = client.get("/")
    make_published(code="newest", at=AT + timedelta(days=9))

    after = client.get("/", headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert hrefs(after)[0] == "newest"


def test_report_list_is_in_thai_order(client, five):
    response = client.get("/reports/")

    assert hrefs(response) == ALL
    assert "พบ ๕&nbsp;รายงาน" in response.content.decode()


ASKED_FOR = [
    ("year=2568", ["tonyangmat", "chamai", "nongruea"]),
    ("year=๒๕๖๘", ["tonyangmat", "chamai", "nongruea"]),
    ("year=๒๕๖๘&province=นราธิวาส", ["tonyangmat"]),
    ("kind=ทม.", ["chamai", "takbai"]),
    ("name=ทม. ชะมาย", ["chamai"]),
    ("name=ตากใบ ๒๕๖๔", ["takbai"]),
    ("name=ตากใบ พ.ศ. 2564", ["takbai"]),
    ("name=ปี 2564", ["phato", "takbai"]),
    ("name=ตากใบ 2564&year=2568", []),
    ("name=นราธิวาส", ["tonyangmat", "takbai"]),
    ("name=จ. นราธิวาส ตากใบ", ["takbai"]),
    ("name=พะโต๊ะ จังหวัดชุมพร", ["phato"]),
    ("name=อ.ชุมพร", ["phato"]),
    ("name=ใบ ตาก เทศบาล", ["takbai"]),
    ("name=chamai", ["chamai"]),
    ("name=จังหวัด", []),
    ("name=" + "ก " * 100, []),
    ("name=ไม่มี", []),
    (
        "year=abc&kind=xx&page=-1&other=1",
        ["tonyangmat", "phato", "chamai", "takbai", "nongruea"],
    ),
    ("page=99", ALL),
    ("name=%00", ALL),
]


def test_report_list_shows_what_the_address_asks_for(client, five):
    found = [(query, hrefs(client.get(f"/reports/?{query}"))) for query, _ in ASKED_FOR]

    assert found == ASKED_FOR


def test_report_list_counts_what_each_filter_would_leave(client, five):
    page = client.get("/reports/?year=2568").content.decode()

    found = re.findall(r'<label for="w-(\w+?)\d+"\s*>([^<]+) <span>([๐-๙]+)</span>', page)
    assert found == [
        ("year", "พ.ศ. ๒๕๖๘", "๓"),
        ("year", "พ.ศ. ๒๕๖๔", "๒"),
        ("kind", "เทศบาลเมือง", "๑"),
        ("kind", "เทศบาลตำบล", "๑"),
        ("kind", "องค์การบริหารส่วนตำบล", "๑"),
    ]
    provinces = re.findall(r"<option value=\"([^\"]*)\"", page.partition("</form>")[2])
    assert provinces[:4] == ["", "นครศรีธรรมราช", "นราธิวาส", "มหาสารคาม"]


def test_filters_keep_what_is_chosen_when_nothing_is_found_with_it(client, five):
    page = client.get("/reports/?year=2566&province=ยะลา").content.decode()

    wide = page.rpartition('<form class="filters"')[2].partition("</form>")[0]
    chosen = re.findall(r'value="([^"]*)"\s*(?:id="[^"]+"\s*)?(?:selected|checked)', wide)
    assert chosen == ["ยะลา", "2566", ""]
    assert re.findall(r">(พ\.ศ\. [๐-๙]+) <span>([๐-๙]+)<", wide) == [("พ.ศ. ๒๕๖๖", "๐")]


def test_report_list_shows_the_filters_in_use_and_the_way_out_of_each(client, five):
    page = client.get("/reports/?year=2568&kind=ทม.&name=ชะ").content.decode()

    chips = re.findall(r'<a class="chip" href="([^"]+)">\s*([^<]+?)\s*<', page)
    assert chips == [
        ("/reports/?year=2568&amp;kind=%E0%B8%97%E0%B8%A1.", "“ชะ”"),
        ("/reports/?kind=%E0%B8%97%E0%B8%A1.&amp;name=%E0%B8%8A%E0%B8%B0", "พ.ศ. ๒๕๖๘"),
        ("/reports/?year=2568&amp;name=%E0%B8%8A%E0%B8%B0", "เทศบาลเมือง"),
    ]
    assert '<input type="hidden" name="year" value="2568">' in page


def test_report_list_says_why_a_name_cannot_be_looked_for(client, five):
    page = client.get("/reports/?name=ก" + "่" * 9).content.decode()

    assert "ค้นหาชื่อนี้ไม่ได้" in page


def test_report_list_of_an_empty_portal_says_so(client):
    page = client.get("/reports/").content.decode()

    assert "ยังไม่มีรายงานที่เผยแพร่" in page
    assert "ไม่พบรายงาน" in page


def test_report_list_goes_page_by_page(client):
    for number in range(21):
        make_published(code=f"town-{number}", name=f"เทศบาลตำบลที่ {number:02}")

    first = client.get("/reports/?kind=ทต.")
    second = client.get("/reports/?kind=ทต.&page=๒")

    assert first.content.decode().count("<article") == 20
    assert second.content.decode().count("<article") == 1
    assert 'href="/reports/?kind=%E0%B8%97%E0%B8%95.&amp;page=2"' in first.content.decode()
    assert 'href="/reports/?kind=%E0%B8%97%E0%B8%95." rel="prev"' in second.content.decode()


@pytest.mark.parametrize("reports", [1, 3])
def test_lists_cost_the_same_for_any_number(client, reports, django_assert_num_queries):
    for _ in range(reports):
        make_published()

    with django_assert_num_queries(5):
        client.get("/reports/")
    with django_assert_num_queries(4):
        client.get("/")
    with django_assert_num_queries(1):
        client.get("/")


MEANT = [
    ("name=พะโตะ", ["เทศบาลตำบลพะโต๊ะ"]),
    ("name=ทม.ฉะมาย", ["เทศบาลเมืองชะมาย"]),
    ("name=อบต.หนองเลือ", ["องค์การบริหารส่วนตำบลหนองเรือ"]),
    ("name=พะโตะ&year=2568", []),
    ("name=ไม่มีที่นี่", []),
]


def test_report_list_offers_names_that_may_be_meant(client, five):
    for query, names in MEANT:
        page = client.get(f"/reports/?{query}").content.decode()

        found = re.findall(r'<li><a href="/reports/\?name=[^"]+">([^<]+)</a></li>', page)
        assert (query, found) == (query, names)
        assert ("ลองใช้คำที่สั้นลง" in page) == (not names)


def test_documents_of_measures_have_a_list_of_their_own(client):
    office = make_office()
    publish(office.report.plan, office.legal)

    reports, documents = client.get("/reports/"), client.get("/reports/?paper=measures")

    code = office.report.plan.organization.code
    link = f'href="/reports/{code}/2568/measures/"'
    assert "ยังไม่มีรายงานที่เผยแพร่" in reports.content.decode()
    page = documents.content.decode()
    assert "พบ ๑&nbsp;เอกสารมาตรการ" in page
    assert page.count(link) == 1
    assert "เลือกเปรียบเทียบ" not in page
    assert 'name="paper" value="measures"' in page
    assert (
        "พบ ๑&nbsp;เอกสารมาตรการ"
        in client.get("/reports/?paper=measures&year=2568&name=ทดสอบ").content.decode()
    )
    assert "ไม่พบเอกสารมาตรการ" in client.get("/reports/?paper=measures&year=2560").content.decode()
    # beside a report that is public, its line leads there too
    office.publish()
    assert link in client.get("/reports/").content.decode()
    page = client.get("/reports/?paper=measures").content.decode()
    assert f'href="/reports/{code}/2568/"' in page
