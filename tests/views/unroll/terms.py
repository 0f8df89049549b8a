"""The terms of a picked weight, by their definition, and views by their address."""

from views.address.settings import Config, Selection
from views.model.model import model


def view(query):
    """The network and the selection of an address."""
    names = dict(pair.split("=") for pair in query.split("&"))
    kinds = Config.__dataclass_fields__
    config = Config(
        **{
            name: type(kinds[name].default)(value)
            for name, value in names.items()
            if name in kinds
        }
    )
    i, j, t, k = (
        int(names.get(n, d)) for n, d in zip("ijtk", (1, 2, 3, 0), strict=True)
    )
    return model(config), Selection(names.get("matrix", "H"), i, j, t, k)


def by_definition(net, s):
    """{(t, k): dJ^(t)/dW_ij^(k)} of the instances that a loss uses."""
    i, j, trace, back = s.i - 1, s.j - 1, net.trace, net.back
    terms = {}
    for t in range(1, trace.steps + 1):
        if s.matrix == "U":
            terms[t, t - 1] = float(back.delta_o[t - 1, i] * trace.h[t, j])
            continue
        for k in range(t):
            if s.matrix == "H":
                terms[t, k] = float(back.delta[t - 1, k, i] * trace.h[k, j])
            elif trace.inputs[k] == j:
                terms[t, k] = float(back.delta[t - 1, k, i])
    return terms
