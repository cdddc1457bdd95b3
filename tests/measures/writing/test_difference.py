"""A difference says what came and went, makes up both texts, and takes bounded time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.writing import Part, difference

PIECES = st.lists(st.sampled_from(["ก", "เก่ง", "น้ำ", " ", "\n", "abc", "๑๒", "่"]), max_size=30)
HARD = {
    "one run of Thai": ("ตากลม" * 4_000, "มากกว่า" * 2_800),
    "short runs of Thai": ("ตากลม" * 190 + " ", "มากกว่า" * 140 + " "),
    "turned around": (" ".join(map(str, range(1_400))), " ".join(map(str, range(1_399, -1, -1)))),
    "one letter": ("ก" * 20_000, "ก" * 10_000 + "ข" + "ก" * 9_999),
    "two letters in turn": ("ก ข" * 6_600, "ข ก" * 6_600),
    "lines": ("\n" * 20_000, "ก\n" * 10_000),
    "many lines": (
        "\n".join(map(str, range(4_000))),
        "\n".join(map(str, range(4_000, 0, -1))),
    ),
}


def parts(*pairs):
    return tuple(Part(kind=kind, text=text) for kind, text in pairs)


def check_whole(old, new):
    found = difference(old, new)
    assert "".join(part.text for part in found if part.kind != "added") == old
    assert "".join(part.text for part in found if part.kind != "removed") == new
    return found


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ()),
        ("ก", "ก", parts(("same", "ก"))),
        ("", "ก", parts(("added", "ก"))),
        ("ก", "", parts(("removed", "ก"))),
        (
            "จัดประชุม ๓ ครั้ง",
            "จัดประชุม ๔ ครั้ง",
            parts(("same", "จัดประชุม "), ("removed", "๓"), ("added", "๔"), ("same", " ครั้ง")),
        ),
        (
            "จัดประชุมคณะกรรมการทุกไตรมาส",
            "จัดอบรมคณะกรรมการทุกไตรมาส",
            parts(
                ("same", "จัด"),
                ("removed", "ประชุม"),
                ("added", "อบรม"),
                ("same", "คณะกรรมการทุกไตรมาส"),
            ),
        ),
        (
            "- ก\n- ข\n- ค",
            "- ก\n- ค",
            parts(("same", "- ก\n"), ("removed", "- ข\n"), ("same", "- ค")),
        ),
        (
            "ประกาศนโยบายบนเว็บไซต์",
            "ประกาศนโยบายไม่รับของขวัญบนเว็บไซต์",
            parts(("same", "ประกาศนโยบาย"), ("added", "ไม่รับของขวัญ"), ("same", "บนเว็บไซต์")),
        ),
    ],
)
def test_difference(old, new, expected):
    assert difference(old, new) == expected


@pytest.mark.parametrize("name", HARD)
def test_hard_texts_take_bounded_time(name):
    started = time.process_time()

    check_whole(*HARD[name])

    assert time.process_time() - started < 3


@settings(deadline=None)
@given(PIECES, PIECES)
def test_any_two_texts_are_made_up(old, new):
    check_whole("".join(old), "".join(new))
