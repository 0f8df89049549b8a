"""What the derivations are checked against, and a check in words."""

import streamlit as st

from derivations import DERIVATIONS, Check, Network, verify_on

from .model import model
from .numerals import short
from .settings import Config


@st.cache_resource(max_entries=6, show_spinner=False)
def definition(config: Config) -> Network:
    """The derivations' own definition of a configuration's network."""
    net = model(config)
    return Network(net.params, net.trace.inputs, net.trace.targets)


@st.cache_resource(max_entries=64, show_spinner=False)
def proof(config: Config, slug: str) -> tuple[Check, ...]:
    """Each line of a derivation checked against the network of a configuration."""
    return verify_on(DERIVATIONS[slug], definition(config))


def said(check: Check, steps: int) -> str:
    """A check in words, on a network of so many steps."""
    if check.checked == 0:
        return "Nothing to check: no index is in range."
    verdict = "✓ Holds" if check.holds else "✗ Does not hold"
    choices = f"{check.checked:,} choice{'s' if check.checked > 1 else ''} of indices"
    first = f" on the first {check.steps} steps" if check.steps < steps else ""
    return f"{verdict} at {choices}{first}; largest miss {short(check.residual)}."
