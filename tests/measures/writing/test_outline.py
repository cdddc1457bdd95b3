"""Rows of a tree: moved with all below them, and counted as their writer counts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.writing import (
    OutlineRefusal,
    Row,
    RowGone,
    indented,
    inserted,
    moved,
    outdented,
    placed,
    remarked,
    without,
)

# 1 ๑.  2   ๑)  3   ๒)  4     -  5 ๒.  6   -  7 ๓.
DEPTHS = (0, 1, 1, 2, 0, 1, 0)
MARKS = ("๑.", "๑)", "๒)", "-", "๒.", "-", "๓.")
TREE = [Row(key=k, depth=d, mark=m) for k, d, m in zip(range(1, 8), DEPTHS, MARKS, strict=True)]


def shape(rows):
    return [(row.key, row.depth) for row in rows]


def fresh(depth, key=-1, mark=None):
    return Row(key=key, depth=depth, mark=mark)


@pytest.mark.parametrize(
    ("after", "depth", "expected"),
    [
        (None, 0, [(7, 0), (-1, 0)]),
        (99, 0, [(7, 0), (-1, 0)]),
        (1, 0, [(4, 2), (-1, 0), (5, 0)]),
        (1, 1, [(1, 0), (-1, 1), (2, 1)]),
        (1, 2, [(1, 0), (-1, 1), (2, 1)]),
        (3, 1, [(4, 2), (-1, 1), (5, 0)]),
        (4, 2, [(4, 2), (-1, 2), (5, 0)]),
        (4, 9, [(4, 2), (-1, 2), (5, 0)]),
        (4, -3, [(4, 2), (-1, 0), (5, 0)]),
    ],
)
def test_a_row_is_added_below_another_and_what_belongs_to_it(after, depth, expected):
    rows = shape(inserted(TREE, [fresh(depth)], after))
    place = rows.index((-1, expected[[key for key, _ in expected].index(-1)][1]))

    assert len(rows) == 8
    before = expected[0]
    assert rows[place - 1] == before
    assert rows[place : place + len(expected) - 1] == expected[1:]


def test_the_first_row_lies_on_the_first_level():
    assert shape(inserted([], [fresh(2), fresh(2, -2)], None)) == [(-1, 0), (-2, 1)]


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda: moved(TREE, 5, "up"), "5 6 1 2 3 4 7"),
        (lambda: moved(TREE, 1, "down"), "5 6 1 2 3 4 7"),
        (lambda: moved(TREE, 3, "up"), "1 3 4 2 5 6 7"),
        (lambda: moved(TREE, 2, "down"), "1 3 4 2 5 6 7"),
        (lambda: placed(TREE, 7, 1), "7 1 2 3 4 5 6"),
        (lambda: placed(TREE, 1, None), "5 6 7 1 2 3 4"),
        (lambda: placed(TREE, 3, 7), "1 2 5 6 3 4 7"),
        (lambda: placed(TREE, 1, 3), "1 2 3 4 5 6 7"),
    ],
)
def test_a_row_is_moved_with_all_below_it(act, expected):
    assert " ".join(str(row.key) for row in act()) == expected


def test_a_row_takes_the_depth_of_the_place_where_it_is_dropped():
    assert shape(placed(TREE, 3, 7))[4:] == [(3, 0), (4, 1), (7, 0)]
    assert shape(placed(TREE, 5, 4))[3:] == [(5, 2), (6, 2), (4, 2), (7, 0)]
    assert shape(placed(TREE, 4, None))[-1] == (4, 1)


def test_a_row_goes_in_and_out_with_all_below_it():
    assert shape(indented(TREE, 5))[4:6] == [(5, 1), (6, 2)]
    assert shape(outdented(TREE, 3))[2:4] == [(3, 0), (4, 1)]


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda: moved(TREE, 1, "up"), "ขั้นตอนนี้อยู่บนสุดแล้ว"),
        (lambda: moved(TREE, 2, "up"), "ขั้นตอนนี้อยู่บนสุดแล้ว"),
        (lambda: moved(TREE, 7, "down"), "ขั้นตอนนี้อยู่ล่างสุดแล้ว"),
        (lambda: moved(TREE, 3, "down"), "ขั้นตอนนี้อยู่ล่างสุดแล้ว"),
        (lambda: indented(TREE, 1), "ไม่มีขั้นตอนข้างบนที่จะซ้อนอยู่ใต้ได้"),
        (lambda: indented(TREE, 2), "ไม่มีขั้นตอนข้างบนที่จะซ้อนอยู่ใต้ได้"),
        (lambda: indented(TREE, 3), "ขั้นตอนซ้อนกันได้ไม่เกิน ๓ ระดับ"),
        (lambda: outdented(TREE, 5), "ขั้นตอนนี้อยู่ระดับบนสุดแล้ว"),
        (lambda: inserted(TREE, [fresh(0)] * 194, None), "มาตรการหนึ่งมีได้ไม่เกิน ๒๐๐ ขั้นตอน"),
    ],
)
def test_what_cannot_be_done_is_said(act, message):
    with pytest.raises(OutlineRefusal) as refusal:
        act()

    assert str(refusal.value) == message


def test_a_row_that_is_gone_is_told_apart():
    for act in (lambda: placed(TREE, 1, 99), lambda: indented(TREE, 99), lambda: without(TREE, 0)):
        with pytest.raises(RowGone):
            act()


def test_a_row_goes_with_all_below_it():
    rest, gone = without(TREE, 1)

    assert (shape(rest), shape(gone)) == ([(5, 0), (6, 1), (7, 0)], shape(TREE[:4]))


def rows(*marks, depth=0):
    return [Row(key=key, depth=depth, mark=mark) for key, mark in enumerate(marks, 1)]


@pytest.mark.parametrize(
    ("old", "new", "marks"),
    [
        (TREE, inserted(TREE, [fresh(0)], 1), {-1: "๒.", 5: "๓.", 7: "๔."}),
        (TREE, inserted(TREE, [fresh(1)], 2), {-1: "๒)", 3: "๓)"}),
        (TREE, inserted(TREE, [fresh(1)], 6), {-1: "-"}),
        (TREE, inserted(TREE, [fresh(1)], 7), {-1: "๑)"}),
        (TREE, without(TREE, 1)[0], {5: "๑.", 7: "๒."}),
        (TREE, moved(TREE, 7, "up"), {5: "๓.", 7: "๒."}),
        (TREE, indented(TREE, 7), {7: "-"}),
        (TREE, outdented(TREE, 3), {3: "๒.", 5: "๓.", 7: "๔."}),
        (rows("1.", "2."), inserted(rows("1.", "2."), [fresh(0)], 1), {-1: "2.", 2: "3."}),
        (rows("-", "-"), inserted(rows("-", "-"), [fresh(0)], 1), {-1: "-"}),
        (rows("", ""), inserted(rows("", ""), [fresh(0)], 1), {-1: ""}),
        (rows("", ""), inserted(rows("", ""), [fresh(1)], 1), {-1: ""}),
        (rows("ก)", "๓."), inserted(rows("ก)", "๓."), [fresh(0)], 1), {-1: ""}),
        (rows("๒.", "๔."), without(rows("๒.", "๔."), 1)[0], {}),
        ([], [fresh(0)], {-1: "๑."}),
        ([], [fresh(0, mark="-"), fresh(0, -2, mark="-")], {}),
        (rows("๑.", "๒."), indented(rows("๑.", "๒."), 2), {2: "๑)"}),
    ],
)
def test_rows_that_were_counted_go_on_being_counted(old, new, marks):
    assert remarked(old, new) == marks


@settings(deadline=None)
@given(st.lists(st.integers(0, 2), min_size=1, max_size=9), st.data())
def test_no_act_loses_a_row_or_goes_too_deep(depths, data):
    tree = [Row(key=key, depth=depth, mark="-") for key, depth in enumerate(depths, 1)]
    key, other = (data.draw(st.integers(1, len(tree))) for _ in "ab")
    acts = [
        lambda: moved(tree, key, "up"),
        lambda: moved(tree, key, "down"),
        lambda: placed(tree, key, other),
        lambda: placed(tree, key, None),
        lambda: indented(tree, key),
        lambda: outdented(tree, key),
        lambda: [row for part in without(tree, key) for row in part],
    ]
    for act in acts:
        try:
            result = act()
        except OutlineRefusal:
            continue
        assert sorted(row.key for row in result) == list(range(1, len(tree) + 1))
        assert all(0 <= row.depth <= 2 for row in result)
