"""What an address asks the search for."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from reports.forms.search import TOO_LONG, TOO_MANY, TOO_SHORT, SearchFilter


def read(words: str, **others: str) -> SearchFilter:
    query = QueryDict(mutable=True)
    query.update({"q": words, **others})
    return SearchFilter.read(query)


@pytest.mark.parametrize(
    ("typed", "words", "year"),
    [
        ("มาตราการ ไม่รับของขวัญ พะโต๊ะ ๒๕๖๔", "มาตราการ ไม่รับของขวัญ พะโต๊ะ", 2564),
        ("พะโต๊ะ2564", "พะโต๊ะ", 2564),
        ("พะโต๊ะ ๖๔", "พะโต๊ะ", 2564),
        ("ปี 2564 ไม่รับ  ของขวัญ", "ไม่รับ ของขวัญ", 2564),
        ("พะโต๊ะ พ.ศ. ๒๕๖๔ ของขวัญ", "พะโต๊ะ ของขวัญ", 2564),
        ("๒๕๖๔", "", 2564),
        ("แผน 5 ปี", "แผน 5 ปี", None),
        ("๙๙๙๙ บาท", "๙๙๙๙ บาท", None),
    ],
)
def test_a_year_among_the_words_becomes_the_filter(typed, words, year):
    wanted = read(typed)

    assert (wanted.words, wanted.year, wanted.problem) == (words, year, "")


def test_a_chosen_year_leaves_the_words_alone():
    wanted = read("แผน ๒๕๖๖", year="๒๕๖๘")

    assert (wanted.words, wanted.year) == ("แผน ๒๕๖๖", 2568)


def test_what_makes_no_sense_is_left_out():
    wanted = read("", year="x", kind="x", issue="8", sort="x", paper="x", exact="2", page="-1")

    assert (wanted, wanted.is_empty, wanted.query()) == (SearchFilter(), True, "")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("ก", TOO_SHORT),
        ("... ปี", TOO_SHORT),
        ("?! ___", TOO_SHORT),
        ("ก" * 201, TOO_LONG),
        (" ".join(f"คำที่{number}" for number in range(13)), TOO_MANY),
    ],
)
def test_what_cannot_be_searched_for_is_told(typed, problem):
    assert read(typed).problem == problem


def test_the_address_holds_everything():
    asked = "?q=%E0%B8%82%E0%B8%AD%E0%B8%87&year=2568&kind=%E0%B8%97%E0%B8%A1.&province=%E0%B8%95"
    address = f"{asked}&issue=7&paper=measures&sort=new&exact=1&page=2"
    wanted = SearchFilter.read(QueryDict(address[1:]))

    assert wanted.query(page=wanted.page) == address
    assert wanted.query(year=None, issue=None, kind="", province="", paper="", sort="") == (
        "?q=%E0%B8%82%E0%B8%AD%E0%B8%87&exact=1"
    )
