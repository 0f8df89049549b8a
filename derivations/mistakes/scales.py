"""Mistakes that change a whole gradient: its sign, its scale, where it is cut."""

import sympy as sp

from derivations.language.symbols import Clipped, D, Norm, T, V, onehot_y, t, w, yhat
from derivations.mistakes.equations import (
    BATCH,
    BOUND,
    ELEMENTS,
    GRADIENTS,
    MEANT,
    RIGHT,
    each,
)
from derivations.mistakes.mistake import Counts, Mistake
from derivations.mistakes.sources import CLIPPED, DIVIDED, SIGN

SCALE, CLIP = "Division and sign", "Clipping"


def _scale(
    why: str,
    factor: sp.Expr,
    hidden_by: tuple[str, ...] = (),
    *,
    meant: str = "sum",
    trap: str = "",
    counts: Counts | None = None,
    sources: tuple[str, ...] = (),
) -> Mistake:
    return Mistake(
        SCALE,
        why,
        each(RIGHT, factor),
        MEANT[meant]["H"],
        "full-gradient",
        6,
        meant=meant,
        hidden_by=hidden_by,
        trap=trap,
        counts=counts,
        sources=sources,
    )


SCALES = {
    "divided-by-steps": _scale(
        "The loss that is checked is the sum of the losses; its gradient is a sum too.",
        1 / T,
        ("one step",),
        trap="loss.mean() beside dH.sum(), or the other way round.",
        counts=lambda t, k, T: 1 / T,
        sources=DIVIDED,
    ),
    "sign": Mistake(
        SCALE,
        "J is −log ŷ of the word that came: the loss falls as ŷ rises. Without the "
        "minus the steps climb.",
        {"delta_o": onehot_y[t, w] - yhat[t, w]},
        ELEMENTS["delta_o"],
        "softmax-loss",
        7,
        counts=lambda t, k, T: -1,
        sources=SIGN,
    ),
    "not-divided": _scale(
        "Meant is the mean of the losses: 1/T goes all the way back.",
        sp.S.One,
        ("one step",),
        meant="mean",
        counts=lambda t, k, T: 1,
    ),
    "multiplied-by-steps": _scale(
        "Every loss counts once in the sum.",
        T,
        ("one step",),
        counts=lambda t, k, T: T,
    ),
    "divided-by-vocabulary": _scale(
        "A loss is one number, −log ŷ of one word: nothing is averaged over words.",
        1 / V,
        trap="err.mean() averages over all entries of a (T, |V|) array.",
        counts=None,
    ),
    "divided-by-hidden": _scale("Nothing in J is averaged over units.", 1 / D),
    "divided-by-batch": _scale(
        "One text is no batch, or the loss is divided as well.",
        1 / BATCH,
        counts=lambda t, k, T: 1 / 4,
    ),
    "doubled": _scale(
        "No square stands in J, whose derivative would bring a 2; and a share is "
        "added once.",
        sp.S(2),
        counts=lambda t, k, T: 2,
        trap="backward() called again adds to the gradients that are there.",
    ),
    "halved": _scale(
        "A factor ½ belongs to squared losses.",
        sp.S.Half,
        counts=lambda t, k, T: 1 / 2,
    ),
    "log-base-2": _scale(
        "The loss is in nats; a logarithm to base 2 has the slope 1/(x ln 2).",
        1 / sp.log(2),
    ),
    "clipped-before-check": Mistake(
        CLIP,
        "Clipping makes a step safe; what is left is no gradient, and the check "
        "fails where an entry was cut. Here c is half the largest entry.",
        {name: Clipped(RIGHT[name], BOUND) for name in GRADIENTS},
        RIGHT["H"],
        "full-gradient",
        6,
        trap="np.clip(dH, -c, c, out=dH) writes over dH: compare first, clip after.",
        sources=CLIPPED,
    ),
    "clipped-by-norm": Mistake(
        CLIP,
        "A shorter gradient points the same way, and is another gradient all the "
        "same. Here c is half of the smallest norm.",
        {name: BOUND / Norm(RIGHT[name]) * RIGHT[name] for name in GRADIENTS},
        RIGHT["H"],
        "full-gradient",
        6,
        trap="clip_grad_norm_ ends in an underscore: it changes the gradients in "
        "place.",
    ),
}
