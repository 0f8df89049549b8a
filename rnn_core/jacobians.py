"""Jacobians of one step, their products, and the norms of these."""

from collections import deque

import numpy as np
from jaxtyping import Float64

from .checks import frozen, whole_number
from .jacobian_chain import INTEGER_WORK, JacobianChain, expect_states
from .products import products_from_the_left, running_products
from .states import States


def step_jacobians(trace: States) -> Float64[np.ndarray, "T D D"]:
    """The Jacobian of every step: [k-1] = dh^(k)/dh^(k-1) = diag(sigma'(z^(k))) H.

    Row i is unit i of h^(k), column j unit j of h^(k-1); a unit that is always 1 is
    none of them, here and in all products. Source: section 3.
    """
    expect_states(trace, "trace")
    real = trace.real
    return frozen(trace.slope[:, : real.hidden, None] * real.H)


def jacobian_product(trace: States, t: int, i: int) -> Float64[np.ndarray, "D D"]:
    """The derivative of a state by an earlier one: dh^(t)/dh^(i) = D_t ... D_{i+1}.

    t, i count states: h^(0)..h^(T). The product is rescaled by powers of two as it
    grows, so that it under- or overflows only where its largest entry itself does; one
    that cancels is found as in `running_products`.

    IndexError: t or i is no state. ValueError: i > t. TypeError: not whole numbers, or
    no Trace.
    Source: section 3.
    """
    expect_states(trace, "trace")
    t, i = _state("t", t, trace.steps), _state("i", i, trace.steps)
    if i > t:
        raise ValueError(
            f"i is {i} and t is {t}; a state depends on earlier ones only, so i must "
            "be at most t"
        )
    chain = JacobianChain.between(trace, t, i)
    (product,) = deque(products_from_the_left(chain), maxlen=1)
    with np.errstate(over="ignore"):
        return frozen(np.ldexp(product.values, product.exponent))


def pair_norms(trace: States) -> Float64[np.ndarray, "T1 T1"]:
    """The Frobenius norms of all dh^(t)/dh^(i): [t, i], which is 0 for i > t.

    At each t all products that end there are one block, (D_h, t D_h), moved on by one
    matrix product; each is rescaled by a power of two, kept apart. Where rounding would
    decide they are the norms of `running_products`, if D_h^3 T^2 is at most 800,000.
    """
    expect_states(trace, "trace")
    chain = JacobianChain.between(trace, trace.steps, 0)
    steps, hidden = chain.slope.shape
    if not chain.plain and steps**2 * hidden**3 <= 2 * INTEGER_WORK:
        return _norms_one_by_one(trace)
    norms = np.zeros((steps + 1, steps + 1))
    norms[0, 0] = np.sqrt(hidden)
    products = np.zeros((hidden, steps, hidden))
    exponents = np.zeros(steps, dtype=np.int64)
    for t in range(1, steps + 1):
        products[:, t - 1] = np.eye(hidden)
        alive = products[:, :t]
        moved = chain.H @ alive.reshape(hidden, t * hidden)
        moved *= chain.slope[t - 1][:, None]
        moved = moved.reshape(hidden, t, hidden)
        power = np.frexp(np.abs(moved).max(axis=(0, 2)))[1]
        exponents[:t] += power
        np.ldexp(moved, -power[:, None], out=alive)
        scaled = np.sqrt((alive * alive).sum(axis=(0, 2)))
        with np.errstate(over="ignore"):
            norms[t, :t] = np.ldexp(scaled, exponents[:t])
        norms[t, t] = np.sqrt(hidden)
    return frozen(norms)


def _norms_one_by_one(trace: States) -> Float64[np.ndarray, "T1 T1"]:
    """The same, from the products of every t."""
    norms = np.zeros((trace.steps + 1, trace.steps + 1))
    with np.errstate(over="ignore"):
        for t in range(trace.steps + 1):
            for distance, product in enumerate(running_products(trace, t)):
                size = np.linalg.norm(product.values)
                norms[t, t - distance] = np.ldexp(size, product.exponent)
    return frozen(norms)


def _state(name: str, value: int, steps: int) -> int:
    try:
        return whole_number(name, value, 0, steps)
    except ValueError as error:
        raise IndexError(f"{error}: the states are h^(0)..h^({steps})") from None
