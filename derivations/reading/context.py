"""Where in a text a reader stands: its errors' places, and the indices in scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn, TypeGuard

import sympy as sp
from lark import Token, Tree

from derivations.reading.characters import Plain
from derivations.reading.surroundings import Kind, Surroundings
from derivations.reading.unreadable import Unreadable
from derivations.reading.words import found

Node = Tree[Token] | Token


@dataclass(frozen=True)
class Context:
    """A text, the derivation around it, and the indices that sums around bind."""

    text: str
    letters: Plain
    around: Surroundings
    bound: Mapping[sp.Symbol, Kind] = field(default_factory=dict)
    orders: dict[sp.Expr, tuple[sp.Expr, ...]] = field(default_factory=dict)
    """In which order the terms of sums, and the factors of products, were typed."""

    @property
    def scope(self) -> dict[sp.Symbol, Kind]:
        """The indices that may stand here, each with what it counts."""
        return {**self.around.free, **self.bound}

    def within(self, bound: Mapping[sp.Symbol, Kind]) -> "Context":
        """Inside a sum over some indices more."""
        return replace(self, bound={**self.bound, **bound})

    def keep_order(self, made: sp.Expr, parts: Sequence[sp.Expr]) -> None:
        """Note how the terms, or the factors, of what they come to were typed."""
        if sorted(made.args, key=str) == sorted(parts, key=str):
            self.orders[made] = tuple(parts)

    def typed_order(self, expr: sp.Expr) -> tuple[sp.Expr, ...]:
        """The terms of a sum as they were typed."""
        return self.orders.get(expr, sp.Add.make_args(expr))

    def fail(
        self,
        node: Node,
        reason: str,
        fits: Sequence[str] = (),
        readings: Sequence[Any] = (),
    ) -> NoReturn:
        """Raise Unreadable at a node."""
        at = self.letters.origin(start(node))
        raise Unreadable(at, self.found(node), reason, fits, readings)

    def found(self, node: Node) -> str:
        """The word, or the character, that a node begins with."""
        return found(self.text, self.letters.origin(start(node)))


def start(node: Node) -> int:
    """Where a node begins in the text."""
    if isinstance(node, Token):
        return node.start_pos or 0
    return int(getattr(node.meta, "start_pos", 0))


def is_rule(node: Any, *names: str) -> TypeGuard[Tree[Token]]:
    """Whether a node was made by one of these rules."""
    return isinstance(node, Tree) and str(node.data) in names


def is_token(node: Any, *kinds: str) -> TypeGuard[Token]:
    """Whether a node is a token of one of these kinds."""
    return isinstance(node, Token) and node.type in kinds


def inner(node: Tree[Token]) -> list[Any]:
    """What a node is made of, nodes and tokens."""
    return list(node.children)
