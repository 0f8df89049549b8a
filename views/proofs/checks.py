"""Checks derivations on the network of a configuration, and words the results."""

from derivations import Check, Network, verify_on

from ..address.settings import Config
from ..model.model import model
from ..runtime.cache import cached
from ..text.numerals import short
from .version import Version


@cached
def definition(config: Config) -> Network:
    """The derivation engine's network for a configuration, cached."""
    return network_for(config)


def network_for(config: Config) -> Network:
    """The derivation engine's network for a whole proof, not cached."""
    net = model(config)
    trace, sigma = net.trace, config.activation
    return Network(net.params, trace.inputs, trace.targets, activation=sigma)


@cached
def proof(config: Config, version: Version) -> tuple[Check, ...]:
    """Check each line of a derivation on the network of a configuration."""
    return verify_on(version.derivation, network_for(config))


def status(check: Check, steps: int) -> str:
    """The result of a check in words."""
    if check.holds is None and not check.undecided:
        return "Nothing to check: no index is in range."
    first = f" on the first {check.steps} steps" if check.steps < steps else ""
    if check.holds is None:
        return (
            f"Not decided{first}: its numbers lie further apart than float64 can tell, "
            "and this network is too large for more digits."
        )
    verdict = "✓ Holds" if check.holds else "✗ Does not hold"
    choices = f"{check.checked:,} choice{'' if check.checked == 1 else 's'} of indices"
    miss = f"largest miss {short(check.residual)}"
    if not check.undecided:
        return f"{verdict} at {choices}{first}; {miss}."
    return f"{verdict} at {choices}{first}; {miss}; {check.undecided:,} not decided."
