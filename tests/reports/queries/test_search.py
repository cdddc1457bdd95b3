"""Measures by their words, on both engines alike."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from reports.kinds import Kind
from reports.models import SearchDocument
from reports.queries.search import Chosen, Found, found_measures, terms_of
from reports.services.search import reindex, search_faults
from tests.factories import AT
from tests.reports.views.published import make_published_seed, publish, seed_fields, withdraw

pytestmark = pytest.mark.django_db
CODES = {"001": "phato", "002": "takbai", "004": "chamai"}


@pytest.fixture
def three():
    """Three of the real reports as they are published."""
    return {code: make_published_seed(name, code=code) for name, code in CODES.items()}


def search(words: str, **chosen: Any) -> Found:
    return found_measures(terms_of(words), Chosen(**chosen))


def places(found: Found) -> list[str]:
    """The measures on a page, by report and place."""
    return [
        f"{each.version.report.plan.organization.code}/{each.position}" for each in found.documents
    ]


def told(found: Found) -> tuple[object, ...]:
    """All that a page tells of what is found."""
    counts = (found.total, found.organizations, found.choices, found.issues)
    return (places(found), found.terms, found.unknown, found.fewer, *counts)


def test_what_is_typed_is_found_as_people_type_it(three):
    ten = [f"phato/{position}" for position in range(1, 11)]
    cases = {
        "ไม่รับของขวัญ": ["chamai/5"],
        "ไม่ รับ\u200bของขวัญ": ["chamai/5"],
        "มาตรการ “ไม่รับของขวัญ” ชะมาย": ["chamai/5"],
        "NO GIFT POLICY": ["chamai/5"],
        "ทต.พะโต๊ะ": ten,
        "เทศบาลตำบล พะโต๊ะ": ten,
        "จ. ชุมพร": ten,
        "อำเภอพะโต๊ะ": ten,
        "ไม่รับของขวัญ พะโต๊ะ": [],
        "100%": [],
        '"" OR NOT *': [],
        "ก" * 200: [],
    }

    assert {words: places(search(words)) for words in cases} == cases


def test_digits_are_equal(three):
    arabic, thai = search("พ.ศ.2564"), search("พ.ศ. ๒๕๖๔".replace(" ", ""))

    assert places(arabic) == places(thai) != []


def test_a_slip_or_a_missing_space_is_mended_by_what_is_published(three):
    cases = {
        "มาตราการ พะโต๊ะ": ("มาตรการ", "พะโต๊ะ"),
        "มาตราการพะโต๊ะ": ("มาตรการ", "พะโต๊ะ"),
        "ไม่รับของขวัน": ("ไม่รับของขวัญ",),
        "ชะมายไม่รับของขวัญ": ("ชะมาย", "ไม่รับของขวัญ"),
    }
    found = {words: search(words) for words in cases}

    assert {words: each.terms for words, each in found.items()} == cases
    assert all(each.is_meant and each.total for each in found.values())
    as_typed = found_measures(terms_of("มาตราการ พะโต๊ะ"), Chosen(), as_typed=True)
    assert (as_typed.total, as_typed.is_meant, as_typed.fewer) == (0, False, ())


def test_words_that_are_never_together_are_told_apart(three):
    found = search("มาตราการ ไม่รับของขวัญ พะโต๊ะ", year=2564)

    assert places(found) == []
    assert found.fewer == ((("มาตรการ", "พะโต๊ะ"), 10),)
    assert search("พะโต๊ะ ฆฆฆฆฆฆ").unknown == ("ฆฆฆฆฆฆ",)


def test_filters_choose_and_each_counts_what_it_would_leave(three):
    everything = search("มาตรการ")
    found = search("มาตรการ", year=2564, issue=7)

    assert (everything.total, everything.organizations) == (40, 3)
    assert {each.issue for each in found.documents} == {7}
    assert {choice.value: choice.count for choice in found.choices.years} == {
        "2568": search("มาตรการ", year=2568, issue=7).total,
        "2564": found.total,
    }
    assert found.issues[1] == search("มาตรการ", year=2564, issue=1).total
    assert search("มาตรการ", province="ชุมพร").total == 10


def test_titles_come_first_then_the_newest_year_in_thai_order(three):
    typed, by_name = (
        found_measures(terms_of("ทุจริต"), Chosen(), sort=sort) for sort in ("", "name")
    )
    in_title = ["ทุจริต" in each.text[: each.title_length] for each in typed.documents]
    names = [each.split("/")[0] for each in places(by_name)]

    assert True in in_title
    assert in_title == sorted(in_title, reverse=True)
    assert names == sorted(names, key=["phato", "chamai", "takbai"].index)
    page = found_measures(terms_of("มาตรการ"), Chosen(), page=9)
    assert (page.number, page.page_count, len(page.documents)) == (2, 2, 20)


def test_nothing_that_is_hidden_changes_anything(three):
    words = ["มาตรการ", "ไม่รับของขวัญ", "ไม่รับของขวัน", "หนองเรือ", "Dos&Don't", "ทุจริต หนองเรือ"]
    before = [told(search(each)) for each in words]
    hidden = make_published_seed("003", code="nongruea")
    assert [told(search(each)) for each in words] != before
    withdraw(hidden)

    assert [told(search(each)) for each in words] == before
    assert not SearchDocument.objects.filter(version__report=hidden).exists()
    # whatever rows there are
    SearchDocument.objects.create(
        version=hidden.versions.get(), position=1, title_length=3, text="หนองเรือ มาตรการ"
    )
    assert [told(search(each)) for each in words] == before


def test_only_the_newest_published_version_is_found(three):
    publish(three["chamai"], at=AT + timedelta(days=1), reason="แก้คำ", **seed_fields("001"))

    assert places(search("ไม่รับของขวัญ")) == []
    assert {each.version.number for each in search("ชะมาย").documents} == set()
    assert found_measures(("มาตรการ",), Chosen(), paper=Kind.MEASURES).total == 0


def test_reindex_mends_what_is_out_of_step_and_the_check_tells(three):
    assert list(search_faults()) == []
    assert reindex() == 0
    SearchDocument.objects.filter(version__report=three["phato"], position=3).delete()
    faults = list(search_faults())
    out = StringIO()
    call_command("reindex", stdout=out)

    assert faults == [f"report:{three['phato'].pk}: การค้นหาไม่ตรงกับที่เผยแพร่ แก้ด้วยคำสั่ง reindex"]
    assert out.getvalue() == "ทำให้ค้นได้แล้ว ๑ รายงาน\n"
    assert (list(search_faults()), search("พะโต๊ะ").total) == ([], 10)
    assert reindex(everything=True) == 3


def test_what_is_found_costs_two_queries(three, django_assert_num_queries):
    with django_assert_num_queries(2):
        search("มาตรการ")
    with django_assert_num_queries(2):
        search("ไม่รับของขวัญ ชะมาย", year=2568)
