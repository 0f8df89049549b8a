"""A test network in the form that the page uses."""

from dataclasses import replace
from itertools import count

from rnn_core import Vocabulary
from tests.rnn_core.varied import Case
from views.address.settings import Config
from views.model.model import Model, model

DRAWN = count()
"""Each network has a configuration of its own, by which results are kept."""


def screen(case: Case) -> Model:
    """A test case in the form that the page uses."""
    base = model(Config())
    config = replace(base.config, text=f"network {next(DRAWN)}")
    words = tuple(f"w{n}" for n in range(case.params.vocab))
    return replace(
        base,
        config=config,
        passage=replace(base.passage, vocabulary=Vocabulary(words)),
        params=case.params,
        trace=case.trace,
        back=case.back,
    )
