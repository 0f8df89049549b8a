"""Tests of words, vocabularies and windows, over any text."""

import unicodedata
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import Vocabulary, next_word_window, tokenize

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
WORDY = st.text(st.sampled_from("abAB '’\n.9éÉßσΣ\u0301\u200d_字אب🙂\x00"), max_size=60)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        (" \t\r\n\x00\x07\x1b\u2028", ()),
        ("...!?--- ''' ’ _ __", ()),
        ("word", ("word",)),
        ("The the THE", ("the", "the", "the")),
        ("don't don’t", ("don't", "don't")),
        ("snake_case", ("snake", "case")),
        ("a\x00b\x07c", ("a", "b", "c")),
        ("R2-D2 in 2001: 42%", ("r2", "d2", "in", "2001", "42")),
        ("I 🙂 emoji 👩‍👩‍👧 🇫🇷 you", ("i", "emoji", "you")),
        ("שלום עולם", ("שלום", "עולם")),
        ("שָׁלוֹם", ("שָׁלוֹם",)),
        ("مرحبا، بالعالم!", ("مرحبا", "بالعالم")),
        ("الْعَرَبِيَّة", ("الْعَرَبِيَّة",)),
        ("नमस्ते दुनिया", ("नमस्ते", "दुनिया")),
        ("日本語 テスト", ("日本語", "テスト")),
        ("Ärger ärger", ("ärger", "ärger")),
        ("\u0301 lone mark", ("lone", "mark")),
        ("ΟΔΟΣ ΣΑΣ", ("οδος", "σας")),
        ("STRASSE ẞ", ("strasse", "ß")),
        ("\ud800 half a pair", ("half", "a", "pair")),
    ],
)
def test_words_of_many_scripts(text, words):
    composed = tuple(unicodedata.normalize("NFC", word) for word in words)
    assert tokenize(text) == composed


def test_composed_and_combining_letters_are_one_word():
    for letter in "éñåüç":
        apart = unicodedata.normalize("NFD", letter)
        assert len(apart) == 2
        assert tokenize(f"x{apart}y {apart.upper()}") == (f"x{letter}y", letter)


@pytest.mark.parametrize("small", ["\u01f0", "\u1e96", "\u1e97", "\u1e98", "é", "ǆ"])
def test_capitals_are_the_same_word(small):
    """Also where only the small letter has a code point that carries its mark."""
    capital = unicodedata.normalize("NFD", small).upper()
    assert tokenize(f"{small} {capital}") == (small, small)


@given(ANYTHING | WORDY)
def test_words_hold_letters_digits_marks_and_apostrophes_only(text):
    for word in tokenize(text):
        assert any(c.isalnum() for c in word), ascii(word)
        assert not word[0] == "_", ascii(word)
        for c in word:
            kind = unicodedata.category(c)[0]
            assert c == "'" or kind in "LNM", (ascii(word), ascii(c), kind)


@given(ANYTHING | WORDY)
def test_every_letter_and_digit_is_in_some_word(text):
    lowered = unicodedata.normalize("NFC", text.lower())
    kept = Counter("".join(tokenize(text)))
    asked = Counter(c for c in lowered if c.isalnum())
    assert Counter({c: n for c, n in kept.items() if c.isalnum()}) == asked


@given(ANYTHING | WORDY)
def test_words_are_read_back_as_themselves(text):
    words = tokenize(text)
    assert tokenize(" ".join(words)) == words


@given(ANYTHING | WORDY, WORDY)
def test_a_line_break_parts_words(before, after):
    assert tokenize(f"{before}\n{after}") == tokenize(before) + tokenize(after)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 1_000_000, 1),
        ("a " * 500_000, 500_000),
        ("a'" * 500_000, 1),
        ("'" * 1_000_000, 0),
        ("e\u0301" * 500_000, 1),
        ("x\u0301\u0302" * 333_333, 1),
        ("\u0301" * 1_000_000, 0),
        ("!" * 1_000_000, 0),
        ("🙂a" * 500_000, 500_000),
    ],
    ids=["run", "words", "inner", "quotes", "composed", "marked", "marks", "!", "🙂"],
)
def test_a_million_characters(text, count):
    words = tokenize(text)
    vocabulary = Vocabulary.from_text(text, 3)
    assert len(words) == len(vocabulary.encode(words)) == count
    assert len(vocabulary.words) == 3


def test_a_million_different_words():
    text = " ".join(f"w{n}" for n in range(150_000))
    vocabulary = Vocabulary.from_text(text, 100_001)
    ids = vocabulary.encode(text)
    np.testing.assert_array_equal(ids, np.minimum(np.arange(150_000), 100_000))


def test_ids_follow_frequency_and_ties_first_appearance():
    text = "one fish two fish red fish blue fish one two"
    vocabulary = Vocabulary.from_text(text, 6)
    assert vocabulary.words == ("fish", "one", "two", "red", "blue", "<unk>")
    assert Vocabulary.from_text(text, 4).words == ("fish", "one", "two", "<unk>")
    assert Vocabulary.from_text("b a b a c", 3).words == ("b", "a", "<unk>")


@pytest.mark.parametrize(
    ("text", "size", "words"),
    [
        ("", 1, ("<unk>",)),
        ("", 3, ("", "", "<unk>")),
        ("one", 1, ("<unk>",)),
        ("one", 2, ("one", "<unk>")),
        ("one one", 4, ("one", "", "", "<unk>")),
    ],
)
def test_entries_without_a_word_are_left_unnamed(text, size, words):
    assert Vocabulary.from_text(text, size).words == words


@given(ANYTHING | WORDY, st.integers(1, 12))
def test_a_vocabulary_keeps_the_most_frequent_words(text, size):
    vocabulary, counts = Vocabulary.from_text(text, size), Counter(tokenize(text))
    named = [word for word in vocabulary.words[:-1] if word]
    assert len(vocabulary.words) == size
    assert len(named) == min(size - 1, len(counts))
    assert len(set(named)) == len(named)
    kept = [counts[word] for word in named]
    assert kept == sorted(counts.values(), reverse=True)[: len(named)]


@given(ANYTHING | WORDY, st.integers(1, 12))
def test_decoding_gives_the_words_back_or_says_unknown(text, size):
    vocabulary, words = Vocabulary.from_text(text, size), tokenize(text)
    ids = vocabulary.encode(text)
    np.testing.assert_array_equal(ids, vocabulary.encode(words))
    assert ids.dtype == np.int64
    decoded = vocabulary.decode(ids)
    assert decoded == tuple(w if w in vocabulary.words else "<unk>" for w in words)
    np.testing.assert_array_equal(vocabulary.encode(decoded), ids)


def test_what_is_no_word_of_the_text_is_unknown():
    vocabulary = Vocabulary.from_text("one two", 5)
    assert vocabulary.encode(["three", "", "<unk>", "one"]).tolist() == [4, 4, 4, 0]
    assert vocabulary.decode([0, 2, 4]) == ("one", "", "<unk>")
    assert not vocabulary.encode("one").flags.writeable


@given(st.integers(2, 30), st.integers(1, 40), st.integers(0, 40))
def test_a_window_is_the_nearest_one_that_fits(length, steps, start):
    ids = np.random.default_rng(0).integers(0, 9, length)
    inputs, targets, first = next_word_window(ids, steps, start)
    assert len(inputs) == len(targets) == min(steps, length - 1)
    assert first == min(start, length - 1 - len(inputs))
    np.testing.assert_array_equal(inputs, ids[first : first + len(inputs)])
    np.testing.assert_array_equal(targets, ids[first + 1 : first + 1 + len(inputs)])
    assert not inputs.flags.writeable
    assert not targets.flags.writeable


def test_a_window_starts_at_the_first_word_unless_told():
    window = next_word_window([5, 6, 7, 8], 2)
    assert (window.inputs.tolist(), window.targets.tolist()) == ([5, 6], [6, 7])
    assert window.start == 0
