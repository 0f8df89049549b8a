"""The network that one on the screen is compared with: it differs in one setting."""

from dataclasses import replace
from typing import NamedTuple

from ..address.query import Value, format_value, quoted, read_address
from ..address.settings import SETTINGS, Choice, Config, Number
from .recipes import DEFAULTS, ON

COMPARED = ("activation", "at", "window", "recurrent", "gain", "scale", "seed")
"""Settings that two networks over the same words may differ in."""
OF_ANY = ("activation", "at", "window")
"""Those of them that a network has which was not drawn here."""
OF_STATES = tuple(name for name in COMPARED if name != "window")
"""Those of them that the states depend on."""
WORDS = {
    "activation": "{}",
    "recurrent": "{} H",
    "gain": "gain {}",
    "scale": "scale {}",
    "seed": "seed {}",
    "at": "after {} steps of training",
}
"""What a network is called by one setting."""


class Difference(NamedTuple):
    """One setting, and the value that it has in the other network."""

    name: str
    value: Value

    def __str__(self) -> str:
        return f"{self.name}={format_value(self.value)}"


def read_difference(text: str, config: Config) -> tuple[Difference, str]:
    """The difference that an address says, activation=tanh, and a message.

    Where it says none, or none that can be compared, the activation differs; a value
    out of its limits becomes the nearest, as in an address. The message says so.
    """
    name, _, raw = text.partition("=")
    if name in comparable(config):
        reading = read_address({name: raw})
        return Difference(name, reading.values[name]), " ".join(reading.notices)
    usual = first_difference("activation", config)
    if not text:
        return usual, ""
    names = ", ".join(comparable(config))
    return usual, (
        f"compare = {quoted(text)} begins with none of {names}: {usual} is used."
    )


def comparable(config: Config, names: tuple[str, ...] = COMPARED) -> tuple[str, ...]:
    """Those of these settings that can differ: of a brought network no drawn ones."""
    return tuple(n for n in names if n in OF_ANY) if config.network else names


def first_difference(name: str, config: Config) -> Difference:
    """What a setting is compared with until one chooses: its default, or another."""
    setting, own = SETTINGS[name], getattr(config, name, 0)
    if isinstance(setting, Choice):
        usual = [setting.default, *setting.options]
        return Difference(name, next(value for value in usual if value != own))
    if not isinstance(setting, Number):
        raise TypeError(f"the setting {name} has no limits to compare within")
    if name == "window":
        return Difference(name, 1)
    if name == "at":
        return Difference(name, 0 if own else DEFAULTS.steps)
    value = setting.kind(setting.default)
    return Difference(name, value if value != own else value + 1)


def other_network(config: Config, difference: Difference) -> tuple[Config, int]:
    """The other network's configuration, and the window its gradient is cut to."""
    if difference.name == "window":
        return config, int(difference.value)
    other = replace(config, **{difference.name: difference.value})  # type: ignore[arg-type]
    if other.at and not other.train:
        other = replace(other, train=ON)
    return other, 0


def called(config: Config, name: str, window: int) -> str:
    """What tells one of the two networks from the other, in words."""
    if name == "window":
        return f"window {window}" if window else "no window"
    if name == "at" and not (config.at and config.train):
        return "untrained"
    return WORDS[name].format(format_value(getattr(config, name)))
