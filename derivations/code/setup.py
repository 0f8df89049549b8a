"""The code before a line's: the network that the line speaks of, in NumPy.

From the weights, h0 and the words of a text it makes every array that a line may name,
and `d`, a derivative by complex step.
"""

from derivations.code.equations import Equation, earlier_error, output_error, own_error
from derivations.code.layout import wrapped
from derivations.code.writer import CodeWriter
from derivations.language.name_schemes import name_scheme
from derivations.language.symbols import s, t
from derivations.mistakes.equations import RIGHT

SIGMA = {
    "sigmoid": (
        "    e = np.exp(np.where(np.real(z) < 0, z, -z))\n"
        "    return np.where(np.real(z) < 0, e, 1) / (1 + e)",
        "    return {sigma}(z) * {sigma}(-z)",
    ),
    "tanh": (
        "    return np.tanh(z)",
        "    e = np.exp(-2 * np.abs(z))\n    return 4 * e / (1 + e) ** 2",
    ),
    "relu": ("    return z * (np.real(z) > 0)", "    return (z > 0) * 1.0"),
    "identity": ("    return z", "    return np.ones_like(z)"),
}
"""Each activation, of real and complex numbers, and its slope of real ones."""

ARRAYS = """\
import numpy as np

T, (V, D) = len(inputs), {U}.shape


def {sigma}(z):
{value}


def {slope}(z):
{rise}


{z}, {h}, {o}, {yhat} = (np.zeros((T + 1, n)) for n in (D, D, V, V))
{x}, {y}, delta_o = np.zeros((3, T + 1, V))
delta = np.zeros((T + 2, T + 1, D))  # delta[s, t] is that of step s and loss t
{h}[0], J = {h0}, np.zeros(T + 1)
for t in range(1, T + 1):
    {z}[t] = {input}
    {h}[t] = {state}
    {o}[t] = {logits}
    {yhat}[t] = np.exp({o}[t] - {o}[t].max())
    {yhat}[t] /= {yhat}[t].sum()
    J[t] = np.logaddexp.reduce({o}[t] - {o}[t, targets[t - 1]])
    {x}[t, inputs[t - 1]] = {y}[t, targets[t - 1]] = 1
    delta_o[t] = {output_error}
    delta_o[t, targets[t - 1]] -= delta_o[t].sum()  # their sum is 0
    delta[t, t] = {own_error}
    for s in range(t - 1, 0, -1):
        delta[s, t] = {earlier_error}
delta_sum = delta.sum(axis=1)  # of the sum of all losses
"""

DERIVATIVES = '''

class Run:
    """The network, with a number moved by 1e-30 i, or instances of a weight."""

    def __init__(self, name, time, *place):
        every = (np.broadcast_to(w, (T, *w.shape)) for w in ({H}, {L}, {U}))
        self.{H}, self.{L}, self.{U} = every
        self.{z}, self.{h} = np.zeros((2, T + 1, D), complex)
        self.{o}, self.{yhat} = np.zeros((2, T + 1, V), complex)
        self.J, self.{h}[0] = np.zeros(T + 1, complex), {h0}

        def move(own, t):
            if own == name and t == time:
                getattr(self, own)[(t, *place)] += 1e-30j

        if name in ("{H}", "{L}", "{U}"):
            setattr(self, name, getattr(self, name) + 0j)
            getattr(self, name)[(time, *place)] += 1e-30j
        move("{h}", 0)
        for t in range(1, T + 1):
            word = self.{L}[t - 1][:, inputs[t - 1]]
            self.{z}[t] = self.{H}[t - 1] @ self.{h}[t - 1] + word
            move("{z}", t)
            self.{h}[t] = {sigma}(self.{z}[t])
            move("{h}", t)
            self.{o}[t] = self.{U}[t - 1] @ self.{h}[t]
            move("{o}", t)
            self.{yhat}[t] = np.exp(self.{o}[t] - self.{o}[t].real.max())
            self.{yhat}[t] /= self.{yhat}[t].sum()
            move("{yhat}", t)
            self.J[t] = -np.log(self.{yhat}[t, targets[t - 1]])


RUNS = {{}}


def d(num, *by):
    """The derivative of num by an array's entry: d(..., "z", t, m) is by z[t, m]."""
    if by not in RUNS:
        RUNS[by] = Run(*by)
    return num(RUNS[by]).imag / 1e-30
'''


def setup(
    activation: str = "sigmoid", names: str = "source", derivatives: bool = True
) -> str:
    """The code that a line's code stands after; it needs the weights H, L, U, h0 by
    their `names`, and `inputs` and `targets`, word ids from 0.

    Without `derivatives` it has no `d`.  ValueError for an unknown name.
    """
    scheme = name_scheme(names)
    writer = CodeWriter(scheme)

    def text(equation: Equation) -> str:
        return writer.text(equation.expr)

    plain = "H L U h0 h z o yhat x y sigma slope".split()
    value, rise = SIGMA[activation]
    code = {name: scheme.plain(name) for name in plain}
    filled = ARRAYS.format(
        **code,
        value=value,
        rise=rise.format(**code),
        input=writer.text(RIGHT["z"].xreplace({s: t})),
        state=writer.text(RIGHT["h"].xreplace({s: t})),
        logits=writer.text(RIGHT["o"]),
        output_error=text(output_error()),
        own_error=text(own_error(activation)),
        earlier_error=text(earlier_error(activation)),
    )
    whole = filled + DERIVATIVES.format(**code) if derivatives else filled
    return "".join(f"{b}\n" for a in whole.splitlines() for b in wrapped(a))
