"""Lists inside a cell, in every way the reports write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.text import squash
from measures.importing.lists import number_of, split_items
from measures.importing.tables import Block


def listed(*texts: str) -> list[tuple[str, str, int]]:
    found = split_items([Block(text=text) for text in texts])
    return [(item.mark, item.text, item.depth) for item in found.items]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("จัดทำแผน", [("", "จัดทำแผน", 0)]),
        ("๑. ก ๒. ข", [("๑.", "ก", 0), ("๒.", "ข", 0)]),
        ("๑.ก ๒.ข ๓.ค", [("๑.", "ก", 0), ("๒.", "ข", 0), ("๓.", "ค", 0)]),
        ("1. ก 2. ข", [("1.", "ก", 0), ("2.", "ข", 0)]),
        ("(๑) ก (๒) ข", [("(๑)", "ก", 0), ("(๒)", "ข", 0)]),
        ("-ก -ข", [("-", "ก", 0), ("-", "ข", 0)]),
        ("- ก - ข", [("-", "ก", 0), ("-", "ข", 0)]),
        ("• ก • ข", [("•", "ก", 0), ("•", "ข", 0)]),
        # numbers that are not the next one are words
        ("๑. ตามข้อ ๓. ของแผน ๒. ข", [("๑.", "ตามข้อ ๓. ของแผน", 0), ("๒.", "ข", 0)]),
        ("ตามข้อ ๑. ของแผน", [("", "ตามข้อ ๑. ของแผน", 0)]),
        ("ไม่น้อยกว่า ๒.๕ ล้านบาท", [("", "ไม่น้อยกว่า ๒.๕ ล้านบาท", 0)]),
        ("๑-๓ ช่องทาง", [("", "๑-๓ ช่องทาง", 0)]),
        # a page that begins in the middle of a list
        ("๓. ค ๔. ง", [("๓.", "ค", 0), ("๔.", "ง", 0)]),
        # lists in lists
        (
            "๑. ก ดังนี้ ๑) ข ๒) ค ๒. ง ๑) จ ๒) ฉ",
            [
                ("๑.", "ก ดังนี้", 0),
                ("๑)", "ข", 1),
                ("๒)", "ค", 1),
                ("๒.", "ง", 0),
                ("๑)", "จ", 1),
                ("๒)", "ฉ", 1),
            ],
        ),
        (
            "๑. ก ๑.๑ ข ๑.๒ ค ๒. ง ๒.๑ จ",
            [("๑.", "ก", 0), ("๑.๑", "ข", 1), ("๑.๒", "ค", 1), ("๒.", "ง", 0), ("๒.๑", "จ", 1)],
        ),
        (
            "๑.ก ดังต่อไปนี้ - ข - ค ๒.ง",
            [("๑.", "ก ดังต่อไปนี้", 0), ("-", "ข", 1), ("-", "ค", 1), ("๒.", "ง", 0)],
        ),
        # dashes that are words
        ("การยืม-คืน ทรัพย์สิน", [("", "การยืม-คืน ทรัพย์สิน", 0)]),
        ("กองคลัง - งานพัสดุ", [("", "กองคลัง - งานพัสดุ", 0)]),
        ("- ไตรมาส ๑ - ๔ - ข", [("-", "ไตรมาส ๑ - ๔", 0), ("-", "ข", 0)]),
        ("- ต.ค. - ก.ย. - ข", [("-", "ต.ค. - ก.ย.", 0), ("-", "ข", 0)]),
        # a line above a numbered list holds none of it, one above dashes does
        ("รายละเอียด ๑. ก ๒. ข", [("", "รายละเอียด", 0), ("๑.", "ก", 0), ("๒.", "ข", 0)]),
        ("ก ดังนี้ - ข - ค", [("", "ก ดังนี้", 0), ("-", "ข", 1), ("-", "ค", 1)]),
        # a mark without words is the words
        ("-", [("", "-", 0)]),
        ("๑.", [("", "๑.", 0)]),
        ("", []),
    ],
)
def test_items_of_a_text_are_found(text, items):
    assert listed(text) == items


@pytest.mark.parametrize(
    ("texts", "items"),
    [
        (["ก", "ข"], [("", "ก", 0), ("", "ข", 0)]),
        (["๑. ก", "๒. ข"], [("๑.", "ก", 0), ("๒.", "ข", 0)]),
        (["๑. ก", "ต่อ", "๒. ข"], [("๑.", "ก\nต่อ", 0), ("๒.", "ข", 0)]),
        (["๑.", "ก"], [("๑.", "ก", 0)]),
        (["ก", "- ข", "ค", "- ง"], [("", "ก", 0), ("-", "ข", 1), ("", "ค", 0), ("-", "ง", 1)]),
        (["- ก", "ข - ค"], [("-", "ก\nข - ค", 0)]),
    ],
)
def test_paragraphs_are_items_or_go_on_with_a_marked_one(texts, items):
    assert listed(*texts) == items


def test_lists_of_html_are_deeper():
    blocks = [
        Block(text="๑. ก"),
        Block(text="- ข", level=1),
        Block(text="- ค", level=2),
        Block(text="ง", level=1),
        Block(text="๒. จ"),
    ]
    assert [(item.mark, item.depth) for item in split_items(blocks).items] == [
        ("๑.", 0),
        ("-", 1),
        ("-", 2),
        ("", 1),
        ("๒.", 0),
    ]


def test_next_page_goes_on_inside_an_open_list():
    first = split_items([Block(text="๑. ก ดังนี้"), Block(text="๑) ข")])
    second = split_items([Block(text="๒) ค"), Block(text="๒. ง")], first.opened)

    assert [(item.mark, item.depth) for item in second.items] == [("๒)", 1), ("๒.", 0)]


WORDS = st.lists(
    st.sampled_from(["๑.", "๒.", "๓.", "๑)", "๒)", "๑.๑", "-", "ก", "ดังนี้", "ข-ค", "๒๕๖๘", "ม.ค."]),
    max_size=12,
)


@given(st.lists(st.tuples(WORDS, st.integers(0, 3)), max_size=4))
def test_every_word_stays_in_its_place(blocks):
    texts = [(" ".join(words), level) for words, level in blocks if words]
    found = split_items([Block(text=text, level=level) for text, level in texts])

    whole = "".join(item.mark + item.text for item in found.items)
    assert squash(whole) == squash("".join(text for text, _ in texts))
    assert all(item.text for item in found.items)


@pytest.mark.parametrize(
    ("mark", "number"), [("๑๒.", 12), ("(3)", 3), ("๔", 4), ("๑.๒", None), ("-", None), ("", None)]
)
def test_number_of_a_mark(mark, number):
    assert number_of(mark) == number
