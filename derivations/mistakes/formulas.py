"""The slope of an activation by its formula in h = sigma(z), right and as mistaken."""

import sympy as sp

from derivations.language.symbols import Complement, Positive


class Formula(sp.Function):
    """A slope's formula of some value, until the activation is known."""

    nargs = 1

    def of(self, activation: str) -> sp.Expr:
        """h (1 - h), 1 - h^2, [h > 0] or 1; the value stands for h."""
        (a,) = self.args
        if activation == "sigmoid":
            return a * Complement(a)
        if activation == "tanh":
            return Complement(a**2)
        return Positive(a) if activation == "relu" else sp.S.One


class AtInput(Formula):
    """The formula with z put in; of activations that have none, the sigmoid's."""

    def of(self, activation: str) -> sp.Expr:
        (a,) = self.args
        return Formula(a).of("tanh" if activation == "tanh" else "sigmoid")


class OtherActivation(Formula):
    """The value of another activation than the network's."""

    def of(self, activation: str) -> sp.Expr:
        (a,) = self.args
        return 1 / (1 + sp.exp(-a)) if activation == "tanh" else sp.tanh(a)


class OtherFormula(Formula):
    """The formula of another activation than the network's."""

    def of(self, activation: str) -> sp.Expr:
        (a,) = self.args
        return Formula(a).of("sigmoid" if activation == "tanh" else "tanh")


class WithoutSquare(Formula):
    """The formula with a factor h missing."""

    def of(self, activation: str) -> sp.Expr:
        (a,) = self.args
        if activation in ("sigmoid", "tanh"):
            return Complement(a)
        return super().of(activation)


class PlusFormula(Formula):
    """The formula with a plus for its minus."""

    def of(self, activation: str) -> sp.Expr:
        (a,) = self.args
        if activation == "sigmoid":
            return a * (1 + a)
        if activation == "tanh":
            return 1 + a**2
        return super().of(activation)


def in_formulas(expr: sp.Expr, activation: str) -> sp.Expr:
    """An expression with the formulas of an activation put in."""
    return expr.replace(lambda a: isinstance(a, Formula), lambda a: a.of(activation))
