"""How weights, losses, states and factors are written in running text."""

from ..address.settings import Selection

LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
HIGH = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def subscript(number: int) -> str:
    """A number as a subscript: ₁₂."""
    return str(number).translate(LOW)


def superscript(number: int) -> str:
    """A number as a superscript: ⁻¹²."""
    return str(number).translate(HIGH)


def at_time(letter: str, time: int) -> str:
    """A quantity of one step: h⁽⁴⁾."""
    return f"{letter}⁽{superscript(time)}⁾"


def entry_name(matrix: str, i: int, j: int) -> str:
    """An entry of a weight: H₁₂, H₁₀,₂ where digits would run on, h₂⁽⁰⁾, (b_h)₂."""
    if matrix in ("b_h", "b_y"):
        return f"({matrix}){subscript(i)}"
    if matrix == "h0":
        return at_time(f"h{subscript(i)}", 0)
    comma = "" if i < 10 and j < 10 else ","
    return f"{matrix}{subscript(i)}{comma}{subscript(j)}"


def weight_name(selection: Selection) -> str:
    """The picked weight: H₁₂."""
    return entry_name(selection.matrix, selection.i, selection.j)


def instance_name(selection: Selection) -> str:
    """The picked instance: H₁₂⁽⁰⁾."""
    return at_time(weight_name(selection), selection.k)


def loss_name(selection: Selection) -> str:
    """The chosen loss: J⁽³⁾."""
    return at_time("J", selection.t)


def state_name(time: int) -> str:
    """A state: h⁽⁴⁾."""
    return at_time("h", time)


def factor_name(step: int) -> str:
    """The Jacobian of one step: D₄. J is a loss, and nothing else."""
    return f"D{subscript(step)}"


def derivative_name(t: int, s: int) -> str:
    """The derivative of a state by an earlier one: ∂h⁽⁴⁾/∂h⁽¹⁾."""
    return f"∂{state_name(t)}/∂{state_name(s)}"


def power_of_ten(exponent: int) -> str:
    """10⁻⁶⁰⁰."""
    return f"10{superscript(exponent)}"
