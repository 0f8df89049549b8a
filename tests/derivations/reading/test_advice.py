"""Tests of what is said of the slips that typing makes most often."""

import pytest

from derivations import DERIVATIONS, Unreadable, parse


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("dJ^(t)/dz_i^(t) = h_i^(t)", "write what follows the ="),
        ("delta_k^(o,t) U_ki", "a sum over k before it may be missing"),
        ("sum_l U_lk", "sums bring l; a sum over k before it may be missing"),
    ],
)
def test_a_slip_of_typing_gets_advice(typed, advice):
    with pytest.raises(Unreadable, match=advice):
        parse(typed, "hidden-error", 2)


PLACES = [
    (d, next(n for n, line in enumerate(d.lines) if line is part.lines[0]))
    for d in DERIVATIONS.values()
    for part in d.parts
]
PLACES += [(d, None) for d in DERIVATIONS.values()]


def refused(typed, d, n=None, names="source"):
    with pytest.raises(Unreadable) as raised:
        parse(typed, d, n, names)
    error = raised.value
    assert "." not in error.reason
    return error


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "sum",
            "∑",
            "sum_",
            "∑ₖ",
            "sum_k",
            "sum_{k=1}",
            "sum_k^T",
            "1 + sum",
            "sum )",
        ),
        *("∏", "prod_k", "sigma", "s'", "2 σ′", "exp", "log(", "tanh", "diag"),
    ],
)
def test_what_ends_early_is_told_in_full_by_an_example_that_is_read_here(typed):
    for d, n in PLACES:
        error = refused(typed, d, n)
        if typed == "log(":
            assert "a symbol" in error.reason
            continue
        example = error.fits[-1]
        assert error.reason.endswith(f"as in {example}")
        parse(example, d, n)


def test_a_sum_needs_an_index_and_a_body():
    d = DERIVATIONS["hidden-error"]
    error = refused("∑", d, 7)
    assert (error.position, error.found) == (1, "")
    assert error.reason == (
        "a sum needs an index, and then what is summed, as in sum_k h_k^(t)"
    )
    assert refused("sum_k", d, 7).reason == (
        "a sum needs what is summed, as in sum_k h_k^(t)"
    )


@pytest.mark.parametrize("typed", ["s(z)", "f(z)", "relu(z_i^(t))", "2 sigmoid(z)"])
def test_another_name_of_the_activation_gets_ours_and_its_slope_s(typed):
    for d, n in PLACES:
        error = refused(typed, d, n)
        assert error.position == typed.startswith("2") * 2
        for example in error.fits:
            assert example in error.reason
            parse(example, d, n)
        assert [a[:2] for a in error.fits] == ["σ(", "s'"]


@pytest.mark.parametrize(
    ("typed", "at", "found"),
    [
        ("foo bar", 0, "foo"),
        ("hello world", 0, "hello"),
        ("h_i^(t) foo", 8, "foo"),
        ("foo_i", 0, "foo"),
        (r"\foo h", 0, r"\foo"),
        (r"\left( U' bar \right)", 10, "bar"),
    ],
)
def test_a_word_that_is_no_name_is_found_whole_and_gets_the_names_there_are(
    typed, at, found
):
    error = refused(typed, DERIVATIONS["hidden-error"], 7)
    assert (error.position, error.found) == (at, found)
    own = "J, h, z, o, delta or U"
    assert error.reason == f"nothing is called “{found}”; a symbol fits here: {own}"
    for d, n in PLACES:
        own = refused(typed, d, n).fits
        assert own
        for name in own:
            if name not in ("h", "z", "o", "delta", "x", "y", "yhat", "J", "PP"):
                parse(name, d, n)


def test_a_function_that_there_is_not_gets_those_there_are():
    for typed in ("softmax(o)", "sin(z)"):
        reason = refused(typed, "softmax-loss", 4).reason
        assert reason.startswith(f"nothing is called “{typed[:-3]}”; the functions are")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("t", "as in h^(t)"),
        ("i", "as in h_i^(t)"),
        ("a", "the free ones here are t and i"),
        ("o", "the output is o^(t)"),
        ("h_", "an index fits here, as in h_i^(t)"),
        ("h^", "a time fits here, or a transpose, as in h^(t) or H^T"),
        ("(h^(t)", "what fits here: )"),
    ],
)
def test_a_lone_letter_or_mark_is_told_where_it_may_stand(typed, reason):
    assert refused(typed, "hidden-error", 7).reason.endswith(reason)


def test_no_more_than_a_few_things_fit():
    for typed in ("h.", "h_i^(t) #", "?", "h^{", "(", "[", "h^(t) & h", "a,b"):
        assert len(refused(typed, "hidden-error", 7).fits) <= 8
