"""The program that the proven equations come to: back-propagation in plain NumPy."""

from typing import Any

from derivations.code.program_backward import by_losses, by_steps
from derivations.code.program_forward import forward, head
from derivations.code.program_lines import ProgramLine, ProgramWriter
from derivations.code.program_main import check, main
from derivations.evaluation.activation import NAMES
from derivations.language.name_schemes import name_scheme
from derivations.versions import REDUCTIONS


def program(
    activation: str = "sigmoid",
    reduction: str = "sum",
    window: int | None = None,
    names: str = "source",
) -> str:
    """A NumPy program of at most 70 lines that stands alone: the network, its loss and
    gradients, a check of them by differences, and training.

    It defines `loss_and_gradients(H, L, U, h0, inputs, targets) -> (loss, dH, dL, dU,
    dh0)`, word ids from 0, the order being the same whatever the `names`: "source",
    "wxh", "coursera" or "torch".  J is the "sum" of the losses, their "mean" or the
    "last".  With a `window` w >= 1 it is truncated back-propagation: H and L keep
    instance k of loss t where t - k <= w, h0 where t <= w, U always.

    ValueError for an unknown activation, reduction or name, or another window.
    """
    lines = program_lines(activation, reduction, window, names)
    return "\n".join(line.text for line in lines) + "\n"


def program_lines(
    activation: str = "sigmoid",
    reduction: str = "sum",
    window: int | None = None,
    names: str = "source",
) -> tuple[ProgramLine, ...]:
    """The lines of `program`, each with the derivations whose result it computes."""
    _one_of("activation", activation, NAMES)
    _one_of("reduction", reduction, tuple(REDUCTIONS))
    whole = isinstance(window, int) and not isinstance(window, bool)
    if window is not None and not (whole and window >= 1):
        raise ValueError(
            f"window is {window!r}; it must be a whole number of steps from 1, or None"
        )
    writer = ProgramWriter(name_scheme(names))
    head(writer, activation, reduction, window)
    forward(writer, activation)
    if window is None and reduction != "last":
        by_steps(writer, activation, reduction)
    else:
        by_losses(writer, activation, reduction, window)
    check(writer, reduction, window is not None)
    main(writer, reduction)
    return tuple(writer.lines)


def _one_of(name: str, value: Any, known: tuple[str, ...]) -> None:
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name} is {value!r}; it must be one of {', '.join(known)}")
