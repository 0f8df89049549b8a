"""What the page Learn says: about the curve, a step of it, and the words."""

from rnn_core import Training

from ..text.numerals import exponential, plural, short
from .curve import top

OPENING = (
    "**The network learns to predict the next word of the text.** Each step reads a "
    "few words, from h⁽⁰⁾ on, and moves H, L and U a little against their gradient, "
    "the very one that the other pages take apart. The curve shows how surprised the "
    "network still is: its perplexity is the number of words between which it seems "
    "to hesitate, and the dashed line is a guess that knows nothing."
)
BEFORE = (
    "Nothing is trained yet: the curve begins when you press *Train*. The recipe is "
    "part of the link."
)
CHANGED = "The curve is still that of the recipe before."
EDITED = "Edits by hand come after the training: the curve is without them."
TARGETS = (
    "Training predicts the word that is read next: the other targets of your file are "
    "not used."
)
WAITING = "Others are training as well: everyone gets a turn."


def state(training: Training, running: bool, waited: bool) -> str:
    """How far training is, and what ended it."""
    planned, done = training.planned, training.done
    said = []
    if training.length < training.recipe.length:
        said.append(
            f"The text has {len(training.words):,} words: a step reads "
            f"{training.length:,} of them, not {training.recipe.length:,}."
        )
    if training.shortened:
        said.append(
            f"{training.recipe.steps:,} steps of a network of this size would take too "
            f"long: {plural(planned, 'step')} are run."
        )
    if training.ended:
        said.append(
            f"**After step {done:,} the numbers overflow, and training ends:** the "
            "weights have run away. A smaller learning rate, or clipping, keeps them."
        )
    elif running and waited:
        said.append(WAITING)
    elif done < planned and not running:
        said.append(f"Stopped after step {done:,} of {planned:,}; it can go on.")
    return " ".join(said)


def result(training: Training) -> str:
    """What the curve says: from which perplexity to which, against a uniform guess."""
    looks = training.looks
    if len(looks) < 2:
        return ""
    first, last = looks[0].text_loss, looks[-1].text_loss
    best = min(looks, key=lambda look: look.text_loss)
    said = (
        f"**From perplexity {exponential(first)} to {exponential(last)}** in "
        f"{plural(looks[-1].step, 'step')}, over {_measured(training)}; a uniform "
        f"guess has {training.params.vocab:,}."
    )
    if best.step == 0 and last > first:
        said += " The loss has grown: the learning rate is too large for this network."
    elif best.text_loss < looks[-1].text_loss - 0.02:
        said += (
            f" It was lowest at step {best.step:,}, perplexity "
            f"{exponential(best.text_loss)}."
        )
    highest = float(training.loss.max(initial=0.0))
    if highest > top(training):
        said += (
            f" The loss of one window reaches {short(highest)}, above the frame of the "
            "picture."
        )
    return said


def _measured(training: Training) -> str:
    """The words over which the loss is a mean."""
    sizes = training.windows[:, 1]
    read = sizes[training.measured]
    words = f"{read.sum():,} of the {sizes.sum():,}"
    if len(read) == len(sizes):
        words = f"all {sizes.sum():,}"
    said = f"{words} words that it predicts"
    if len(sizes) == 1:
        return said
    most = "at most " if (read < training.length).any() else ""
    windows = f"{len(read):,} windows of {most}{training.length}"
    return f"{said}, in {windows}, each from h⁽⁰⁾ on"


def step_words(training: Training, at: int) -> str:
    """The step that is looked into: its window's loss, and its gradient."""
    if at >= training.done:
        return f"The network after step {at:,} is shown on every page."
    loss, norm = float(training.loss[at]), float(training.norm[at])
    scale = float(training.scale[at])
    said = (
        f"The network after step {at:,} is shown on every page. On the next window it "
        f"has mean loss {short(loss)} (perplexity {exponential(loss)}) and a "
        f"gradient of norm {short(norm)}"
    )
    if scale < 1:
        said += f", which clipping shortens to {short(scale * norm)}"
    return f"{said}."
