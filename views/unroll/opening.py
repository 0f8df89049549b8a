"""The beginning of the first page: what it is, and the network in four equations."""

from ..address.settings import Selection
from ..model.indexing import one_based, place
from ..model.model import Model
from ..text import latex
from ..text.latex import EXPONENTIALS, GUESS, LOG, SIGMA
from ..text.naming import called, names_here, tex_entry, tex_matrix
from ..text.numerals import bracketed, short
from .data_types import Equation, EquationsData

KEY = (
    "H{}: state to state. L{}: a column for each word, to state. U{}: state to word. "
    "{} Point at or touch an equation for its numbers."
)
OFTEN = (" (often W_hh)", " (W_xh)", " (W_hy)")
"""What others call the matrices, where they are in the source's names."""


def equations(model: Model, selection: Selection) -> EquationsData:
    """The forward equations, each with its numbers at the step of the chosen loss.

    The numbers are those of one unit and, in the last two, of the word that comes next:
    the unit is the picked row of H or L, or the picked column of U. Where float64
    rounds that word's probability to 0 or 1, its loss is written by what softmax takes.
    """
    picked, trace, t = place(selection), model.trace, selection.t
    step = picked.loss
    unit = picked.j if picked.matrix == "U" else picked.i
    word, target = int(trace.inputs[step]), int(trace.targets[step])
    recurrent = float(model.params.H[unit] @ trace.h[step])
    read = float(model.params.L[unit, word])
    u, x, y = map(one_based, (unit, word, target))
    h, sigma = called().get("h", "h"), called().get("σ", SIGMA)
    H, L, U = (tex_matrix(matrix, names_here()) for matrix in "HLU")
    z_here, h_here = _at("z", t, u), _at(h, t, u)
    y_here = _at(GUESS, t, y)
    number = latex.number
    z, chance = recurrent + read, float(trace.yhat[step, target])
    logit = float(trace.logits[step, target])
    z_sum = (
        rf"{z_here} = {tex_entry('H', f'{u},:', names_here())}\,{_at(h, t - 1)} + "
        f"{tex_entry('L', f'{u},{x}', names_here())} = {number(recurrent)} "
        rf"{'+' if read >= 0 else '{}'} {number(read)} = {number(z)}"
    )
    activation = rf"{h_here} = {sigma}({number(z)}) = {number(_unit(model, t, unit))}"
    softmax = (
        rf"{y_here} = e^{{{number(logit)}}} \big/ {EXPONENTIALS} = "
        f"{number(chance)}"
    )
    entropy = f"-{LOG} {number(chance)}"
    if chance in (0, 1):
        entropy = f"{LOG} {EXPONENTIALS} - ({number(logit)})"
    loss = rf"{_at('J', t)} = {entropy} = {number(float(trace.loss[step]))}"
    reads, next_word = f"“{model.word(word)}”", f"“{model.word(target)}”"
    return {
        "equations": [
            _equation(
                rf"{_at('z')} = {H}\,{_at(h, 't-1')} + {L}[:, x^{{(t)}}]",
                z_sum,
                f"Step {t} reads {reads}; the input of unit {u}:",
                f"{short(recurrent)} + {bracketed(read)} = {short(z)}",
            ),
            _equation(
                rf"{_at(h)} = {sigma}({_at('z')})",
                activation,
                f"The state of unit {u}, by {trace.activation}:",
                short(_unit(model, t, unit)),
            ),
            _equation(
                rf"{_at(GUESS)} = \mathrm{{softmax}}({U}\,{_at(h)})",
                softmax,
                f"The probability of {next_word}, which comes next:",
                short(chance),
            ),
            _equation(
                f"{_at('J')} = -{LOG} {_at(GUESS)}[{_at('y')}]",
                loss,
                f"How little step {t} expected {next_word}, its loss:",
                short(float(trace.loss[step])),
            ),
        ],
        "rest": KEY.format(
            *(OFTEN if names_here() == "source" else [""] * 3), _biases(model)
        ),
        "label": f"The network in four equations, with the numbers of step {t}",
    }


def _biases(model: Model) -> str:
    """Whether there are biases, and what holds them."""
    if model.constant is None:
        return "No biases."
    unit = one_based(model.constant)
    return f"Biases: unit {unit} is always 1, column {unit} of H is b_h and of U b_y."


def _equation(tex: str, numbers: str, words: str, result: str) -> Equation:
    return {
        "tex": tex,
        "numbers": numbers,
        "words": words,
        "label": f"{words} {result}",
    }


def _unit(model: Model, t: int, unit: int) -> float:
    return float(model.trace.h[t, unit])


def _at(letter: str, time: int | str = "t", index: int | None = None) -> str:
    below = "" if index is None else f"_{{{index}}}"
    return f"{letter}{below}^{{({time})}}"
