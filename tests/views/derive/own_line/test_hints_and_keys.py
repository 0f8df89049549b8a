"""Tests of hints and of the palette: of every line of every derivation."""

import pytest
import sympy as sp

from derivations import DERIVATIONS, Unreadable, parse
from derivations.latex.printer import latex
from views.address.settings import NAMES, Config
from views.derive.own_line.hints import first_half, hint_steps
from views.derive.own_line.palette import palette
from views.derive.own_line.question import Question
from views.proofs.version import Version

ONE_A_PART = [
    (slug, next(n for n, line in enumerate(d.lines) if line is part.lines[0]))
    for slug, d in DERIVATIONS.items()
    for part in d.parts
]


def question(slug, n):
    return Question(Config(), Version(slug), n)


def read_alone(text, d, names="source"):
    """What a symbol is read as, with its summed indices bound."""
    for _ in range(4):
        try:
            expr = parse(text, d, None, names)
            break
        except Unreadable as error:
            index = error.found
            try:
                parse(f"sum_{index} ({text})", d, None, names)
                text = f"sum_{index} ({text})"
            except Unreadable:
                text = f"sum_{{{index}=0}}^{{T}} ({text})"
    while isinstance(expr, sp.Sum):
        expr = expr.function
    return expr


@pytest.mark.parametrize("slug", DERIVATIONS)
def test_hints_say_more_step_by_step_and_never_all(slug):
    for n, line in enumerate(DERIVATIONS[slug].lines):
        steps = hint_steps(question(slug, n))
        assert line.rule in steps[0]["words"]
        assert steps[0]["tex"] == ""
        for step in steps[1:]:
            assert step["tex"].count("{") == step["tex"].count("}")
            assert step["tex"].count(r"\left(") == step["tex"].count(r"\right)")
            assert step["tex"] != line.latex()


def test_the_hints_of_a_line():
    _, changes, half = hint_steps(question("hidden-weights", 4))
    assert changes["tex"].startswith(r"\htmlData{new=1}{\frac{\partial J^{(t)}}")
    assert half == {
        "words": "It begins like this:",
        "tex": r"\delta_i^{(t \leftarrow t)} \cdots",
    }


@pytest.mark.parametrize(
    ("tex", "half"),
    [
        ("a", ""),
        (r"\left( a - b \right)", ""),
        ("a - b", r"a \cdots"),
        (r"\sum_{k} a b c d", r"\sum_{k} a \cdots"),
        (r"\left( a - b \right) c", ""),
        (r"a \cdot b c d", r"a \cdots"),
        (r"a \circ b c d", r"a \cdots"),
        (r"a \left( b - c \right)", r"a \cdots"),
    ],
)
def test_a_formula_is_halved_between_its_pieces(tex, half):
    assert first_half(tex) == half or (half == "" and first_half(tex) != tex)


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize(("slug", "n"), ONE_A_PART)
def test_every_symbol_of_the_palette_is_read_as_itself(slug, n, names):
    keys = palette(question(slug, n)._replace(names=names))
    assert len({key["put"] for key in keys}) == len(keys)
    assert len(keys) >= 6
    d = DERIVATIONS[slug]
    read = 0
    for key in keys:
        whole = not key["back"] and key["put"].strip() == key["said"]
        if whole and key["put"][0] not in "∑∏[":
            alone = read_alone(key["put"], d, names)
            assert latex(alone, names=names) == key["tex"], key
            read += 1
    assert read >= 3


@pytest.mark.parametrize("names", ["source", "torch"])
@pytest.mark.parametrize(("slug", "n"), ONE_A_PART)
def test_the_palette_tells_nothing_of_the_line_that_is_asked_for(slug, n, names):
    d = DERIVATIONS[slug]
    lines = len(d.part_of(d.lines[n]).lines)
    first, *others = (
        palette(question(slug, m)._replace(names=names)) for m in range(n, n + lines)
    )
    assert all(other == first for other in others)


def test_the_palette_is_ordered_by_kind_and_then_by_name():
    puts = [key["put"] for key in palette(question("hidden-error", 0))]
    assert puts[:6] == ["J^(t)", "h^(t)", "h_i^(t)", "h_l^(t)", "o_w^(t)", "z^(t)"]
    assert puts[6:12] == ["z_i^(t)", "[i = l]", "δ^(o,t)", "δ_w^(o,t)", "U", "U_wi"]
    derivatives = [put for put in puts if put.startswith("∂") and put != "∂/∂"]
    assert len(derivatives) == 5
    assert derivatives == sorted(derivatives, key=str.casefold)
    assert puts[-8:-6] == ["σ()", "σ′()"]


def test_keys_put_the_cursor_where_typing_goes_on():
    keys = {key["said"]: key for key in palette(question("hidden-error", 0))}
    assert keys["brackets"]["put"] == "()"
    assert keys["brackets"]["back"] == 1
    slope = keys["σ′ of"]
    assert slope["put"] == "σ′()"
    assert slope["put"][-slope["back"] :] == ")"
    assert "transposed" in keys
