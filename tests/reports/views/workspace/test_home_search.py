"""Looking for a report among those of many organizations."""

import re

import pytest

from measures.roles import Role
from tests.factories import make_membership, make_organization, make_plan, make_user
from tests.reports.views.workspace.test_home import cards

pytestmark = pytest.mark.django_db


def listed(client, query: str = "") -> tuple[list[str], str]:
    """Where the cards lead, and what is said of how many there are."""
    page = client.get(f"/work/{query}").content.decode()
    said = re.search(r'<p class="mb-0" role="status">(.*?)</p>', page, re.S)
    words = re.sub(r"<[^>]*>", "", said[1]) if said else ""
    return cards(page), " ".join(words.replace("&nbsp;", " ").split())


def test_whoever_has_many_organizations_looks_for_one_by_name_and_year(client):
    person = make_user()
    # in the order of the dictionary, where vowels that stand before a letter count after it
    names = (
        "กะรน",
        "เกาะแก้ว",
        "ขุนทะเล",
        "เขาชัยสน",
        "คลองหอยโข่ง",
        "ตากใบ",
        "ไทรงาม",
        "พะโต๊ะ",
        "แม่สาย",
    )
    for number, name in reversed(list(enumerate(names, start=1))):
        organization = make_organization(code=f"t{number}", name=f"เทศบาลตำบล{name}")
        make_membership(user=person, role=Role.STAFF, organization=organization)
        make_plan(organization=organization, year=2568)
    make_plan(organization=organization, year=2567)
    client.force_login(person)

    everything = [f"t{number}/2568/" for number in range(1, 10)]
    assert listed(client) == ([*everything, "t1/2567/"], "กำลังจัดทำ ๑๐ รายงาน")
    assert listed(client, "?name=ทต.พะโต๊ะ") == (
        ["t8/2568/"],
        "พบ ๑ รายงานของ “ทต.พะโต๊ะ” ดูทั้งหมด",
    )
    assert listed(client, "?name=กะรน+๒๕๖๗")[0] == ["t1/2567/"]
    assert listed(client, "?name=อุทัย") == (
        [],
        "ไม่พบรายงานที่กำลังจัดทำของ “อุทัย” ลองใช้คำที่สั้นลง ดูทั้งหมด",
    )
    assert listed(client, "?name=...")[0] == []
    page = client.get("/work/?name=ก" + "%E0%B9%88" * 40).content.decode()
    assert ('aria-invalid="true"' in page, "ค้นหาชื่อนี้ไม่ได้" in page) == (True, True)


def test_a_search_keeps_its_words_over_pages(client):
    for number in range(21):
        make_plan(organization=make_organization(name=f"เทศบาลที่ {number:02}"))
    client.force_login(make_user(role=Role.AUDITOR))

    page = client.get("/work/?name=เทศบาลที่").content.decode()

    second = re.findall(r'href="([^"]*page=2)"', page)[0]
    assert len(cards(client.get("/work/" + second.replace("&amp;", "&")).content.decode())) == 1


def test_whoever_has_few_has_no_box_to_look_with(client):
    organization = make_organization()
    make_plan(organization=organization)
    client.force_login(make_user(role=Role.LEGAL, organization=organization))

    page = client.get("/work/").content.decode()

    assert ("หาหน่วยงาน" in page, 'class="switcher-find"' in page) == (False, False)


def test_others_reports_are_not_found_by_name(client):
    make_plan(organization=make_organization(name="เทศบาลตำบลของผู้อื่น"))
    client.force_login(make_user(role=Role.LEGAL, organization=make_organization()))

    assert listed(client, "?name=ผู้อื่น")[0] == []
