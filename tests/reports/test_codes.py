"""Short codes: cut from a hash, read as people type them."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.codes import codes_of, read_code, shown_code

HASH = "00443214c74254b635cf84653a56d7c6" + "f" * 32
codes = st.from_regex(r"[0-9A-HJKMNP-TV-Z]{8}", fullmatch=True)


def test_a_hash_gives_one_code_after_another():
    found = list(codes_of(HASH))

    assert found[:2] == ["01234567", "89ABCDEF"]
    assert (len(found), found[-1]) == (6, "ZZZZZZZZ")


@pytest.mark.parametrize(
    "typed",
    ["K7M2-01PQ", "k7m2-01pq", " K7M2 01PQ ", "K7M2OIPQ", "k7m2–olpq", "K๗M๒-๐๑PQ", "K7M201PQ"],
)
def test_a_code_is_read_as_people_type_it(typed):
    assert read_code(typed) == "K7M201PQ"


@pytest.mark.parametrize(
    "typed",
    ["", "K7M201P", "K7M201PQR", "K7M201PU", "K7M201Pก", "٠١٢٣٤٥٦٧", "<script>", "A" * 9999],
)
def test_what_cannot_be_a_code_is_none(typed):
    assert read_code(typed) is None


@given(codes)
def test_a_printed_code_is_read_back(code):
    assert read_code(shown_code(code)) == code
    assert read_code(shown_code(code).lower()) == code


@given(st.binary(min_size=32, max_size=32))
def test_every_code_of_a_hash_can_be_read(hashed):
    for code in islice(codes_of(hashed.hex()), 6):
        assert read_code(code) == code
