"""What a mistake is: its words, its two lines of code, and the knobs that it turns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Mistake:
    """A wrong turn that people take on the way to a gradient.

    title: a few words.  did: the sentence that says what was done and what is meant.
    code_wrong, code_right: lines of NumPy, in which `h[s]` is the state before step s,
    `h[s + 1]` the one after it, and `err[s]` is yhat - y of step s, s from 0.
    derivation, line: slug and place, from 0, of the line that has it right.
    knobs: what the mistake changes in a right backward pass, name -> setting. Two
    mistakes with no knob in common can be made together.
    """

    title: str
    did: str
    code_wrong: str
    code_right: str
    derivation: str
    line: int
    knobs: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "knobs", MappingProxyType(dict(self.knobs)))
