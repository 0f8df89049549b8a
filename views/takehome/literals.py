"""Exact numbers and the weights of a network, as Python source."""

import base64
import zlib
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from rnn_core import Params

from ..model.brought_network import found
from ..model.edits import Entry, Step, Word, parse_edits, write_edits
from ..model.model import Model, draw_weights, training_of
from ..model.own_words import place_of
from ..text.naming import in_names

READABLE = 600
"""The most numbers that are written as numbers; more are packed."""
PACKED = 70_000
"""The most numbers of an array that is written out at all."""
WRITTEN = 1_000_000
"""The most numbers of a network that was brought that are written out."""
FEW = 200
"""The most entries that are set one by one."""
NAMES = ("H", "L", "U", "h0")
WEIGHTS = ", ".join(NAMES)

UNPACKED = '''def unpacked(packed, *shape):
    """The float64 numbers of an array, every bit of them."""
    data = zlib.decompress(base64.b64decode(packed))
    return np.frombuffer(data, "<f8").reshape(shape)
'''
STEPPED = '''def stepped(H, L, U, h0, rate, reduction, window):
    """One step of gradient descent; none where its numbers overflow."""
    params = Params(H, L, U, h0)
    try:
        back = backward(forward(params, words[:-1], words[1:], activation))
        params = gradient_step(params, back.gradients(window, reduction), rate)
    except ValueError:
        pass
    return [array.copy() for array in (params.H, params.L, params.U, params.h0)]
'''


def array_source(array: np.ndarray) -> str:
    """An expression for a float64 array, the same to the last bit."""
    if array.size > READABLE:
        data = np.ascontiguousarray(array, "<f8").tobytes()
        packed = base64.b64encode(zlib.compress(data)).decode()
        return f'unpacked("{packed}", {", ".join(map(str, array.shape))})'
    if array.ndim == 1:
        return f"np.array({array.tolist()})"
    rows = "".join(f"    {row},\n" for row in array.tolist())
    return f"np.array([\n{rows}])"


def weights_source(model: Model, names: str = "source") -> str:
    """Statements that set `params` and `words`: as drawn, then the edits.

    Entries that were edited are set one by one. Where H was made orthogonal, a step
    was taken or the network trained, which another machine may round differently, the
    arrays are written out; in one too large for that this is done again. `names`: what
    the variables are called.
    """
    config, changed = model.used, list(_changes(model, names))
    weights = in_names(WEIGHTS, names)
    H = in_names("H", names)
    again = None in changed
    lines = [
        _brought(model)
        if config.network
        else f"drawn = Params.random(hidden=D_h, vocab=V, seed={config.seed}, "
        f"scale={config.scale!r})",
        f"{weights} = (a.copy() for a in (drawn.H, drawn.L, drawn.U, drawn.h0))",
    ]
    if config.network:
        config = replace(config, recurrent="drawn", gain=1.0)
    if config.recurrent == "orthogonal" and again:
        lines.append(f"{H} = orthogonal({H}).copy()")
    if config.gain != 1 and (config.recurrent == "drawn" or again):
        lines.append(f"{H} = {config.gain!r} * {H}")
    if again:
        lines += _trained(model, weights)
    lines += _edits(model, names) if again else filter(None, changed)
    lines.append(f"params = Params({weights})")
    stepped = in_names(with_targets(STEPPED, model), names)
    return (f"{stepped}\n\n" if again else "") + "\n".join(lines)


def _trained(model: Model, weights: str) -> Iterator[str]:
    """The training before the edits, of a network whose arrays are not written out."""
    shared = training_of(model.config) if model.config.at else None
    if shared is None:
        return
    training, start = shared.training, shared.config.start - 1
    words = f"np.array({training.words.tolist()})"
    yield f"recipe = {training.recipe!r}"
    yield (
        f"training = Training(Params({weights}), {words}, recipe, activation, {start})"
    )
    yield f"trained = training.params_at({min(model.config.at, training.done)})"
    yield (
        f"{weights} = (a.copy() for a in (trained.H, trained.L, trained.U, trained.h0))"
    )


def with_targets(code: str, model: Model) -> str:
    """Code of the notebook whose targets are those of a file, where these are others
    than the words that are read next.
    """
    targets = model.passage.own_targets
    if targets is None:
        return code
    own = f"np.array([*{targets[:-1].tolist()}, words[-1]])"
    code = code.replace("words[1 : T + 1]", f"{own}[:T]")
    return code.replace("words[1:]", own)


def _changes(model: Model, names: str) -> Iterator[str | None]:
    """What sets each weight and word that is not as drawn; None: too much to write."""
    config = model.used
    drawn = (
        draw_weights(model.config)
        if config.network
        else Params.random(config.D_h, config.V, config.seed, config.scale)
    )
    for name in NAMES:
        before, after = getattr(drawn, name), getattr(model.params, name)
        if name == "H" and not config.network:
            before = config.gain * before
        own = in_names(name, names)
        places = np.argwhere(before.view(np.int64) != after.view(np.int64))
        if len(places) <= min(FEW, after.size - 1):
            for index in places:
                place = ", ".join(map(str, index))
                yield f"{own}[{place}] = {float(after[tuple(index)])!r}"
        elif after.size <= PACKED:
            yield f"{own} = {array_source(after)}"
        else:
            yield None
    pairs = zip(model.passage.window, model.window, strict=False)
    for position, (read, current) in enumerate(pairs):
        if read != current:
            yield f"words[{position}] = {_token(model, int(current))}"


def _edits(model: Model, names: str) -> Iterator[str]:
    """The edits in order, steps among them.

    What stands before the last step is read twice, as the page does: −0 is 0 then.
    """
    weights = in_names(WEIGHTS, names)
    shapes = {name: getattr(model.params, name).shape for name in NAMES}
    operations = parse_edits(model.edits).operations
    after = max(
        (n for n, edit in enumerate(operations, 1) if isinstance(edit, Step)), default=0
    )
    for edit in (
        *parse_edits(write_edits(operations[:after])).operations,
        *operations[after:],
    ):
        if isinstance(edit, Entry):
            rows, columns = (*shapes[edit.matrix], 1)[:2]
            if edit.i <= rows and edit.j <= columns:
                entry_index = f"{edit.i - 1}" + (
                    f", {edit.j - 1}" if edit.matrix != "h0" else ""
                )
                matrix = in_names(edit.matrix, names)
                yield f"{matrix}[{entry_index}] = {edit.value!r}"
        elif isinstance(edit, Word):
            if edit.position <= len(model.passage.window):
                token = place_of(model.passage.vocabulary, edit.word)
                if token is not None:
                    yield f"words[{edit.position - 1}] = {_token(model, token)}"
        elif isinstance(edit, Step):
            yield (
                f"{weights} = stepped({weights}, {edit.rate!r}, "
                f'"{edit.reduction}", {edit.window or None})'
            )


def _brought(model: Model) -> str:
    """The weights of a network that was brought, before any edit."""
    params = draw_weights(model.config)
    if sum(getattr(params, name).size for name in NAMES) <= WRITTEN:
        arrays = [array_source(getattr(params, name)) for name in NAMES]
        return f"drawn = Params({', '.join(arrays)})"
    network = found(model.config.network)
    name = "network.npz" if network is None else network.name
    return (
        "from rnn_core import for_activation, load_network\n\n"
        "# Too large to be written out: the file that was brought, beside this one.\n"
        f"drawn = for_activation(load_network({name!r}).params, activation)"
    )


def _token(model: Model, token: int) -> str:
    if model.config.network:
        return str(token)
    return f"vocabulary.words.index({model.passage.vocabulary.words[token]!r})"
