"""The letters that people use: of each convention, which array is which.

    z = H h + L[:, x] + b_h,   o = U h + b_y

Layouts are those of column vectors (H h) unless a convention is of row vectors (h H).
"""

from typing import NamedTuple

PARTS = ("H", "L", "E", "U", "h0", "b_h", "b_h2", "b_y")
"""E: an embedding in front, so that L is W_ih E'. b_h2: PyTorch's second bias."""


class Convention(NamedTuple):
    """Whose letters they are, which part each is, and in which layout.

    rows: whether they are for row vectors. activation: the usual one; None: any. fixed:
    whether nobody writes them in another layout.
    """

    title: str
    letters: dict[str, str]
    rows: bool = False
    activation: str | None = None
    fixed: bool = False


_OWN = {"H": "H", "L": "L", "U": "U", "h0": "h0"}
_OWN |= {"b_h": "b_h", "bh": "b_h", "b_y": "b_y", "by": "b_y"}
_KARPATHY = {"Whh": "H", "Wxh": "L", "Why": "U", "bh": "b_h", "by": "b_y"}
_KARPATHY |= {"hprev": "h0", "h0": "h0"}
_UNDERSCORED = {"W_hh": "H", "W_xh": "L", "W_hy": "U", "b_h": "b_h", "b_y": "b_y"}
_UNDERSCORED |= {"h_0": "h0", "h0": "h0"}
_STANFORD = {"Wh": "H", "Wx": "L", "W_embed": "E", "b": "b_h", "h0": "h0"}
_STANFORD |= {"W_vocab": "U", "b_vocab": "b_y"}
_NG = {"Waa": "H", "Wax": "L", "Wya": "U", "ba": "b_h", "b": "b_h", "by": "b_y"}
_NG |= {"a0": "h0", "a_prev": "h0", "h0": "h0"}
_NG_UNDERSCORED = {"W_aa": "H", "W_ax": "L", "W_ya": "U", "b_a": "b_h", "b_y": "b_y"}
_NG_UNDERSCORED |= {"a0": "h0", "a_prev": "h0", "h0": "h0"}
TORCH_SHORT = {"hh": "H", "ih": "L", "fc": "U", "h0": "h0", "h_0": "h0", "hx": "h0"}
"""What grad_ stands before where a gradient of nn.RNN has a variable of its own."""
_TORCH = {**TORCH_SHORT, "fc.weight": "U", "fc_weight": "U"}
_D2L = {"W_hh": "H", "W_xh": "L", "W_hq": "U", "b_h": "b_h", "b_q": "b_y"}
_D2L |= {"h0": "h0"}
_WILDML = {"W": "H", "U": "L", "V": "U", "h0": "h0", "s0": "h0"}

CONVENTIONS = (
    Convention("this app", _OWN),
    Convention("min-char-rnn", _KARPATHY, activation="tanh"),
    Convention("deeplearning.ai", _NG, activation="tanh"),
    Convention("cs231n", _STANFORD, rows=True, activation="tanh"),
    Convention("d2l.ai", _D2L, rows=True, activation="tanh"),
    Convention("W_xh, W_hh, W_hy", _UNDERSCORED, activation="tanh"),
    Convention("W_ax, W_aa, W_ya", _NG_UNDERSCORED, activation="tanh"),
    Convention("PyTorch, in short", _TORCH, activation="tanh", fixed=True),
    Convention("WildML", _WILDML, activation="tanh"),
)
"""The first of those that know most names of a file is taken."""

INPUTS = {"inputs", "input_ids", "x", "xs", "X", "tokens"}
TARGETS = {"targets", "target_ids", "y", "ys", "Y", "labels"}
WORDS = {
    *("words", "vocab", "vocabulary", "chars", "itos", "stoi"),
    *("ix_to_char", "char_to_ix", "idx_to_char", "char_to_idx"),
    *("ix_to_word", "word_to_ix", "idx_to_word", "word_to_idx"),
    *("index_to_word", "word_to_index", "idx2word", "word2idx"),
}
ACTIVATION = {"activation", "nonlinearity"}

GRADIENTS = {"gradients", "gradient", "grads", "grad"}
"""Names of a group whose members are gradients."""
WEIGHTS = {"params", "parameters", "weights", "state_dict", "model_state_dict", "model"}
"""Names of a group that are not part of its members' names."""
_BEFORE = ("dLoss_d", "dJ_d", "dL_d", "dJd", "dLd", "grad_", "grad", "d_", "d")
_AFTER = (".grad", "_grad", "_gradient", ".gradient")
_EXTRA = {"dhnext": "hprev", "da_prevt": "a0", "dprev_h": "h0"}
"""What carries dJ/dh^(0) when a loop has ended."""


def gradient_names(name: str) -> list[str]:
    """What `name` may be the gradient of: dWhh, grad_Whh, Whh.grad, dLdW, ...

    The longest mark is taken off first.
    """
    found = [name.removesuffix(mark) for mark in _AFTER if name.endswith(mark)]
    found += [name.removeprefix(mark) for mark in _BEFORE if name.startswith(mark)]
    return [*found, _EXTRA[name]] if name in _EXTRA else found
