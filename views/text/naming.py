"""The names of another course or library, put into sentences and formulas.

Our sentences are written in the source's names: `H`, `L`, `U`, `h`, `σ`.  On their way
to the screen each name in them that stands alone, or with marks of its own, becomes
that of the chosen scheme; a name with an underscore is put in brackets before an index.
Words of visitors stand in quotation marks, “...”, and are left as they are.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from ..runtime.computing import is_computing

CALLED: Mapping[str, Mapping[str, str]] = {
    "source": {},
    "wxh": {"H": "W_hh", "L": "W_xh", "U": "W_hy"},
    "coursera": {"H": "W_aa", "L": "W_ax", "U": "W_ya", "h": "a", "h0": "a0", "σ": "g"},
    "torch": {
        **{"H": "weight_hh_l0", "L": "weight_ih_l0", "U": "fc_weight"},
        **{"dH": "grad_hh", "dL": "grad_ih", "dU": "grad_fc", "dh0": "grad_h0"},
    },
}
"""What a scheme calls a quantity where it is not the source's name; of `derivations`'
schemes, which need SymPy, the part that is words."""

LETTERS: Mapping[str, Mapping[str, str]] = {
    "source": {},
    "wxh": {"H": "hh", "L": "xh", "U": "hy"},
    "coursera": {"H": "aa", "L": "ax", "U": "ya"},
    "torch": {"H": "hh", "L": "ih", "U": "fc"},
}
"""The label that tells a matrix from others in a formula: W with an upright hh."""

LOW = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎,‚ᵢⱼₖₗₘₙₛₜᵥₓ"
HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵀ"
QUOTED = re.compile(r"(“[^”]*”)")
NAME = re.compile(
    rf"(?<![\w.])(d?(?:h0|[HLUh])|σ)"
    rf"((?:[{LOW}]*[{LOW.replace(',', '')}])?)(?![^\W{HIGH}]|\+[0-9A-F]{{4}})"
)
SIGMA = re.compile(r"\b(d?)sigma\b")


_written: ContextVar[str] = ContextVar("written", default="")
_asked: list[Callable[[], object]] = []


def asked_for_names(ask: Callable[[], object]) -> Callable[[], object]:
    """What to ask for the visitor's names from now on; where nobody visits, nothing."""
    _asked[:] = [ask]
    return ask


@contextmanager
def written_in(names: str) -> Iterator[None]:
    """Whatever is written within is in these names, whichever visitor asks, or none.

    KeyError for unknown names.
    """
    if names not in CALLED:
        raise KeyError(names)
    before = _written.set(names)
    try:
        yield
    finally:
        _written.reset(before)


def names_here() -> str:
    """The names that this visitor chose, or that a document is `written_in`.

    Never within a result that is kept for all visitors: RuntimeError.
    """
    if is_computing():
        raise RuntimeError("a result for all visitors cannot be in one visitor's names")
    if _written.get():
        return _written.get()
    asked = _asked[0]() if _asked else None
    return str(asked) if asked in CALLED else "source"


def called() -> Mapping[str, str]:
    """What this visitor's names call a quantity, where it is not the source's name."""
    return CALLED[names_here()]


def named(text: str) -> str:
    """A sentence of ours in the names that this visitor chose."""
    return in_names(text, names_here())


def in_names(text: str, names: str) -> str:
    """A sentence of ours in the names of a scheme: ∂J/∂H₁₂ as ∂J/∂(W_hh)₁₂."""
    scheme = CALLED[names]
    if not scheme:
        return text

    def own(match: re.Match[str]) -> str:
        name, index = match.groups()
        if name == "σ" and index:
            return match[0]
        new = _name(name, scheme)
        if name[0] == "d" and match.string[: match.start()].endswith("/"):
            new = f"d{scheme.get(name[1:], name[1:])}"
        return f"({new}){index}" if index and "_" in new else new + index

    parts = QUOTED.split(text)
    return "".join(p if p.startswith("“") else NAME.sub(own, p) for p in parts)


def code_in_names(code: str, names: str) -> str:
    """Code of ours in the names of a scheme, sigma among them: g(z), dg(z)."""
    sigma = CALLED[names].get("σ", "sigma")
    return SIGMA.sub(rf"\1{sigma}", in_names(code, names))


def _name(name: str, scheme: Mapping[str, str]) -> str:
    if name in scheme:
        return scheme[name]
    if name[0] == "d" and name[1:] in scheme:
        return f"d{scheme[name[1:]]}"
    return name


def formula_names(names: str) -> str:
    """What formulas call the matrices where sentences call them otherwise."""
    called = CALLED[names]
    differ = [
        f"{called[matrix]} is W_{label}"
        for matrix, label in LETTERS[names].items()
        if called[matrix] != f"W_{label}"
    ]
    return f"In formulas {', '.join(differ)}." if differ else ""


def tex_entry(matrix: str, indices: str, names: str) -> str:
    r"""An entry of a matrix in LaTeX: H_{12}, W_{\mathrm{hh},12}."""
    if label := LETTERS[names].get(matrix):
        return rf"W_{{\mathrm{{{label}}},{indices}}}"
    return f"{matrix}_{{{indices}}}"


def tex_matrix(matrix: str, names: str) -> str:
    r"""A matrix in LaTeX: H, W_{\mathrm{hh}}."""
    label = LETTERS[names].get(matrix)
    return rf"W_{{\mathrm{{{label}}}}}" if label else matrix
