"""The data of the curve of learning: loss against steps, and what it has to beat."""

import math

import numpy as np

from rnn_core import Training

from ..text.numerals import exponential, short
from .data_types import Band, LearningData, Point

WHAT = "Mean loss of the whole text against steps of training"
BANDS = 300
"""So many places are drawn of the losses of single steps; more would not be seen."""
ABOVE = 1.2
"""Room above the highest of what is drawn whole."""


def learning_curve(
    training: Training, at: int, tick: int, running: bool
) -> LearningData:
    """The curve of a training as far as it is; a single step may leave the frame."""
    guess = math.log(training.params.vocab)
    text: list[Point] = [(look.step, look.text_loss) for look in training.looks]
    done = training.done
    return {
        "tick": tick,
        "running": running,
        "planned": training.planned,
        "done": done,
        "at": min(at, done),
        "high": top(training),
        "guess": guess,
        "guessed": _guessed(training.params.vocab),
        "single": bands(training.loss),
        "text": text,
        "label": describe_learning(training),
    }


def top(training: Training) -> float:
    """The largest loss in the frame: above the guess and all that was measured."""
    measured = [look.text_loss for look in training.looks]
    return ABOVE * max([math.log(training.params.vocab), *measured])


def empty_curve(steps: int, vocab: int) -> LearningData:
    """The frame of a curve that is still to come, with what it has to beat."""
    guess = math.log(vocab)
    return {
        "tick": 0,
        "running": False,
        "planned": steps,
        "done": 0,
        "at": 0,
        "high": ABOVE * guess,
        "guess": guess,
        "guessed": _guessed(vocab),
        "single": [],
        "text": [],
        "label": f"{WHAT}: {_chance(vocab)}.",
    }


def bands(loss: np.ndarray) -> list[Band]:
    """The losses of single steps, in as many places as are seen.

    A step's loss is that of its window before it: of the network after those before.
    """
    places = np.array_split(np.arange(len(loss)), min(len(loss), BANDS) or 1)
    return [
        (int(part[0]), float(loss[part].min()), float(loss[part].max()))
        for part in places
        if len(part)
    ]


def describe_learning(training: Training) -> str:
    """The curve for those who do not see it: its two ends, and the uniform guess."""
    vocab = training.params.vocab
    guess = _chance(vocab)
    if not training.looks:
        return f"{WHAT}: {guess}."
    first, last = training.looks[0], training.looks[-1]
    ends = " and ".join(
        f"{short(look.text_loss)} (perplexity {exponential(look.text_loss)}) after "
        f"{look.step:,} steps"
        for look in ((first, last) if last.step else (first,))
    )
    return f"{WHAT}: {ends}; {guess}."


def _guessed(vocab: int) -> str:
    return f"uniform guess: perplexity {vocab:,}"


def _chance(vocab: int) -> str:
    return (
        f"a uniform guess among {vocab:,} words has loss {short(math.log(vocab))}, "
        f"perplexity {vocab:,}"
    )
