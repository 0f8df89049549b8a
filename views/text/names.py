"""The names of a weight and of a loss in running text."""

from ..address.settings import Selection

LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def weight_name(selection: Selection) -> str:
    """The picked weight in running text: H₁₂, or H₁₀,₂ where digits would run on."""
    i, j = (str(n).translate(LOW) for n in (selection.i, selection.j))
    return selection.matrix + (i + j if len(i + j) == 2 else f"{i},{j}")


def loss_name(selection: Selection) -> str:
    """The chosen loss in running text: J⁽³⁾."""
    return f"J⁽{str(selection.t).translate(HIGH)}⁾"
