"""Names that other courses and libraries give to the same quantities.

`source` is what the derivations' source calls them; `wxh` is the notation of lecture
notes and of min-char-rnn, `coursera` that of deeplearning.ai, `torch` the parameters of
`nn.RNN` and of a linear layer on it.  All of them have the orientation of the source's
matrices.  Times stay (t), sizes D_h, |V| and T, in each of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from derivations.language.symbols import H, L, U, dsigma, h, sigma

CODE = (
    *("H", "L", "U", "h0", "h", "z", "o", "yhat", "J", "PP"),
    *("delta", "delta_o", "x", "y", "inputs", "targets", "sigma", "slope"),
)
"""What has a name in code; the source's."""


@dataclass(frozen=True)
class NameScheme:
    """What a scheme calls a quantity, where it is not the source's name.

    `latex` has symbols as keys, `code` their plain names of CODE; a name in code is a
    word of prose as well.  `gradients` has those of gradients that are not dH, dL ...
    """

    title: str
    latex: Mapping[Any, str] = field(default_factory=dict, hash=False)
    code: Mapping[str, str] = field(default_factory=dict, hash=False)
    gradients: Mapping[str, str] = field(default_factory=dict, hash=False)

    def plain(self, name: str) -> str:
        """The name in code and in prose: "H" -> "W_hh"; its own for any other."""
        return self.code.get(name, name)

    def derivative(self, name: str) -> str:
        """The name in code of the loss's derivative: "H" -> "dW_hh"."""
        return self.gradients.get(name, f"d{self.plain(name)}")


def _labelled(*labels: str) -> dict[Any, str]:
    """H, L and U as W with an upright label: one that is no index."""
    names = (rf"W_{{\mathrm{{{label}}}}}" for label in labels)
    return dict(zip((H, L, U), names, strict=True))


NAME_SCHEMES: Mapping[str, NameScheme] = {
    "source": NameScheme("H, L, U, h"),
    "wxh": NameScheme(
        "W_hh, W_xh, W_hy, h",
        latex=_labelled("hh", "xh", "hy"),
        code={"H": "W_hh", "L": "W_xh", "U": "W_hy"},
    ),
    "coursera": NameScheme(
        "W_aa, W_ax, W_ya, a",
        latex={
            **_labelled("aa", "ax", "ya"),
            **{h: "a", sigma: "g", dsigma: "g'"},
        },
        code={
            **{"H": "W_aa", "L": "W_ax", "U": "W_ya"},
            **{"h": "a", "h0": "a0", "sigma": "g", "slope": "g_slope"},
        },
    ),
    "torch": NameScheme(
        "weight_hh_l0, weight_ih_l0, fc.weight, h",
        latex=_labelled("hh", "ih", "fc"),
        code={"H": "weight_hh_l0", "L": "weight_ih_l0", "U": "fc_weight"},
        gradients={"H": "grad_hh", "L": "grad_ih", "U": "grad_fc", "h0": "grad_h0"},
    ),
}
"""By the value of `names`; the first is the source's own."""


def name_scheme(names: str) -> NameScheme:
    """The scheme of that name; ValueError for any other."""
    if not isinstance(names, str) or names not in NAME_SCHEMES:
        known = ", ".join(NAME_SCHEMES)
        raise ValueError(f"names is {names!r}; it must be one of {known}")
    return NAME_SCHEMES[names]
