"""The head of a program, and its forward pass."""

from derivations.code.program_lines import WINDOW, ProgramWriter
from derivations.language.symbols import s, t
from derivations.mistakes.equations import RIGHT

NETWORK = "section 2"
"""Where the source defines the network; the slope of its activation is in section 3."""

SAID = {
    "sigmoid": "sigmoid(z)",
    "tanh": "tanh(z)",
    "relu": "ReLU(z)",
    "identity": "z",
}
OF = {
    "sum": "the sum of the losses",
    "mean": "the mean of the losses",
    "last": "the last loss",
}
SIGMA = {
    "sigmoid": (
        "e = np.exp(-np.abs(z))",
        "return np.where(z < 0, e, 1) / (1 + e), e / (1 + e) ** 2",
    ),
    "tanh": (
        "e = np.exp(-2 * np.abs(z))",
        "return np.tanh(z), 4 * e / (1 + e) ** 2",
    ),
    "relu": ("return np.maximum(z, 0), z > 0",),
}
"""Each activation and its slope, in forms that keep their digits where it saturates."""


def head(
    writer: ProgramWriter, activation: str, reduction: str, window: int | None
) -> None:
    """What the program is of, its import, and sigma with its slope."""
    name = "Back-propagation" if window is None else "Truncated back-propagation"
    state = writer.scheme.plain("h")
    writer.add(
        0,
        f'"""{name} through time: {state} = {SAID[activation]}, {OF[reduction]}."""',
        f"# (1) to (8) number the source's equations. {state}[t] is {state}^(t); units"
        " and words start at 0.",
        "",
        "import numpy as np",
    )
    if window is not None:
        writer.add(0, "", f"{WINDOW} = {window}  # steps that each loss goes back")
    if activation != "identity":
        *before, result = SIGMA[activation]
        writer.add(0, "", "", f"def {writer.scheme.plain('sigma')}(z):")
        writer.add(1, *before)
        writer.marked(1, result, "sections 2 and 3", "h")


def states(activation: str) -> tuple[str, ...]:
    """What is kept of the forward pass for the way back."""
    return ("h", "yhat") if activation == "identity" else ("h", "slope", "yhat")


def forward(writer: ProgramWriter, activation: str) -> None:
    """The forward pass: states, probabilities and losses."""
    name = writer.scheme.plain
    weights = ", ".join(map(name, ("H", "L", "U", "h0")))
    sized = ["z", *(a for a in states(activation) if a != "yhat"), "o", "yhat"]
    axes = ", ".join("V" if a in ("o", "yhat") else "D" for a in sized)
    arrays = ", ".join(map(name, sized))
    writer.add(0, "", "", f"def forward({weights}, inputs, targets):")
    writer.add(
        1,
        f"T, (V, D) = len(inputs), {name('U')}.shape",
        f"{arrays} = (np.zeros((T + 1, n)) for n in ({axes}))",
        f"{name('h')}[0], J = {name('h0')}, np.zeros(T + 1)",
        "for t in range(1, T + 1):",
    )
    _step(writer, activation)
    kept = ", ".join(map(name, states(activation)))
    writer.add(1, f"return {kept}, J")


def _step(writer: ProgramWriter, activation: str) -> None:
    """One step, by the definitions of the network."""
    h, z, o, yhat = (f"{writer.scheme.plain(a)}[t]" for a in ("h", "z", "o", "yhat"))
    writer.marked(2, f"{z} = {writer.text(RIGHT['z'].xreplace({s: t}))}", NETWORK, "z")
    if activation == "identity":
        writer.marked(2, f"{h} = {z}", NETWORK, "h")
    else:
        both = f"{h}, {writer.scheme.plain('slope')}[t]"
        sigma = writer.text(RIGHT["h"].xreplace({s: t}))
        writer.marked(2, f"{both} = {sigma}", "sections 2 and 3", "h")
    writer.marked(2, f"{o} = {writer.text(RIGHT['o'])}", NETWORK, "o")
    writer.marked(2, f"{yhat} = np.exp({o} - {o}.max())", NETWORK, "yhat")
    writer.marked(2, f"{yhat} /= {yhat}.sum()", NETWORK, "yhat")
    target = f"{o[:-1]}, targets[t - 1]]"
    loss = f"J[t] = np.logaddexp.reduce({o} - {target})"
    writer.marked(2, loss, NETWORK, "J")
