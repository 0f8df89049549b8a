"""The end of a program: a check of its gradients by differences, and training."""

from derivations.code.program_backward import TOTAL
from derivations.code.program_lines import ProgramWriter
from derivations.language.symbols import tau

STEPS = 20
RATES = {"sum": 0.05, "mean": 0.4, "last": 0.05}
"""Steps of training, and how far each goes down."""


def check(writer: ProgramWriter, reduction: str, windowed: bool) -> None:
    """Central differences of the loss: by every entry, or along one direction where
    each loss has a run of its own from a state that is held fixed.
    """
    writer.add(0, "", "", "def check(weights, inputs, targets, step=1e-5):")
    writer.add(1, "_, *gradients = loss_and_gradients(*weights, inputs, targets)")
    if windowed:
        _along_a_direction(writer, reduction)
    else:
        _by_every_entry(writer, reduction)


def _by_every_entry(writer: ProgramWriter, reduction: str) -> None:
    total = writer.text(TOTAL[reduction])
    total = total.replace("[T]", "[-1]")
    writer.add(1, "worst = 0.0", "for n, gradient in enumerate(gradients):")
    writer.add(2, "for place, value in np.ndenumerate(gradient):", "    rise = 0.0")
    writer.add(3, "for move in (step, -step):")
    writer.add(
        4,
        "moved = [w.copy() for w in weights]",
        "moved[n][place] += move",
        "*_, J = forward(*moved, inputs, targets)",
        f"rise += {total} / (2 * move)",
    )
    writer.add(3, "worst = max(worst, abs(rise - value))")
    writer.add(1, "return worst")


def _along_a_direction(writer: ProgramWriter, reduction: str) -> None:
    name, window = writer.scheme.plain, writer.code.time(tau)
    h = name("h")
    losses = "[len(inputs)]" if reduction == "last" else "range(1, len(inputs) + 1)"
    over = " / len(inputs)" if reduction == "mean" else ""
    writer.add(
        1,
        f"{h}, rise = forward(*weights, inputs, targets)[0], 0.0",
        "way = [np.cos(np.arange(w.size)).reshape(w.shape) for w in weights]",
        "for move in (step, -step):",
    )
    writer.add(
        2,
        f"*moved, {h}[0] = (w + move * d for w, d in zip(weights, way))",
        f"for t in {losses}:",
    )
    writer.add(
        3,
        f"k = max(0, t - {window})  # where the window starts: {h}[k] is held fixed",
        f"*_, J = forward(*moved, {h}[k], inputs[k:t], targets[k:t])",
        f"rise += J[-1] / (2 * move){over}",
    )
    writer.add(
        1, "return abs(rise - sum(np.vdot(g, d) for g, d in zip(gradients, way)))"
    )


def main(writer: ProgramWriter, reduction: str) -> None:
    """What runs when the program does: a small network of random weights is trained."""
    writer.add(0, "", "", 'if __name__ == "__main__":')
    writer.add(
        1,
        "rng = np.random.default_rng(0)",
        "weights = [rng.normal(size=n) / 2 for n in ((4, 4), (4, 6), (6, 4), 4)]",
        "inputs, targets = rng.integers(6, size=(2, 8))",
        'print(f"largest miss: {check(weights, inputs, targets):.1e}")',
        f"for step in range({STEPS}):",
    )
    writer.add(
        2,
        "J, *gradients = loss_and_gradients(*weights, inputs, targets)",
        'print(f"step {step}: J = {J:.4f}")',
        f"weights = [w - {RATES[reduction]} * g for w, g in zip(weights, gradients)]",
    )
