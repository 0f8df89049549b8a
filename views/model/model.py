"""The network behind the screen, computed once for each configuration."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from jaxtyping import Int64

from rnn_core import (
    Backward,
    Params,
    Trace,
    backward,
    for_activation,
    orthogonal,
    tokenize,
)

from ..address.settings import Config
from ..runtime.cache import cached
from .apply_edits import Applied, Edited, Place, apply_edits, unique_notices
from .brought_network import brought, shown_word
from .edits import Step, parse_edits, write_edits
from .network import Network
from .own_words import read_sequence
from .passage import Passage, read_text
from .recipes import canonical, parse_recipe
from .trainings import Shared, shared_training, trained_weights

LEFT_OUT: tuple[tuple[dict[str, Any], str], ...] = (
    ({"edits": ""}, "After these edits the numbers overflow: they are left out."),
    (
        {"edits": "", "at": 0},
        "After this training the numbers overflow: the network before it is shown.",
    ),
)
"""What is left out, more each time, of a network that overflows at its first step."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Model(Network):
    """One configuration's network, run forwards and back.

    before: what each edited entry or word was, by its place. edits: those that were
    made; "" where all were left out.
    """

    config: Config
    passage: Passage
    notices: tuple[str, ...] = ()
    before: Mapping[Place, float | int] = field(default_factory=dict)
    edits: str = ""

    @property
    def used(self) -> Config:
        """The configuration with what was used in the end: text, T, start, edits."""
        read, steps = self.passage, self.trace.steps
        return replace(
            self.config, text=read.text, T=steps, start=read.start, edits=self.edits
        )

    def word(self, token: int) -> str:
        """The word with this id; #7 for entry 7 where the text has no word for it.

        Of a network that was brought #7 is id 7, as it is typed.
        """
        named = self.passage.vocabulary.words[token]
        if self.config.network:
            return shown_word(named) or f"#{token}"
        return named or f"#{token + 1}"


@cached
def model(config: Config) -> Model:
    """The network of a configuration: drawn, trained, edited, run, carried back.

    Where its numbers overflow it reads fewer steps, or is left untrained, and says so.
    """
    read = read_text(config)
    done = _edited(config)
    recipe = parse_recipe(config.train).notices
    notices = unique_notices([*parse_edits(config.edits).notices, *done.notices])
    notices = [*recipe, *notices]
    run, edits = _run(done.state, read.steps), config.edits
    for left_out, why in LEFT_OUT:
        if run is None:
            config = replace(config, at=left_out.get("at", config.at))
            done, notices = _edited(replace(config, **left_out)), [why]
            run, edits = _run(done.state, read.steps), ""
    if run is None:
        raise ValueError("one step overflows: the limits of Config prevent it")
    trace, back = run
    if trace.steps < read.steps:
        notices.append(
            f"These weights overflow within {read.steps} steps: T = {trace.steps} is "
            "used."
        )
    return Model(
        params=done.state.params,
        trace=trace,
        back=back,
        config=config,
        passage=read,
        notices=tuple(notices),
        before=done.before,
        edits=edits,
    )


def _edited(config: Config) -> Applied:
    """The network after all edits: those after the last step anew, the rest kept."""
    read = read_text(config)
    operations = parse_edits(config.edits).operations
    steps = [n for n, operation in enumerate(operations) if isinstance(operation, Step)]
    if not steps:
        weights, targets = start_weights(config), read.own_targets
        start = Edited(weights, read.window, config.activation, targets)
        return apply_edits(Applied(start, (), {}), operations, read.vocabulary)
    last = steps[-1]
    stepped = _stepped(replace(config, edits=write_edits(operations[: last + 1])))
    return apply_edits(stepped, operations[last + 1 :], read.vocabulary)


@cached
def _stepped(config: Config) -> Applied:
    """The network after edits that end in a step.

    The ones before that step are kept too, so that each further step costs one run.
    """
    read = read_text(config)
    *before, step = parse_edits(config.edits).operations
    return apply_edits(
        _edited(replace(config, edits=write_edits(before))), [step], read.vocabulary
    )


def _run(state: Edited, steps: int) -> tuple[Trace, Backward] | None:
    """Forwards and back over as many steps as do not overflow; None if one does."""
    while steps:
        try:
            trace = state.run(steps)
            return trace, backward(trace)
        except ValueError:
            steps = steps * 3 // 4
    return None


def start_weights(config: Config) -> Params:
    """The weights before any edit: as drawn, or after `at` steps of training."""
    shared = training_of(config) if config.at else None
    if shared is None:
        return draw_weights(config)
    return trained_weights(shared.config, config.at, shared)


def training_of(config: Config) -> Shared | None:
    """The training that a configuration's recipe asks for; None without a recipe.

    It begins with the network as it is without edits, and reads the whole text.
    """
    recipe = canonical(config.train)
    if not recipe:
        return None
    read = read_text(config)
    asked = replace(
        config, text=read.text, T=1, start=read.start, edits="", at=0, train=recipe
    )

    def begin() -> tuple[Params, Int64[np.ndarray, " n"]]:
        return draw_weights(config), whole_text(config)

    return shared_training(asked, begin)


def whole_text(config: Config) -> Int64[np.ndarray, " n"]:
    """The ids of all words, those that are not read at the moment too."""
    read = read_text(config)
    if config.network:
        whole = read_sequence(brought(config.network), config.text)
        return np.append(whole.inputs, whole.targets[-1])
    return read.vocabulary.encode(tokenize(read.text))


def draw_weights(config: Config) -> Params:
    """The weights before training: those that were brought, or H as drawn or made
    orthogonal, times its gain.
    """
    if config.network:
        return for_activation(brought(config.network).params, config.activation)
    params = Params.random(config.D_h, config.V, config.seed, config.scale)
    if config.recurrent == "drawn" and config.gain == 1:
        return params
    H = orthogonal(params.H) if config.recurrent == "orthogonal" else params.H
    return Params(config.gain * H, params.L, params.U, params.h0)
