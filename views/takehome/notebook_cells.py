"""The code and prose of the notebook that are the same for every view."""

ABOUT = """\
# A view of Unrolled, computed anew

Run the cells from top to bottom. They use the two engines `rnn_core` and
`derivations`; of the page they show the pictures, where those are installed, and need
nothing. Each result is compared with the one that the page showed.

Start Jupyter in the folder of Unrolled, the one with `app.py`, or put that folder on
`PYTHONPATH`. The packages that the engines need are in its `requirements.txt`."""

IMPORTS = """\
import base64
import zlib

import numpy as np
from IPython.display import Math, display

try:
    from derivations import DERIVATIONS, Network, in_activation, verify, with_reduction
    from rnn_core import (
        Params,
        Recipe,
        Training,
        Vocabulary,
        backward,
        forward,
        gradient_step,
        next_word_window,
        orthogonal,
        reduce_losses,
    )
except ImportError as missing:
    raise ImportError(
        f"{missing}. Start Jupyter in the folder of Unrolled or put that folder on "
        "PYTHONPATH, and install what its requirements.txt names."
    ) from None

np.set_printoptions(precision=3, linewidth=110, threshold=200)
"""

COMPARE = '''

def compare(name, here, view):
    """Say how near a result is to the page's. Another machine may round differently;
    more than 1e-12 of the largest number is an error."""
    here, view = np.asarray(here, dtype=float), np.asarray(view, dtype=float)
    assert here.shape == view.shape, f"{name}: {here.shape}, and not {view.shape}"
    if here.tobytes() == view.tobytes():
        print(f"{name}: as on the page, to the last bit")
        return
    miss = np.abs(here - view).max() / max(np.abs(view).max(), 1e-300)
    assert miss <= 1e-12, f"{name}: {miss:.1e} of the largest number off the page's"
    print(f"{name}: as on the page to {miss:.1e} of the largest number")
'''

RUN = """\
inputs, targets = words[:T], words[1 : T + 1]
trace = forward(params, inputs, targets, activation)
back = backward(trace)

for t, (x, y, loss) in enumerate(zip(inputs, targets, trace.loss, strict=True), 1):
    print(f"J({t}) = {loss:.6g}: after {named(x)} comes {named(y)}")
compare("losses", trace.loss, LOSSES)"""

TRIANGLE = """\
C = back.instances(matrix, i - 1, j - 1)
print(C)
compare("contributions", C, CONTRIBUTIONS)

truncated = window > 0 and matrix != "U"
kept = np.triu(C, 1 - window) if truncated else C
gradient = reduce_losses(kept.sum(axis=1), reduction)
print(f"dJ/d{called[matrix]}[{i}, {j}] = {float(gradient)!r}")
if truncated:
    print(f"That is truncated to t - k <= {window}.")
compare("gradient", gradient, GRADIENT)
whole = getattr(back.gradients(window=window or None, reduction=reduction), matrix)
assert abs(whole[i - 1, j - 1] - gradient) <= 1e-12 * max(np.abs(C).sum(), 1e-300)"""

PICTURES = """\
try:
    from unrolled_notebook import show
except ImportError as missing:
    print(f"The pictures are not here: {missing}.")
    print("In the folder of Unrolled, pip install '.[notebook]' brings what they need.")
else:
    widget = show(
        back,
        matrix,
        i - 1,
        j - 1,
        t=LOSS,
        k=INSTANCE,
        words=[named(token) for token in range(params.vocab)],
        reduction=reduction,
        window=window or None,
        names=names,
    )
    display(widget)"""
"""After it `widget.pick` says what is picked."""

TABLE = """\
checks = verify(derivation, params, inputs, targets, activation)
print("line  verdict         miss  on the page  choices  rule")
for n, (check, shown, (rule, _)) in enumerate(
    zip(checks, SHOWN, SAID, strict=True), 1
):
    assert (check.holds, check.checked) == (shown[0], shown[2]), f"line {n}"
    verdict = "not decided" if check.undecided else "no index"
    if check.holds is not None:
        verdict = "holds" if check.holds else "does not hold"
    print(
        f"{n:4}  {verdict:13}{check.residual:7.1e}  {shown[1]:11.1e}  "
        f"{check.checked:7,}  {rule}"
    )"""

FORMULAS = """\
for n, (line, (rule, note)) in enumerate(zip(derivation.lines, SAID, strict=True), 1):
    print(f"{n}. {rule}. {note}")
    left = derivation.goal_latex(line, names=names)
    display(Math(f"{left} = {line.latex(names=names)}"))"""

VALUE = """\
symbols = {
    str(symbol): symbol
    for part in derivation.parts
    for symbol, _, _ in part.indices
}
network = Network(params, inputs, targets, activation=activation)
value = chosen.value(network, {symbols[name]: n for name, n in at.items()})
print(value)
compare(f"line {line_number}", value, VALUE)"""

PROGRAM = """\
standing_alone = {"__name__": "program"}
exec(PROGRAM, standing_alone)
loss_and_gradients = standing_alone["loss_and_gradients"]
with np.errstate(all="ignore"):
    J, dH, dL, dU, dh0 = loss_and_gradients(H, L, U, h0, inputs, targets)
engine = back.gradients(window=window_of_program or None, reduction=reduction)
print(f"J = {float(J)!r}")
for name, here in zip(called, (dH, dL, dU, dh0), strict=True):
    there = getattr(engine, name)
    miss = np.abs(here - there).max() / max(np.abs(there).max(), 1e-300)
    print(f"dJ/d{called[name]}: as the engine’s to {miss:.1e} of the largest number")"""

THERE = "    there = getattr(engine, name)\n"
REAL = """\
    if name != "U":  # the last row is of the unit for biases, which nothing trains
        here, there = here[:-1], there[:-1]
"""
"""What the program's gradients are compared by, where a unit is always 1."""
