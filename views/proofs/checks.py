"""What the derivations are checked against, and a check in words."""

import math

from derivations import Check, Network, verify_on

from ..address.settings import Config
from ..model.model import model
from ..runtime.cache import cached
from ..text.numerals import short
from .version import Version


@cached
def definition(config: Config) -> Network:
    """The derivations' own definition of a network, for a few of its numbers."""
    return defined(config)


def defined(config: Config) -> Network:
    """The same for all numbers of a proof, which nobody keeps once it is done."""
    net = model(config)
    trace, sigma = net.trace, config.activation
    return Network(net.params, trace.inputs, trace.targets, activation=sigma)


@cached
def proof(config: Config, version: Version) -> tuple[Check, ...]:
    """Each line of a derivation checked against the network of a configuration."""
    return verify_on(version.derivation, defined(config))


def said(check: Check, steps: int) -> str:
    """A check in words, on a network of so many steps."""
    if math.isnan(check.residual):
        return "Not checked: its probabilities are beyond what float64 can hold."
    if check.checked == 0:
        return "Nothing to check: no index is in range."
    verdict = "✓ Holds" if check.holds else "✗ Does not hold"
    choices = f"{check.checked:,} choice{'s' if check.checked > 1 else ''} of indices"
    first = f" on the first {check.steps} steps" if check.steps < steps else ""
    return f"{verdict} at {choices}{first}; largest miss {short(check.residual)}."
