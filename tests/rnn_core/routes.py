"""Second implementations of the network, by other methods than the engine's.

The instances of every weight are apart: H (T, D, D), U (T, V, D) and L (T, D), the
column that each step reads. `losses` is the network itself and differentiates nothing;
autograd, a complex step or a difference does that from outside.
"""

from typing import NamedTuple

import autograd
import autograd.numpy as anp
import mpmath
import numpy as np


class Instances(NamedTuple):
    """A copy of every weight for every step that uses it, and h^(0)."""

    H: np.ndarray
    L: np.ndarray
    U: np.ndarray
    h0: np.ndarray


def untied(params, inputs) -> Instances:
    """The network with a separate copy of its weights at every step."""
    steps = len(inputs)
    return Instances(
        np.stack([params.H] * steps),
        np.stack([params.L[:, word] for word in inputs]),
        np.stack([params.U] * steps),
        np.array(params.h0),
    )


def losses(weights, targets, xp=np):
    """J^(1)..J^(T) by the textbook formulas, with any array module and real type."""
    h, out = weights.h0, []
    for H, L, U, y in zip(*weights[:3], targets, strict=True):
        h = 1 / (1 + xp.exp(-(xp.dot(H, h) + L)))
        o = xp.dot(U, h)
        out.append(xp.log(xp.sum(xp.exp(o))) - o[y])
    return xp.array(out)


def by_autograd(weights, targets) -> Instances:
    """[t-1] = dJ^(t)/d each instance, by reverse-mode automatic differentiation."""

    def derivative(name):
        def run(array):
            return losses(weights._replace(**{name: array}), targets, anp)

        return autograd.jacobian(run)(getattr(weights, name))

    return Instances(*(derivative(name) for name in Instances._fields))


def by_complex_step(weights, targets, step) -> Instances:
    """[t-1] = Im J^(t)(w + i step) / step for each entry w."""

    def nudged_gradient(nudged):
        return losses(nudged, targets).imag / step

    return _entry_by_entry(weights, lambda nudge: nudged_gradient(nudge(1j * step)))


def by_differences(weights, targets, step) -> Instances:
    """[t-1] = (J^(t)(w + step) - J^(t)(w - step)) / 2 step for each entry w."""

    def difference(nudge):
        ahead, behind = losses(nudge(step), targets), losses(nudge(-step), targets)
        return (ahead - behind) / (2 * step)

    return _entry_by_entry(weights, difference)


def _entry_by_entry(weights, derivative) -> Instances:
    results = []
    for name, array in weights._asdict().items():
        out = np.empty((len(weights.H), *array.shape))
        for index in np.ndindex(array.shape):

            def nudge(by, name=name, array=array, index=index):
                moved = array.astype(type(by))
                moved[index] += by
                return weights._replace(**{name: moved})

            out[:, *index] = derivative(nudge)
        results.append(out)
    return Instances(*results)


class Exact(NamedTuple):
    """A run in many digits; `size` is delta with every term made positive."""

    h: np.ndarray
    slope: np.ndarray
    yhat: np.ndarray
    loss: np.ndarray
    delta_o: np.ndarray
    delta: np.ndarray
    size: np.ndarray


def by_many_digits(params, inputs, targets, digits=800) -> Exact:
    """A run and its error terms by the textbook formulas, in many digits.

    In saturation they lose some 300 digits a subtraction, which leaves hundreds.
    """
    with mpmath.workdps(digits):
        H, L, U = (_exact(a) for a in (params.H, params.L, params.U))
        h, yhat, loss, slope = [_exact(params.h0)], [], [], []
        exp = np.frompyfunc(mpmath.exp, 1, 1)
        for word, y in zip(inputs, targets, strict=True):
            h.append(1 / (1 + exp(-(H @ h[-1] + L[:, word]))))
            slope.append(h[-1] * (1 - h[-1]))
            e = exp(U @ h[-1])
            yhat.append(e / e.sum())
            loss.append(-mpmath.log(yhat[-1][y]))
        delta_o = np.array(yhat) - _exact(np.eye(params.vocab)[list(targets)])
        delta = np.full((len(h) - 1, *np.shape(slope)), mpmath.mpf(0))
        size = delta.copy()
        for t in range(len(slope)):
            for out, sign in ((delta, np.asarray), (size, np.abs)):
                error = sign(U).T @ sign(delta_o[t])
                for s in range(t, -1, -1):
                    out[t, s] = error * slope[s]
                    error = sign(H).T @ out[t, s]
        parts = (h, slope, yhat, loss, delta_o, delta, size)
        return Exact(*(np.array(part, dtype=object) for part in parts))


def _exact(array) -> np.ndarray:
    return np.frompyfunc(lambda x: mpmath.mpf(float(x)), 1, 1)(np.asarray(array))


def assert_near(actual, exact, size=None, relative=1e-12, floor=1e-300):
    """Assert that each entry is within `relative` of its own size.

    `exact` and `size` hold mpmath numbers; without a size, |exact| is the size.
    """
    actual, exact = np.asarray(actual), np.asarray(exact)
    assert actual.shape == exact.shape
    size = np.abs(exact) if size is None else size
    with mpmath.workdps(50):
        for index in np.ndindex(actual.shape):
            miss = abs(mpmath.mpf(float(actual[index])) - exact[index])
            assert miss <= relative * size[index] + floor, (
                f"at {index}: {float(actual[index])!r} against "
                f"{mpmath.nstr(exact[index], 20)}, terms of {mpmath.nstr(size[index])}"
            )
