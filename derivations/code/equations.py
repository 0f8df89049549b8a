"""The equations of a program: the last lines of derivations, as their rules left them.

The slope of the activation stays sigma'(z), which a program computes with all digits
where a unit saturates; the identity has none.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import sympy as sp

from derivations.derivation import Derivation, Part
from derivations.language.symbols import SIZES, Cases, T, k, s, t
from derivations.rules.activation_slope import RULES
from derivations.source.earlier_error import EARLIER_ERROR
from derivations.source.earlier_input import EARLIER_INPUT
from derivations.source.earlier_weights import EARLIER_WEIGHTS
from derivations.source.full_gradient import FULL_GRADIENT
from derivations.source.hidden_error import HIDDEN_ERROR
from derivations.source.hidden_weights import HIDDEN_WEIGHTS
from derivations.source.input_vector import INPUT_VECTOR
from derivations.source.output_weights import OUTPUT_WEIGHTS
from derivations.source.previous_hidden import PREVIOUS_HIDDEN
from derivations.source.softmax_loss import SOFTMAX_LOSS
from derivations.versions import in_activation, with_reduction

HIDDEN, ERROR, INPUT, OUTPUT, TRUNCATED = range(5)
"""The parts of the full gradient, in their order."""


@dataclass(frozen=True)
class Equation:
    """The right side of an equation, and the derivations that it is the end of."""

    expr: sp.Expr
    of: tuple[Derivation, ...]

    @property
    def mark(self) -> str:
        """The numbers that the source gives it, or its section: "(3), (8)"."""
        numbers = [f"({d.equation})" for d in self.of if d.equation]
        return ", ".join(numbers) or f"section {self.of[0].section}"

    def at(self, indices: dict[Any, Any]) -> "Equation":
        """The equation with other indices put in."""
        return Equation(self.expr.xreplace(indices), self.of)


class Gradient(NamedTuple):
    """factor * sum of `each` over `limits`: a gradient, summed over steps or losses."""

    factor: sp.Expr
    each: Equation
    limits: sp.Tuple


def last_line(part: Part) -> sp.Expr:
    """A part's last line in which the slope still is sigma'(z)."""
    general = [line for line in part.lines if line.rule not in RULES.values()]
    return general[-1].expr


def result(d: Derivation, activation: str) -> sp.Expr:
    """The matrix form that a derivation ends with, for an activation."""
    if activation == "identity":
        return in_activation(d, activation).lines[-1].expr
    return last_line(d.parts[0])


def output_error() -> Equation:
    """delta^(o,t) = yhat^(t) - y^(t)."""
    return Equation(result(SOFTMAX_LOSS, "sigmoid"), (SOFTMAX_LOSS,))


def own_error(activation: str) -> Equation:
    """delta^(t<-t), from the loss at t itself."""
    return Equation(result(HIDDEN_ERROR, activation), (HIDDEN_ERROR,))


def earlier_error(activation: str) -> Equation:
    """delta^(s<-t), from the step after s."""
    return Equation(result(EARLIER_ERROR, activation), (EARLIER_ERROR,))


def summed_error(activation: str) -> Equation:
    """delta^(s) of all losses: one case is left, for after the last step it is 0."""
    version = in_activation(FULL_GRADIENT, activation)
    part = version.parts[ERROR]
    expr = part.lines[-1].expr if activation == "identity" else last_line(part)
    assert isinstance(expr, Cases)
    *_, before_last = expr.args
    return Equation(before_last, (HIDDEN_ERROR, EARLIER_ERROR))


def start() -> Equation:
    """dJ^(t)/dh^(0)."""
    equation = Equation(result(PREVIOUS_HIDDEN, "sigmoid"), (PREVIOUS_HIDDEN,))
    return equation.at({s: sp.S.Zero})


def gradients(reduction: str) -> dict[str, Gradient]:
    """The gradients of J for H, L and U, as sums over steps s, or k, or losses t."""
    parts = with_reduction(FULL_GRADIENT, reduction).parts
    return {
        "H": _summed(last_line(parts[HIDDEN]), (HIDDEN_WEIGHTS, EARLIER_WEIGHTS)),
        "L": _summed(last_line(parts[INPUT]), (INPUT_VECTOR, EARLIER_INPUT)),
        "U": _summed(last_line(parts[OUTPUT]), (OUTPUT_WEIGHTS,)),
    }


def gradients_of_loss(window: bool) -> dict[str, Gradient]:
    """The gradients of one loss J^(t): of the last one, or of any with T for t.

    With a `window` only of the last tau instances of H and L.
    """
    each = {name: of for name, of in gradients("last").items()}
    if window:
        truncated = _summed(last_line(FULL_GRADIENT.parts[TRUNCATED]), ())
        each["H"] = each["H"]._replace(limits=truncated.limits)
        each["L"] = each["L"]._replace(limits=truncated.limits)
    return {name: _of_loss(of) for name, of in each.items()}


def _of_loss(of: Gradient) -> Gradient:
    put = {T: t}
    return Gradient(of.factor, of.each.at(put), of.limits.xreplace(put))


def _summed(expr: sp.Expr, of: tuple[Derivation, ...]) -> Gradient:
    """An expression as a factor and a sum over times; without a sum, of one term."""
    coefficient, factors = expr.as_coeff_mul()
    sums = [a for a in factors if isinstance(a, sp.Sum)]
    if not sums:
        return Gradient(sp.S.One, Equation(expr, of), sp.Tuple())
    (total,) = sums
    (limits,) = total.limits
    assert limits[2] not in SIZES
    rest = sp.Mul(coefficient, *(a for a in factors if a is not total))
    return Gradient(rest, Equation(total.function, of), limits)


def at_step(of: Gradient) -> Equation:
    """What step s adds to a gradient that is summed over steps, or losses."""
    index = of.limits[0]
    return of.each.at({index: s - 1 if index == k else s})
