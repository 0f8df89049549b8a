"""What of the screen's network hides mistakes, and settings of one that hides none."""

from dataclasses import replace

from rnn_core import MISTAKES
from rnn_core.diagnosis.hidden_mistakes import hidden_mistakes
from rnn_core.diagnosis.hiding import Hiding, hiding

from ..address.query import Value
from ..address.settings import Config
from ..model.model import Model, model
from ..runtime.cache import cached
from ..text.naming import named

UNITS, STEPS, STARTS = 6, 6, 40
OWN_STARTS = 10
"""Passages of a brought network's text that are tried: it may be large."""
FEW = 6
"""Mistakes that are named; of more it is said how many."""


@cached
def hidden_here(config: Config) -> tuple[Hiding, ...]:
    """What of a configuration's network hides mistakes."""
    return _hiding(model(config))


@cached
def telling_settings(config: Config) -> dict[str, Value]:
    """The settings to be changed so that nothing is hidden: few, and {} for none.

    A network that was brought stays where another passage of its text hides nothing.
    """
    if not hidden_here(config):
        return {}
    wider = replace(
        config,
        D_h=max(config.D_h, UNITS),
        T=max(config.T, STEPS),
        activation="tanh"
        if config.activation in ("relu", "identity")
        else config.activation,
    )
    default = Config()
    trials = [
        wider,
        replace(wider, scale=default.scale, gain=default.gain),
        replace(wider, scale=default.scale, gain=default.gain, edits=""),
        replace(default, D_h=UNITS, T=STEPS, activation=wider.activation),
    ]
    if config.network:
        longer = replace(config, T=max(config.T, STEPS))
        trials = [longer, replace(longer, edits=""), trials[-1]]
    for trial in trials:
        starts = STARTS if not trial.network else OWN_STARTS
        for start in (trial.start, *range(1, starts)):
            tried = replace(trial, start=start)
            if not _hiding(model(tried)):
                return _differences(config, model(tried))
    raise AssertionError("the default text has a word twice within six steps")


def _hiding(net: Model) -> tuple[Hiding, ...]:
    trace = net.trace
    return hiding(net.params, trace.inputs, trace.targets, net.config.activation)


def _differences(config: Config, net: Model) -> dict[str, Value]:
    wanted = replace(net.config, start=net.used.start)
    names = (*Config.__dataclass_fields__,)
    return {
        name: getattr(wanted, name)
        for name in names
        if getattr(wanted, name) != getattr(config, name)
    }


@cached
def hidden_titles(config: Config, reduction: str, window: int) -> tuple[str, ...]:
    """The mistakes that leave the gradients of this network right, by their titles.

    Each was made here and compared; () where that would take long.
    """
    net = model(config)
    slugs = hidden_mistakes(
        net.params,
        net.trace.inputs,
        net.trace.targets,
        config.activation,
        reduction,
        window or None,
    )
    return tuple(MISTAKES[slug].title for slug in slugs or ())


def hiding_words(found: tuple[Hiding, ...], titles: tuple[str, ...] = ()) -> str:
    """What hides what, a sentence each, and which mistakes were found to be hidden."""
    said = [f"{one.said}: this hides {one.hides}." for one in found]
    if titles:
        told = ", ".join(f"“{named(title)}”" for title in titles[:FEW])
        more = f" and {len(titles) - FEW} more" if len(titles) > FEW else ""
        said.append(f"Made here, these leave your numbers right: {told}{more}.")
    return " ".join(said)
