"""The dictionary that newmm looks in, beside the one that its library makes of the same words."""

from __future__ import annotations

import pytest
from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize
from pythainlp.util import Trie

from ita_portal.thai.dictionary import Dictionary
from tests.thai.test_words import DEMO


@pytest.fixture(scope="module")
def trie() -> Trie:
    return Trie(thai_words())


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary(thai_words())


def test_the_same_words_begin_at_every_place_of_a_real_report(trie, dictionary):
    text = DEMO[-1].read_text("utf-8")

    for start in range(len(text) + 2):
        assert dictionary.prefixes(text, start) == trie.prefixes(text, start)


def test_newmm_cuts_every_long_word_as_with_its_own(trie, dictionary):
    long = sorted(thai_words(), key=lambda word: (-len(word), word))[:300]
    text = "กขค".join(long)

    cut = word_tokenize(text, engine="newmm", custom_dict=dictionary)

    assert cut == word_tokenize(text, engine="newmm", custom_dict=trie)
    assert len(dictionary) == len(trie) == len(thai_words())


@pytest.mark.parametrize("text", ["", "ณ", "กา", "กาล", "กาลเทศ", "x", "กาx", "มาก"])
def test_a_text_that_ends_early_has_no_word_twice(text):
    some = ("ณ", "กา", "กาล", "กาลเทศะ", "มา", "มาก", "มากมาย", "x")

    assert Dictionary(some).prefixes(text) == Trie(some).prefixes(text)
