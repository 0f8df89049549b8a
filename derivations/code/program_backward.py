"""The way back of a program: the loss and its gradients, from the proven equations."""

from collections.abc import Mapping

import sympy as sp

from derivations.code.equations import (
    Equation,
    Gradient,
    at_step,
    earlier_error,
    gradients,
    gradients_of_loss,
    output_error,
    own_error,
    start,
    summed_error,
)
from derivations.code.program_forward import states
from derivations.code.program_lines import EACH, ProgramWriter
from derivations.language.symbols import J, Jmean, T, s, t, tau, y

TOTAL = {"sum": J(), "mean": Jmean(), "last": J(T)}
WEIGHTS = ("H", "L", "U", "h0")


def by_steps(writer: ProgramWriter, activation: str, reduction: str) -> None:
    """One pass back over the steps, with the error of all losses together."""
    found = gradients(reduction)
    _begin(writer, activation)
    writer.add(1, "for s in range(T, 0, -1):")
    _output_error(writer, 2, s)
    writer.equation(2, "delta[s]", summed_error(activation), "delta")
    for name, gradient in found.items():
        _add(writer, 2, name, at_step(gradient))
    _add(writer, 1, "h0", start())
    _end(writer, reduction, found)


def by_losses(
    writer: ProgramWriter, activation: str, reduction: str, window: int | None
) -> None:
    """One pass back for each loss, or for the last alone, as far as the window goes."""
    found = gradients_of_loss(window is not None)
    loss, depth = (T, 1) if reduction == "last" else (t, 2)
    here, limits = {t: loss}, found["H"].limits.xreplace({t: loss})
    first = writer.code.time(limits[1])
    _begin(writer, activation)
    if loss == t:
        writer.add(1, "for t in range(1, T + 1):")
    _output_error(writer, depth, loss)
    _add(writer, depth, "U", found["U"].each.at(here))
    writer.equation(depth, f"delta[{loss}]", own_error(activation).at(here), "delta")
    writer.add(depth, f"for s in range({loss} - 1, {first}, -1):")
    writer.equation(depth + 1, "delta[s]", earlier_error(activation).at(here), "delta")
    writer.add(depth, f"for {limits[0]} in {writer.code.over(limits)}:")
    for name in ("H", "L"):
        _add(writer, depth + 1, name, found[name].each.at(here))
    if window is not None:
        writer.add(depth, f"if {loss} <= {writer.code.time(tau)}:")
        depth += 1
    _add(writer, depth, "h0", start().at(here))
    _end(writer, reduction, gradients(reduction))


def _begin(writer: ProgramWriter, activation: str) -> None:
    """The function's head, the forward pass, and what is added up."""
    name = writer.scheme.plain
    weights = ", ".join(map(name, WEIGHTS))
    kept = ", ".join(map(name, states(activation)))
    writer.add(0, "", "", f"def loss_and_gradients({weights}, inputs, targets):")
    writer.add(
        1,
        f"T, weights = len(inputs), ({weights})",
        f"{kept}, J = forward(*weights, inputs, targets)",
        f"delta_o, delta = np.zeros({name('yhat')}.shape),"
        f" np.zeros((T + 2, len({name('h0')})))",
        f"{_gradients(writer)} = (np.zeros(w.shape) for w in weights)",
    )


def _output_error(writer: ProgramWriter, depth: int, loss: sp.Symbol) -> None:
    """The error of the logits, the target's as minus the sum of all the others."""
    equation = output_error().at({t: loss})
    target = f"delta_o[{loss}]"
    writer.equation(depth, target, equation, "delta_o")
    place = writer.code.place(y(loss))
    exact = f"delta_o[{loss}, {place}] -= {target}.sum()"
    slugs = tuple(d.slug for d in equation.of)
    writer.marked(depth, exact, f"{equation.mark}: their sum is 0", "delta_o", slugs)


def _gradients(writer: ProgramWriter) -> str:
    return ", ".join(map(writer.scheme.derivative, WEIGHTS))


def _add(writer: ProgramWriter, depth: int, weight: str, equation: Equation) -> None:
    writer.equation(depth, writer.scheme.derivative(weight), equation, weight, "+=")


def _end(writer: ProgramWriter, reduction: str, found: Mapping[str, Gradient]) -> None:
    """What all gradients are multiplied by, and what is returned."""
    names, (factor,) = _gradients(writer), {a.factor for a in found.values()}
    if factor != 1:
        names = f"*({writer.text(EACH * factor)} for w in ({names}))"
    writer.add(1, f"return {writer.text(TOTAL[reduction])}, {names}")
