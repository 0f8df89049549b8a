"""The sentences beside the pictures of Unroll."""

import numpy as np
from jaxtyping import Float64

from rnn_core import contribution_factors

from ..address.settings import Selection
from ..model.indexing import one_based, place
from ..model.network import Network
from ..text.losses import WHOLE_LOSSES
from ..text.names import (
    at_time,
    instance_name,
    loss_name,
    state_name,
    subscript,
    weight_name,
)
from ..text.numerals import exponential, listed, percent, plural
from .terms import (
    contributions,
    counted,
    cutting,
    discards,
    existing,
    fewest,
    shares,
    strongest,
)

NAMED = 4
"""Up to so many equals are named; of more their number is said."""


def network_guide(model: Network, selection: Selection, window: int = 0) -> str:
    """A sentence about the network: through which instances the loss feels it.

    Its shares are of all instances, and say so where `window` > 0 discards some.
    """
    name, t = weight_name(selection), selection.t
    reads = existing(model, selection)
    if not reads.any():
        return (
            f"{name} belongs to a word that these steps never read, so it has no "
            "instance here and its gradient is 0. Pick a line that is drawn."
        )
    instances = np.flatnonzero(reads[t - 1])
    if not len(instances):
        first = one_based(int(reads.any(axis=0).argmax()))
        return (
            f"Loss {t} comes too early to feel {name}: its word is first read at step "
            f"{first}."
        )
    terms = contributions(model, selection)[t - 1, instances]
    if not terms.any():
        every = "every instance" if len(terms) > 1 else "its one instance"
        return f"Loss {t} does not feel {name}: in float64 {every} adds 0."
    if selection.matrix == "U":
        later = " Weights of H and L can act through later steps too."
        return (
            f"Each loss uses {name} once, at its own step: loss {t} feels it there and "
            f"nowhere else.{later if model.trace.steps > 1 else ''}"
        )
    used = "wherever its word is read"
    if selection.matrix == "H":
        used = f"once a step, from unit {selection.j} to unit {selection.i}"
    through = _through(instances.tolist(), terms, loss_name(selection))
    counted = ""
    if "%" in through and discards(model, selection, window)[t - 1].any():
        counted = " This sum counts the discarded instances too."
    return f"{name} is one weight, used {used}. {through}.{counted}"


def idle_note(model: Network, selection: Selection, reduction: str) -> str:
    """A sentence where the chosen loss does not count in J; else ""."""
    if counted(model, reduction)[selection.t - 1]:
        return ""
    words = WHOLE_LOSSES[reduction].words
    return f" Loss {selection.t} does not count in J, which is {words}."


def _through(instances: list[int], terms: Float64[np.ndarray, " n"], loss: str) -> str:
    """From which instances most of a loss's gradient comes, not all terms being 0."""
    parts = shares(terms)
    largest = [instances[n] for n in strongest(parts)]
    copy = f"instance {largest[0]}, its copy in step {largest[0] + 1}"
    if np.count_nonzero(terms) == 1:
        others = "; its other instances add 0" if len(terms) > 1 else ""
        return f"Only {copy}, acts on {loss}{others}"
    whole = f"the gradient of {loss}"
    if terms.min() < 0 < terms.max():
        whole = f"all that its copies add to the gradient of {loss}, signs aside,"
    most = percent(parts.max())
    most = f"{most[0].upper()}{most[1:]} of {whole} comes from"
    if len(largest) == 1:
        return f"{most} {copy}"
    if len(largest) <= NAMED:
        return f"{most} each of instances {listed([str(k) for k in largest])}"
    return f"{most} each of {len(largest)} of its instances"


def triangle_guide(model: Network, selection: Selection) -> str:
    """A sentence about the triangle: which loss feels the picked weight most."""
    name = weight_name(selection)
    terms = contributions(model, selection)
    if not terms.any():
        return f"No loss feels {name}: in float64 every term is 0."
    parts = shares(terms)
    rows = parts.sum(axis=1)
    losses = [one_based(n) for n in strongest(rows)]
    if np.count_nonzero(rows) == 1:
        felt = f"Loss {losses[0]} alone feels {name}"
    elif len(losses) == 1:
        felt = (
            f"Loss {losses[0]} feels {name} most, {percent(rows.max())} of all losses’ "
            "summed |terms|"
        )
    else:
        which = f"{len(losses)} losses"
        if len(losses) <= NAMED:
            which = f"Losses {listed([str(t) for t in losses])}"
        felt = (
            f"{which} feel {name} most, and equally, {percent(rows.max())} each of "
            "all losses’ summed |terms|"
        )
    return f"{felt}; {_nine_tenths(parts, int(existing(model, selection).sum()))}."


def _nine_tenths(parts: Float64[np.ndarray, "T T"], count: int) -> str:
    """How many of `count` terms make up nine tenths of what all add up to in size."""
    if count == 1:
        return "there is only one term"
    few = fewest(parts, 0.9)
    if few == count:
        return (
            f"it takes all {count:,} terms to make up nine tenths of the summed |terms|"
        )
    return (
        f"{few:,} of the {count:,} terms make{'s' if few == 1 else ''} up nine tenths "
        "of the summed |terms|"
    )


def triangle_story(
    model: Network, selection: Selection, window: int, reduction: str = "sum"
) -> str:
    """The text above the triangle."""
    sums, hollow = "that loss’s gradient", ""
    guide = triangle_guide(model, selection)
    if cutting(selection, window):
        sums = "what is kept of that loss’s gradient"
    if "|terms|" in guide and discards(model, selection, window).any():
        hollow = " These shares count the hollow cells too."
    counts, only = counted(model, reduction), ""
    if not counts.all():
        last = one_based(int(counts.argmax()))
        only = f" J is {WHOLE_LOSSES[reduction].words}: only row {last} counts."
    return (
        f"**What each step’s copy adds to each loss.** A row adds up to {sums}. "
        f"{guide}{hollow}{only} Click a cell for its chain."
    )


def bars_story(selection: Selection, window: int, counts: bool = True) -> str:
    """The text above the bars; `counts`: whether the chosen loss does in J."""
    total = "the sum of those kept" if cutting(selection, window) else "its sum"
    if not counts:
        total += ", which does not count in J"
    return f"**The row of loss {selection.t} as bars** and, framed, {total}."


def chain_story(model: Network, selection: Selection, window: int = 0) -> str:
    """The text above the chain of factors; `window` > 0 may discard its product."""
    s = selection
    title = f"How loss {s.t} reaches instance {s.k}"
    if not existing(model, selection)[s.t - 1, s.k]:
        title = f"Loss {s.t} does not use instance {s.k}"
    lost = ""
    if discards(model, selection, window)[s.t - 1, s.k]:
        lost = f" A window of {plural(window, 'step')} discards this product."
    return f"**{title}.** {chain_guide(model, selection)}{lost}"


def chain_guide(model: Network, selection: Selection) -> str:
    """A sentence about the chain: how long the row vector is at its start and end."""
    s, between = selection, selection.t - selection.k - 1
    if s.matrix == "U" and between:
        return (
            f"Loss {s.t} never uses {instance_name(s)}: it uses instance {s.t - 1}, at "
            "its own step, and no other. So the last factor is 0, and the product."
        )
    end = _zero_at_end(model, selection)
    if between == 0:
        met = end or " The error meets it at once: the product is the cell’s number."
        return (
            f"The loss comes right after this instance, so no Jacobian is needed.{met}"
        )
    picked = place(selection)
    links = contribution_factors(
        model.back, picked.matrix, picked.i, picked.j, s.t, s.k
    )[:-1]
    first, last = (_log_length(link.product) for link in (links[0], links[-1]))
    if first == -np.inf:
        row = f"∂{loss_name(s)}/∂{state_name(s.t)}"
        return f"{row} is 0 in float64, and with it every product.{end}"
    return (
        f"Multiply from the top: {plural(between, 'step')} back, the error "
        f"{_change(first, last)}.{end}"
    )


def _change(first: float, last: float) -> str:
    """What became of a length, both given by their logarithms."""
    if last == -np.inf:
        return f"is 0 in float64, of a length of {exponential(first)} at first"
    lengths = f"in length from {exponential(first)} to {exponential(last)}"
    share, times = exponential(last - first + np.log(100)), exponential(last - first)
    if "100" == share or times == "1.00":
        return f"keeps its length, {exponential(last)}, to three digits"
    if last < first:
        return f"has shrunk to {share}%, {lengths}"
    return f"has grown to {times} times as much, {lengths}"


def _zero_at_end(model: Network, selection: Selection) -> str:
    """Why the immediate partial, and with it the product, is 0; "" where it is not.

    It is sigma'(z_i^(k+1)) times h_j^(k) for H, times 1 for the word that is read for
    L, and h_j^(t) for U.
    """
    s, picked, trace = selection, place(selection), model.trace
    time = s.t if s.matrix == "U" else s.k
    why = ""
    if not existing(model, selection)[s.t - 1, s.k]:
        why = f"Step {s.k + 1} reads another word"
    elif s.matrix != "L" and trace.h[time, picked.j] == 0:
        why = f"{at_time(f'h{subscript(s.j)}', time)} is 0"
    elif s.matrix != "U" and trace.slope[s.k, picked.i] == 0:
        why = f"The slope of unit {s.i} at step {s.k + 1} is 0 in float64"
    return f" {why}, so the last factor is 0, and the product." if why else ""


def _log_length(vector: Float64[np.ndarray, "..."]) -> float:
    """The logarithm of the Euclidean length, however small the numbers."""
    largest = float(np.abs(vector).max())
    if largest == 0:
        return -np.inf
    return float(np.log(largest) + np.log(np.linalg.norm(vector / largest)))
