"""A view in rows of plain text: its settings, and what was read at each step."""

from typing import NamedTuple

from ..address.query import format_value
from ..address.settings import Selection
from ..model.model import Model
from ..model.recipes import canonical
from ..text.losses import WHOLE_LOSSES
from ..text.names import weight_name
from ..text.naming import named
from ..text.numerals import plural


class Step(NamedTuple):
    """One step: the word read, the word that came next, its probability, the loss."""

    time: int
    read: str
    target: str
    probability: float
    loss: float


def list_settings(
    model: Model, selection: Selection, reduction: str = "sum", window: int = 0
) -> list[tuple[str, str]]:
    """The settings that the numbers depend on, by name."""
    used = model.used
    gain = "" if used.gain == 1 else f", times {format_value(used.gain)}"
    rows = [
        ("Hidden size", f"{used.D_h}"),
        ("Vocabulary", f"{used.V:,} words, the last for all others"),
        ("Steps", f"{used.T}, from word {used.start} of the text on"),
        ("Weights", f"seed {used.seed}, scale {format_value(used.scale)}"),
        (named("H"), f"{used.recurrent}{gain}"),
    ]
    if used.network:
        biases = "" if model.constant is None else ", and a unit that is 1, for biases"
        rows = [
            ("Hidden size", f"{used.D_h}{biases}"),
            ("Vocabulary", f"{used.V:,} words"),
            ("Steps", f"{used.T}, from word {used.start} on"),
            ("Weights", f"from a file, digest {used.network}"),
        ]
    rows += [
        ("Activation", used.activation),
        ("Loss", WHOLE_LOSSES[reduction].setting),
        ("Picked", picked_weight(selection)),
    ]
    if window:
        rows.append(("Truncation", f"to {plural(window, 'step')} back"))
    if used.train and used.at:
        rows.append(("Training", f"{used.at:,} steps of {canonical(used.train)}"))
    if used.edits:
        rows.append(("Edits", used.edits))
    return [*rows, ("Text", used.text)] if used.text.strip() else rows


def picked_weight(selection: Selection) -> str:
    """What is picked, in the document's names: the weight, the loss, the instance."""
    s = selection
    return named(f"{weight_name(s)}, loss {s.t}, instance {s.k}")


def list_steps(model: Model) -> list[Step]:
    """One row for each step of the run."""
    trace = model.trace
    return [
        Step(
            time,
            model.word(int(read)),
            model.word(int(target)),
            float(p[target]),
            float(loss),
        )
        for time, (read, target, p, loss) in enumerate(
            zip(trace.inputs, trace.targets, trace.yhat, trace.loss, strict=True), 1
        )
    ]
