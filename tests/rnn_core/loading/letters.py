"""Networks written as their authors write them: own letters, own layout, own loop.

Each class draws its arrays and runs forwards itself; `arrays` is what would be saved.
"""

import numpy as np

D, V, N = 4, 6, 3
INPUTS, TARGETS = [0, 3, 5, 3, 1], [3, 5, 3, 1, 2]


def loss_of(logits, target):
    logits = np.asarray(logits).ravel()
    e = np.exp(logits - logits.max())
    return -np.log(e[target] / e.sum())


def drawn(seed, **shapes):
    draw = np.random.default_rng(seed)
    return {name: draw.normal(size=shape) for name, shape in shapes.items()}


def own(seed):
    a = drawn(seed, H=(D, D), L=(D, V), U=(V, D), h0=D, b_h=D, b_y=V)
    h, out = a["h0"], []
    for x, y in zip(INPUTS, TARGETS, strict=True):
        h = np.tanh(a["H"] @ h + a["L"][:, x] + a["b_h"])
        out.append(loss_of(a["U"] @ h + a["b_y"], y))
    return a, out


def min_char_rnn(seed):
    shapes = {"Wxh": (D, V), "Whh": (D, D), "Why": (V, D)}
    a = drawn(seed, **shapes, bh=(D, 1), by=(V, 1), hprev=(D, 1))
    h, out = a["hprev"], []
    for x, y in zip(INPUTS, TARGETS, strict=True):
        one = np.zeros((V, 1))
        one[x] = 1
        h = np.tanh(np.dot(a["Wxh"], one) + np.dot(a["Whh"], h) + a["bh"])
        out.append(loss_of(np.dot(a["Why"], h) + a["by"], y))
    return a, out


def torch_plain(seed):
    """h = tanh(W_ih x + b_ih + W_hh h + b_hh), then fc; a module prefix before."""
    shapes = {"weight_ih_l0": (D, V), "weight_hh_l0": (D, D)}
    shapes |= {"bias_ih_l0": D, "bias_hh_l0": D}
    a = {f"net.rnn.{n}": w for n, w in drawn(seed, **shapes).items()}
    a |= {f"net.fc.{n}": w for n, w in drawn([seed, 1], weight=(V, D), bias=V).items()}
    a["h0"] = drawn([seed, 2], h=(1, 1, D))["h"]
    h, out = a["h0"][0, 0], []
    for x, y in zip(INPUTS, TARGETS, strict=True):
        z = a["net.rnn.weight_ih_l0"][:, x] + a["net.rnn.bias_ih_l0"]
        h = np.tanh(z + a["net.rnn.weight_hh_l0"] @ h + a["net.rnn.bias_hh_l0"])
        out.append(loss_of(a["net.fc.weight"] @ h + a["net.fc.bias"], y))
    return a, out


def torch_embedded(seed, size=N):
    """The same with nn.Embedding in front, without h0: nn.RNN begins with zeros."""
    shapes = {"rnn.weight_ih_l0": (D, size), "rnn.weight_hh_l0": (D, D)}
    shapes |= {"rnn.bias_ih_l0": D, "rnn.bias_hh_l0": D}
    shapes |= {"embedding.weight": (V, size), "decoder.weight": (V, D)}
    a = drawn(seed, **shapes, **{"decoder.bias": V})
    h, out = np.zeros(D), []
    for x, y in zip(INPUTS, TARGETS, strict=True):
        z = a["rnn.weight_ih_l0"] @ a["embedding.weight"][x] + a["rnn.bias_ih_l0"]
        h = np.tanh(z + a["rnn.weight_hh_l0"] @ h + a["rnn.bias_hh_l0"])
        out.append(loss_of(a["decoder.weight"] @ h + a["decoder.bias"], y))
    return a, out


def cs231n(seed):
    """Row vectors: h = tanh(x Wx + h Wh + b), scores = h W_vocab + b_vocab."""
    shapes = {"Wx": (N, D), "Wh": (D, D), "b": D, "W_embed": (V, N)}
    a = drawn(seed, **shapes, W_vocab=(D, V), b_vocab=V, h0=(1, D))
    h, out = a["h0"], []
    for x, y in zip(INPUTS, TARGETS, strict=True):
        h = np.tanh(a["W_embed"][[x]].dot(a["Wx"]) + h.dot(a["Wh"]) + a["b"])
        out.append(loss_of(h.dot(a["W_vocab"]) + a["b_vocab"], y))
    return a, out


def deeplearning_ai(seed):
    shapes = {"Wax": (D, V), "Waa": (D, D), "Wya": (V, D)}
    a = drawn(seed, **shapes, ba=(D, 1), by=(V, 1), a0=(D, 1))
    state, out = a["a0"], []
    for x, y in zip(INPUTS, TARGETS, strict=True):
        xt = np.eye(V)[:, [x]]
        state = np.tanh(np.dot(a["Wax"], xt) + np.dot(a["Waa"], state) + a["ba"])
        out.append(loss_of(np.dot(a["Wya"], state) + a["by"], y))
    return a, out


def d2l(seed):
    """Row vectors: H = tanh(X W_xh + H W_hh + b_h), Y = H W_hq + b_q."""
    shapes = {"W_xh": (V, D), "W_hh": (D, D), "W_hq": (D, V)}
    a = drawn(seed, **shapes, b_h=D, b_q=V)
    h, out = np.zeros((1, D)), []
    for x, y in zip(INPUTS, TARGETS, strict=True):
        h = np.tanh(np.eye(V)[[x]] @ a["W_xh"] + h @ a["W_hh"] + a["b_h"])
        out.append(loss_of(h @ a["W_hq"] + a["b_q"], y))
    return a, out


def wildml(seed):
    """s = tanh(U[:, x] + W s), o = V s: no biases, and U reads."""
    a = drawn(seed, U=(D, V), V=(V, D), W=(D, D))
    s, out = np.zeros(D), []
    for x, y in zip(INPUTS, TARGETS, strict=True):
        s = np.tanh(a["U"][:, x] + a["W"].dot(s))
        out.append(loss_of(a["V"].dot(s), y))
    return a, out


def rows_in_column_letters(seed):
    """min-char-rnn's letters in a program for row vectors."""
    a, out = d2l(seed)
    names = {"W_xh": "Wxh", "W_hh": "Whh", "W_hq": "Why", "b_h": "bh", "b_q": "by"}
    return {names[name]: array for name, array in a.items()}, out


WRITTEN = {
    "own": own,
    "min-char-rnn": min_char_rnn,
    "PyTorch": torch_plain,
    "PyTorch, embedded": torch_embedded,
    "PyTorch, embedded in D_h numbers": lambda seed: torch_embedded(seed, D),
    "cs231n": cs231n,
    "deeplearning.ai": deeplearning_ai,
    "d2l": d2l,
    "WildML": wildml,
    "rows": rows_in_column_letters,
}
