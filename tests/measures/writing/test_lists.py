"""A list as text and back: no word is lost, and equal items give equal texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.text import clean, squash
from measures.inputs import ItemInput, OwnerInput
from measures.writing import (
    items_from_text,
    owners_from_text,
    text_of_items,
    text_of_owners,
)

PIECES = [
    *("ก", "จัดประชุม", "ส/ท", "abc", "๕๐ บาท", " ", "  ", "\n", "\n ", "\n\n"),
    *("๑.", "1.", "๒)", "(๓)", "๑.๑", "๑.๑.๒๕๖๘", "-", "•", "--"),
]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("", []),
        ("ก\nข", [("", "ก"), ("", "ข")]),
        ("๑. ก\n๒. ข", [("๑.", "ก"), ("๒.", "ข")]),
        ("(๑) ก\n๒) ข\n3.ค", [("(๑)", "ก"), ("๒)", "ข"), ("3.", "ค")]),
        ("- ก\n ต่อ\n   เว้น", [("-", "ก\nต่อ\n  เว้น")]),
        ("-ก\n\n•ข", [("-", "ก"), ("•", "ข")]),
        ("-", [("", "-")]),
        ("-\n ก", [("-", "ก")]),
        ("๑.๑ ก", [("๑.๑", "ก")]),
        ("๑.๑.๒๕๖๘ ก", [("", "๑.๑.๒๕๖๘ ก")]),
        ("๑๒๓๔. ก\n--ข", [("", "๑๒๓๔. ก"), ("", "--ข")]),
    ],
)
def test_items_of_a_text(text, items):
    assert items_from_text(text) == tuple(ItemInput(mark=mark, text=words) for mark, words in items)


def test_owners_keep_dashes_and_slashes():
    text = "- สำนักปลัด/กองคลัง\n ทุกกอง\nงานนิติการ"

    owners = owners_from_text(text)

    assert owners == (OwnerInput(text="- สำนักปลัด/กองคลัง\nทุกกอง"), OwnerInput(text="งานนิติการ"))
    assert text_of_owners(owners) == text


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_text_comes_back_with_every_word(pieces):
    text = clean("".join(pieces))

    items = items_from_text(text)
    once = text_of_items(items)

    assert squash(once) == squash(text)
    assert items_from_text(once) == items
    assert text_of_items(items_from_text(once)) == once
    owners = owners_from_text(text)
    assert squash(text_of_owners(owners)) == squash(text)
    assert owners_from_text(text_of_owners(owners)) == owners
