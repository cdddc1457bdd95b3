"""What an editor sends is read only in the one shape that our page sends."""

import pytest

from measures.writing import BadChanges, Change, Key, cell_keys, read_changes, read_key

GOOD = {"key": "title", "base": "", "value": "ก"}


def test_changes_are_read():
    assert read_changes({"changes": [GOOD]}) == (Change(key="title", base="", value="ก"),)
    assert read_changes({"changes": []}) == ()


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        "changes",
        {},
        {"changes": None},
        {"changes": {}},
        {"changes": [None]},
        {"changes": [[]]},
        {"changes": [{}]},
        {"changes": [{**GOOD, "value": ["ก"]}]},
        {"changes": [{**GOOD, "value": {"ก": "ข"}}]},
        {"changes": [{**GOOD, "base": None}]},
        {"changes": [{**GOOD, "key": 1}]},
        {"changes": [{**GOOD, "key": "k" * 61}]},
        {"changes": [{**GOOD, "key": "ก"}]},
        {"changes": [{**GOOD, "more": ""}]},
        {"changes": [GOOD] * 2001},
    ],
)
def test_anything_else_is_refused(sent):
    with pytest.raises(BadChanges):
        read_changes(sent)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("title", Key(field="title")),
        ("extra-0123456789ab", Key(field="extra", extra="0123456789ab")),
        ("extra-0123456789ab-12", Key(field="extra", extra="0123456789ab-12")),
        ("step-7-text", Key(field="text", step=7)),
        ("step-7-title", None),
        ("step-07-text", None),
        ("step-0-text", None),
        ("step-๗-text", None),
        ("step-9999999999999999999-text", None),
        ("step--1-text", None),
        ("extra-0", None),
        ("extra-0123456789ab-0", None),
        ("extra-0123456789AB", None),
        ("title\n", None),
        ("", None),
        ("updated_by", None),
    ],
)
def test_keys(text, key):
    assert read_key(text) == key


def test_a_cell_is_named_by_the_words_of_its_heading():
    budget, notes, again = cell_keys(["งบประมาณ", "หมายเหตุ", "งบ ประมาณ"])

    assert cell_keys(["หมายเหตุ", "ตัวชี้วัด", "งบประมาณ"])[::2] == [notes, budget]
    assert again == f"{budget}-1"
    assert [read_key(key) for key in (budget, again)] == [
        Key(field="extra", extra=key.removeprefix("extra-")) for key in (budget, again)
    ]
