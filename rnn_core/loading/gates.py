"""LSTMs and GRUs by their names and shapes: networks with gates, which are not read."""

from collections.abc import Collection

from .messages import quoted_list

GATES = {4: "an LSTM", 3: "a GRU"}
"""How many matrices such a network has in the place of H, one above the other."""

_LSTM = [
    {"Wf", "Wi", "Wo"},
    {"W_f", "W_i", "W_o"},
    {"W_hf", "W_hi", "W_ho"},
    {"Whf", "Whi", "Who"},
]
_GRU = [{"Wz", "Wr"}, {"W_z", "W_r"}, {"W_hz", "W_hr"}, {"Whz", "Whr"}]


def plain_names(names: Collection[str]) -> None:
    """ValueError where the names are those of an LSTM's or a GRU's gates."""
    for what, sets in (("an LSTM", _LSTM), ("a GRU", _GRU)):
        for gates in sets:
            if gates <= {*names}:
                raise ValueError(
                    f"has {quoted_list(sorted(gates))}: these are gates, as {what} has "
                    "them, and the network here is a plain recurrent one"
                )


def plain_shape(name: str, shape: tuple[int, ...]) -> None:
    """ValueError where H has the shape of several gates beside or above each other."""
    if len(shape) != 2 or not min(shape):
        return
    small, large = sorted(shape)
    gates = large // small
    if gates in GATES and large == gates * small:
        raise ValueError(
            f"has {quoted_list([name])} of shape {shape}: that is {GATES[gates]}, with "
            f"{gates} matrices for its gates, and the network here is a plain "
            "recurrent one (nn.RNN)"
        )
