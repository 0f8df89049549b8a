"""Tests of the verdict on a typed line: its sentences, what differs, where it fails."""

import pytest
from hypothesis import given, settings

from derivations import DERIVATIONS, KINDS, Counterexample, Difference, Unreadable
from derivations.language.symbols import h, j, t
from tests.hostile.strangers import texts
from views.address.settings import NAMES, Config
from views.derive.own_line.answer import answer_line
from views.derive.own_line.differences import CHANGED, tell_difference, tell_example
from views.derive.own_line.question import Question
from views.derive.own_line.reading import read_typed
from views.proofs.version import Version

CHAIN = "sum_m dJ^(t)/dz_m^(t) dz_m^(t)/dH_ij^(t-1)"
LAST = "delta_i^(t<-t) h_j^(t-1)"
WRONG = "delta_i^(t<-t) h_j^(t)"


def question(n, slug="hidden-weights", **sizes):
    return Question(Config(**sizes), Version(slug), n)


@pytest.mark.parametrize(
    ("n", "text", "verdict", "words", "line"),
    [
        (4, LAST, "right", "✓ Right: this is line 5.", 5),
        (0, LAST, "right", "✓ Right, and 4 lines on: this is line 5.", 5),
        (3, LAST, "right", "✓ Right, and 1 line on: this is line 5.", 5),
        (1, CHAIN, "true", "✓ True, but line 1 says it already.", 1),
        (3, CHAIN, "true", "✓ True, but it is line 1 again, which came before.", 1),
        (1, "dJ^(t)/dH_ij^(t-1)", "true", "only the question again", 0),
        (1, f"({LAST} + {CHAIN}) / 2", "new", "none of our lines", 0),
        (4, WRONG, "wrong", "✗ This does not equal the left side.", 0),
        (4, "0", "wrong", "it is one number, whatever the weights and the words", 0),
        (5, "1", "wrong", "it is one number, whatever the weights and the words", 0),
    ],
)
def test_a_line_is_told_what_it_is(n, text, verdict, words, line):
    answer = answer_line(question(n), text)
    assert (answer["verdict"], answer["line"]) == (verdict, line)
    assert words in answer["words"]
    assert answer["text"] == text


def test_a_wrong_line_is_told_what_differs_and_where_it_fails():
    answer = answer_line(question(4), WRONG)
    assert answer["differs"] == {
        "words": "The time differs.",
        "right": "h_j^{(t-1)}",
        "wrong": "h_j^{(t)}",
    }
    assert answer["example"].startswith("At t = ")
    assert " the left side is " in answer["example"]
    assert " and yours " in answer["example"]


def test_an_entry_without_meaning_is_told_without_a_number_of_its_own():
    answer = answer_line(question(7, "hidden-error"), "s'(z_i) sum_k delta_k U_ik")
    assert "no meaning" in answer["differs"]["words"]
    assert "the left side is " in answer["example"]
    assert answer["example"].endswith(", and yours has no number there.")


def test_every_kind_of_difference_has_words():
    assert set(CHANGED) == set(KINDS)
    gone = tell_difference(Difference("factor", h[t, j], h[t, j] / h[t, j]))
    assert gone == {"words": "A factor is missing.", "right": "h_j^{(t)}", "wrong": ""}
    more = tell_difference(Difference("term", h[t, j] * 0, h[t, j]))
    assert (more["words"], more["right"]) == ("There is one term too many.", "")
    astray = tell_difference(Difference("index", None, h[t, j]))
    assert "no meaning" in astray["words"]
    assert tell_difference(None) is None


def test_an_example_says_which_network_and_tells_close_numbers_apart():
    at = {"t": 2, "tau": 1}
    close = Counterexample(at, 0.1234567, 0.1234568)
    assert tell_example(close, "yours") == (
        "At t = 2 and τ = 1 the left side is 0.1234567 and yours 0.1234568."
    )
    other = tell_example(Counterexample(at, 0.5, None, here=False), "B")
    assert other.startswith("On another small network, at t = 2")
    assert other.endswith("and B has no number there.")
    assert tell_example(None, "yours") == ""


def test_what_is_read_is_drawn_by_our_printer():
    d = DERIVATIONS["hidden-weights"]
    reading = read_typed(question(4), LAST)
    assert reading["tex"] == d.lines[4].latex()
    assert (reading["problem"], reading["where"]) == ("", [])


def test_what_is_drawn_keeps_the_order_that_was_typed():
    reading = read_typed(question(7, "softmax-loss"), "-y_w + yhat_w")
    assert reading["tex"] == r"-y_w^{(t)} + \hat{y}_w^{(t)}"
    reading = read_typed(question(4), "-h_j^(t-1) delta_i^(t<-t)")
    assert reading["tex"] == r"-h_j^{(t-1)} \delta_i^{(t \leftarrow t)}"


def test_a_lone_sum_is_told_what_it_needs_in_the_names():
    for names, state in {"source": "h", "coursera": "a"}.items():
        asked = question(4)._replace(names=names)
        assert read_typed(asked, "∑")["problem"] == (
            "The text ends: a sum needs an index, and then what is summed, as in"
            f" sum_k {state}_k^(t)."
        )


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("delta_i h_k^(t-1)", ["delta_i h_", "k", "^(t-1)"], "Character 11, “k”"),
        ("simga'(z)", ["", "simga'", "(z)"], "nothing is called “simga”"),
        ("foo bar", ["", "foo", " bar"], "Character 1, “foo”: nothing is called “foo”"),
        ("s(z)", ["", "s", "(z)"], "the activation is σ, as in σ(z_i^(t)), its slope"),
        ("delta_i^(t<-t) +", ["delta_i^(t<-t) +", "", ""], "The text ends"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_fits(text, where, words):
    reading = read_typed(question(4), text)
    assert reading["tex"] == ""
    assert "".join(reading["where"]) == text
    assert words in reading["problem"]
    with pytest.raises(Unreadable):
        answer_line(question(4), text)


def test_what_fits_is_said_in_the_names():
    asked = question(4)._replace(names="coursera")
    for text, words in {
        "tanh(W_aa a^(t-1) + z^(t))": "tanh takes one array; g takes sums of them",
        "delta_i^(t) a_t": "a time stands above, in brackets, as in a_i^(t)",
        "delta_i^(t<-t) +": "a symbol such as a or delta",
        "hsigma(a)": "“hsigma”",
    }.items():
        assert words in read_typed(asked, text)["problem"]


def test_a_line_stays_read_where_other_names_are_chosen_after_it_was_typed():
    line = DERIVATIONS["hidden-weights"].lines[4]
    for typed in ("delta_i^(t<-t) a_j^(t-1)", LAST):
        for names in NAMES:
            asked = question(4)._replace(names=names)
            assert read_typed(asked, typed)["tex"] == line.latex(names=names)
            assert answer_line(asked, typed)["line"] == 5
    with pytest.raises(Unreadable, match="there is no index k here"):
        answer_line(question(4)._replace(names="torch"), "delta_k^(t<-t) a_j^(t-1)")


def test_what_could_be_meant_is_shown_as_formulas():
    reading = read_typed(question(4), "delta_i h_j")
    assert set(reading["could_be"]) == {"h_j^{(t)}", "h_j^{(t-1)}"}
    assert reading["problem"].endswith("it could be one of these.")
    assert "^{" not in reading["problem"]


def test_a_long_text_is_shown_around_the_place():
    reading = read_typed(question(4), f"{LAST} + {LAST} + + {LAST} + {LAST}")
    before, found, after = reading["where"]
    assert before.startswith("…")
    assert len(before) <= 41
    assert found == "+"
    assert after.endswith("…")


@settings(deadline=None, max_examples=60)
@given(texts())
def test_any_text_is_read_or_told_why_not(text):
    reading = read_typed(question(4), text)
    assert bool(reading["tex"]) != bool(reading["problem"])
    assert all(part.isprintable() for part in (reading["problem"], *reading["where"]))
    assert r"\href" not in reading["tex"]


@pytest.mark.parametrize("n", range(6))
def test_a_line_with_a_character_less_is_read_or_told_why_not(n):
    line = DERIVATIONS["hidden-weights"].lines[n].latex()
    for place in range(0, len(line), 5):
        reading = read_typed(question(n), line[:place] + line[place + 1 :])
        assert bool(reading["tex"]) != bool(reading["problem"])
