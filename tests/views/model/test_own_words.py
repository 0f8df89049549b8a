"""The words of a network that was brought: typed, read, edited."""

import pytest

from rnn_core import Vocabulary
from views.model.own_words import OwnVocabulary, edit_word, place_of

NAMED = OwnVocabulary(("the", "Fox", ".", "don't", "7", "<unk>", "naïve"))
LETTERS = OwnVocabulary((" ", "a", "B", "\n", "!"))
NAMELESS = OwnVocabulary(("",) * 9)


@pytest.mark.parametrize(
    ("vocabulary", "text", "pieces"),
    [
        (NAMED, "The Fox. Don’t, naïve!", ["The", "Fox", ".", "Don't", "naïve"]),
        (LETTERS, "a B!", ["a", " ", "B", "!"]),
        (NAMELESS, "3, 1 #4", ["3", "1", "#4"]),
    ],
)
def test_a_text_comes_apart_as_its_vocabulary_has_it(vocabulary, text, pieces):
    assert list(vocabulary.apart(text)) == pieces


@pytest.mark.parametrize(
    ("vocabulary", "word", "place"),
    [
        (NAMED, "fox", 1),
        (NAMED, "THE", 0),
        (NAMED, "7", 4),
        (NAMED, "#6", 6),
        (NAMED, "3", 5),
        (NAMED, "other", 5),
        (LETTERS, "b", 2),
        (LETTERS, "z", None),
        (NAMELESS, "8", 8),
        (NAMELESS, "#8", 8),
        (NAMELESS, "9", None),
        (NAMELESS, "#9", None),
        (NAMELESS, "#0", 0),
    ],
)
def test_a_word_has_its_place(vocabulary, word, place):
    assert vocabulary.place(word) == place


@pytest.mark.parametrize(
    ("vocabulary", "typed", "place"),
    [
        (NAMED, "Fox", 1),
        (NAMED, ".", 2),
        (NAMED, "#6", 6),
        (NAMED, "nobody", 5),
        (LETTERS, "!", 4),
        (LETTERS, " ", 0),
        (NAMELESS, "#4", 4),
        (NAMELESS, "4", 4),
    ],
)
def test_an_edit_holds_whichever_word_was_typed(vocabulary, typed, place):
    word = edit_word(vocabulary, typed)
    assert word == word.lower()
    assert place_of(vocabulary, word) == place


def test_of_a_drawn_network_the_first_word_is_taken():
    assert edit_word(Vocabulary(("",)), "The sea!") == "the"
    assert edit_word(Vocabulary(("",)), "!") is None
