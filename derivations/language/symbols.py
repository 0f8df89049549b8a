"""The symbols of derivations: indices, quantities, and nodes that SymPy lacks.

    z^(t) = H h^(t-1) + L[:, x_t],  h^(t) = sigma(z^(t)),  o^(t) = U h^(t),
    yhat^(t) = softmax(o^(t)),  J^(t) = -log yhat^(t)[y_t],  t = 1..T

An element carries its times first, then its units: `h[t, i]` is h_i^(t), and
`delta[s, t, i]` is delta_i^(s<-t) = dJ^(t)/dz_i^(s), `delta[s, i]` the same of the
summed loss J = `J()`; `Jmean()` is J / T.  `H[k, i, j]` is instance k of a weight, the
copy between h^(k) and h^(k+1); `H[i, j]` is the one matrix that all the instances
share.  `x(t)` is the place of a word in the vocabulary, `onehot_x[t, v]` an element of
its one-hot vector.  All indices count from 1, states and instances from 0.
"""

from typing import Any

import sympy as sp

t, s, k, r = sp.symbols("t s k r", integer=True)
tau = sp.Symbol("tau", integer=True, positive=True)
i, j, l, m, n = sp.symbols("i j l m n", integer=True)
q, u, v, w = sp.symbols("q u v w", integer=True)
T, D, V = sp.symbols("T D V", integer=True, positive=True)

H, L, U = (sp.IndexedBase(name) for name in ("H", "L", "U"))
h, z, o, yhat = (sp.IndexedBase(name) for name in ("h", "z", "o", "yhat"))
delta, delta_o = (sp.IndexedBase(name) for name in ("delta", "delta_o"))
onehot_x, onehot_y = (sp.IndexedBase(name) for name in ("x", "y"))
x, y, J, PP = (sp.Function(name) for name in ("x", "y", "J", "PP"))
Jmean = sp.Function("Jmean")

UNITS: dict[sp.IndexedBase, tuple[sp.Symbol, ...]] = {
    H: (D, D),
    L: (D, V),
    U: (V, D),
    h: (D,),
    z: (D,),
    o: (V,),
    yhat: (V,),
    delta: (D,),
    delta_o: (V,),
    onehot_x: (V,),
    onehot_y: (V,),
}
"""The sizes of each quantity's unit indices: one for a vector, two for a matrix."""

SIZES = (D, V)
"""What a unit index runs up to; an index with any other bound is a time."""


class dsigma(sp.Function):
    """sigma'(z), for any activation; source section 3."""

    nargs = 1


class sigma(sp.Function):
    """The activation function, element by element."""

    nargs = 1

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        return dsigma(self.args[0])


class Partial(sp.Expr):
    """d num / d den on the network: what is not downstream of den stays as it is.

    The denominator says what moves: `H[k, i, j]` one instance, `H[i, j]` all of them
    (the total derivative).  The numerator is a quantity, or an expression not yet
    differentiated.  Of whole arrays it is a Jacobian in numerator layout (rows =
    outputs) or, where the numerator is a number, a gradient shaped like the
    denominator.
    """

    num: Any = property(lambda self: self.args[0])
    den: Any = property(lambda self: self.args[1])

    def __new__(cls, num: sp.Expr, den: sp.Expr) -> "Partial":
        return super().__new__(cls, num, den)

    def _eval_is_commutative(self) -> bool:
        return all(part.is_commutative for part in self.args)


class Immediate(Partial):
    """d+ num / d den: one step alone, with the state before it held fixed.

    `Immediate(h[s, m], H[i, j])` moves the shared H in step s only: the dh^(i)/dH of
    source section 3, which stands there unmarked.
    """


class Truncated(Partial):
    """d num / d den, moving the shared weight in the last `window` steps only.

    Truncated back-propagation through time: `Truncated(J(t), H[i, j], tau)` moves the
    instances k = t - tau .. t - 1.
    """

    window: Any = property(lambda self: self.args[2])

    def __new__(cls, num: sp.Expr, den: sp.Expr, window: sp.Expr) -> "Truncated":
        return sp.Expr.__new__(cls, num, den, window)


class Whole(sp.Expr):
    """A whole vector (a column) or matrix: `Whole(h, t - 1)` is h^(t-1)."""

    is_commutative = False
    base: Any = property(lambda self: self.args[0])
    times: Any = property(lambda self: self.args[1:])

    def __new__(cls, base: Any, *times: Any) -> "Whole":
        return super().__new__(cls, base, *map(sp.S, times))


class Transposed(sp.Expr):
    """The transpose a^T of an array."""

    is_commutative = False


class Hadamard(sp.Expr):
    """The element-wise product a o b o ... of arrays of one shape."""

    is_commutative = False


class Diag(sp.Expr):
    """The diagonal matrix diag(a) of a column."""

    is_commutative = False


class Column(sp.Expr):
    """A column of a matrix: `Column(L, t - 1, x(t))` is the one of the word x_t."""

    is_commutative = False
    base: Any = property(lambda self: self.args[0])
    times: Any = property(lambda self: self.args[1:-1])
    index: Any = property(lambda self: self.args[-1])


class Row(Column):
    """A row of a matrix, as a column: `Row(L, t - 1, x(t))`."""


class Complement(sp.Expr):
    """1 - a, of a number or entry by entry, with the digits that 1 - a would lose."""

    def _eval_is_commutative(self) -> bool:
        return bool(self.args[0].is_commutative)


class Positive(sp.Expr):
    """[a > 0], of a number or entry by entry: 1 where it is above 0, else 0."""

    def _eval_is_commutative(self) -> bool:
        return bool(self.args[0].is_commutative)


class Cases(sp.Expr):
    """`Cases(a, left, right, b)`: a where the times left and right agree, else b."""

    def _eval_is_commutative(self) -> bool:
        return bool(self.args[0].is_commutative)


class Clipped(sp.Expr):
    """`Clipped(a, c)`: each entry of a that is beyond c or -c is put there."""

    def _eval_is_commutative(self) -> bool:
        return bool(self.args[0].is_commutative)


class Norm(sp.Expr):
    """The root of the sum of an array's squares; of 0 next to nothing, to divide by."""

    is_commutative = True


class Quotient(sp.Expr):
    """`Quotient(a, b)`: how often a whole number b goes into a, rounded down."""

    is_commutative = True


class Identity(sp.Expr):
    """The identity matrix of a size: `Identity(D)`."""

    is_commutative = False


class OrderedProduct(sp.Expr):
    """A product over times in falling order: `OrderedProduct(a(k), (k, high, low))`.

    a(high) a(high - 1) ... a(low); the empty product, high < low, is the identity.
    """

    is_commutative = False
    function: Any = property(lambda self: self.args[0])
    limit: Any = property(lambda self: self.args[1])

    @property
    def free_symbols(self) -> set[Any]:
        index, high, low = self.limit
        inner = self.function.free_symbols - {index}
        return inner | high.free_symbols | low.free_symbols


class Entry(sp.Expr):
    """An entry of a matrix: `Entry(A, i, j)` is [A]_ij."""

    is_commutative = True
    array: Any = property(lambda self: self.args[0])
    row: Any = property(lambda self: self.args[1])
    column: Any = property(lambda self: self.args[2])


class RisingProduct(OrderedProduct):
    """A product over times in rising order: a(low) a(low + 1) ... a(high)."""


def split(element: sp.Indexed) -> tuple[tuple[sp.Expr, ...], tuple[sp.Expr, ...]]:
    """The times and the units of an element: delta[s, t, i] -> (s, t), (i,)."""
    cut = len(element.indices) - len(UNITS[element.base])
    return element.indices[:cut], element.indices[cut:]


def is_quantity(expr: sp.Expr) -> bool:
    """Whether an expression is one of the network's numbers: z[t, m], J(t)."""
    names = (x, y, J, Jmean, PP)
    return isinstance(expr, sp.Indexed) or getattr(expr, "func", None) in names


def chain_link(factor: sp.Expr) -> tuple[Any, Any] | None:
    """What a factor of a chain leads from and to: dh/dz -> (h, z); None for another.

    An entry (n, m) of dh^(t)/dh^(t-1) ... dh^(s+1)/dh^(s) leads from h_n^(t) to
    h_m^(s).
    """
    if isinstance(factor, Partial):
        return factor.num, factor.den
    if isinstance(factor, Entry) and isinstance(factor.array, OrderedProduct):
        index, high, low = factor.array.limit
        first, last = (
            factor.array.function.xreplace({index: end}) for end in (high, low)
        )
        if isinstance(first, Partial) and isinstance(first.num, Whole):
            above, below = first.num, last.den
            return (
                above.base[(*above.times, factor.row)],
                below.base[(*below.times, factor.column)],
            )
    return None


Indices = tuple[tuple[sp.Symbol, Any, Any], ...]
