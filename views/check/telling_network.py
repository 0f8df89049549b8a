"""What of the screen's network hides mistakes, and settings of one that hides none."""

from dataclasses import replace

from rnn_core.diagnosis.hiding import Hiding, hiding

from ..address.query import Value
from ..address.settings import Config
from ..model.model import Model, model
from ..runtime.cache import cached

UNITS, STEPS, STARTS = 6, 6, 40


@cached
def hidden_here(config: Config) -> tuple[Hiding, ...]:
    """What of a configuration's network hides mistakes."""
    return _hiding(model(config))


@cached
def telling_settings(config: Config) -> dict[str, Value]:
    """The settings to be changed so that nothing is hidden: few, and {} for none."""
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
    for trial in trials:
        for start in (trial.start, *range(1, STARTS)):
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


def hiding_words(found: tuple[Hiding, ...]) -> str:
    """What hides what, a sentence each."""
    return " ".join(f"{one.said}, which hides {one.hides}." for one in found)
