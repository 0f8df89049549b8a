"""The sidebar: all settings of the network, bound to the address."""

from dataclasses import fields, replace
from typing import Any, NamedTuple

import streamlit as st

from ..address.notices import limit_notices
from ..address.query import Value, format_value, read_address
from ..address.settings import Config, text_setting
from ..model.brought_network import BroughtNetwork, is_digest, with_network
from ..model.model import Model
from ..model.passage import Passage, read_passage
from ..text.naming import formula_names
from .compat import live_text_input, restore_address
from .controls import number, radio, select, slider, text_box
from .own_network.panel import activation_words, draw_own_network, sizes, text_help
from .own_network.taking import asked_digest, fit_sizes
from .reset import draw_reset
from .scene_bar import draw_tour_settings
from .short_text import draw_text_notices, fit_steps, fit_vocabulary
from .state import PENDING, notify, take_pending
from .training import draw_training_settings

WORDS = "The words that the network reads. It is part of the link."
VOCABULARY = "The most frequent words of the text and, last, one entry for all others."
SCALE = (
    "Standard deviation of the random weights; those of H and U are also divided by "
    "the root of D_h."
)
ACTIVATION = "What stands for σ: it turns a unit’s input z into its state h."
RECURRENT = (
    "drawn: H as it is drawn. orthogonal: its rows are made orthonormal, so that H "
    "alone neither shrinks nor stretches."
)
GAIN = "H is multiplied by this."
EDITS = (
    "What was changed by hand, in order; it is part of the link. H1.2_0.5 sets an "
    "entry, x3_sea a word."
)
REDUCTION = (
    "J is the sum of all losses over t, or their mean; last: the last loss alone, as "
    "where a text is classified at its end."
)
LOOK = (
    "system: light or dark, as your system or Streamlit’s menu says. projector: black "
    "on white with strong colours."
)
NAMES = (
    "How quantities are called. source: “H”, “L”, “U”, “h”. wxh: W_hh, W_xh, W_hy, "
    "“h”. coursera: W_aa, W_ax, W_ya, a. torch: weight_hh_l0, weight_ih_l0, "
    "fc_weight, “h”; in formulas W with hh, ih, fc below. Numbers of equations stay "
    "the source’s."
)

MOST = 12
"""Sentences about an address that are said one by one."""

SETTLED = "_settled"
"""Whether this visit's first address was read."""


class Sidebar(NamedTuple):
    """The values of the sidebar, and a message for each that could not be used.

    missing: the network that the link asks for is not here; a drawn one is shown.
    """

    config: Config
    passage: Passage
    notices: list[str]
    reduction: str = "sum"
    missing: bool = False

    def all_notices(self, net: Model) -> list[str]:
        """These messages and the network's; none of one that stands for another.

        That the link's own is missing says why edits do not fit what is shown.
        """
        return [*self.notices, *(() if self.missing else net.notices)]


def draw_sidebar() -> Sidebar:
    """Draw the settings of the network, which every page has, and return them."""
    normalize_address()
    restore_address()
    address = read_address(st.query_params.to_dict()).values
    notices = take_pending()
    with st.sidebar:
        st.subheader("Unrolled", anchor=False)
        way_back = st.container(key="way_back")
        drawn_first = st.container()
        own = draw_own_network(notices)
        missing = own is None and is_digest(asked_digest())
        with drawn_first:
            config, whole = _draw_network(address, own, notices, missing)
        reduction = radio("reduction", "Losses over t", REDUCTION)
        if differ := formula_names(select("names", "Names", NAMES)):
            st.caption(differ)
        radio("look", "Appearance", LOOK)
        draw_tour_settings(notices)
        with way_back:
            used = {field.name: getattr(config, field.name) for field in fields(config)}
            draw_reset({**used, "reduction": reduction})
    return Sidebar(config, whole, notices, reduction, missing)


def _draw_network(
    address: dict[str, Value],
    own: BroughtNetwork | None,
    notices: list[str],
    missing: bool,
) -> tuple[Config, Passage]:
    """Text, sizes and weights; those of a network that was brought cannot be chosen."""
    digest, brought = (own.digest, True) if own else ("", False)
    text = text_setting("text")
    words = live_text_input(
        "Text",
        text.default,
        key="text",
        bind="query-params",
        max_chars=text.longest,
        help=text_help(own) if own else WORDS,
        placeholder="as in your file" if own and own.inputs is not None else None,
        on_change=fit_vocabulary,
    )
    if own:
        fit_sizes(own)
    fit_steps(words, digest)
    if not missing:
        draw_text_notices(words, notices, digest)
    steps = int(slider("T", "Steps T", address))
    vocab = int(slider("V", "Vocabulary |V|", address, VOCABULARY, brought))
    whole = read_passage(words, vocab, steps, 1, digest)
    last = max(1, whole.words - whole.steps)
    because = f"{whole.words} words and T = {whole.steps}"
    start = number("start", "First word read", 1, last, because, notices)
    hidden = int(slider("D_h", "Hidden size D_h", address, disabled=brought))
    if own:
        st.caption(sizes(own))
    config = Config(
        D_h=hidden,
        V=vocab,
        T=steps,
        scale=float(slider("scale", "Weight scale", address, SCALE, brought)),
        seed=number("seed", "Seed of the weights", 0, 9999, "9999", notices, brought),
        text=words,
        start=start,
        activation=select("activation", "Activation σ", ACTIVATION),
        network=digest,
        **_more(address, brought, notices),
    )
    if own and (said := activation_words(own, config.activation)):
        st.caption(said)
    return config, whole


def _more(
    address: dict[str, Value], brought: bool, notices: list[str]
) -> dict[str, Any]:
    """The recurrent matrix's own settings, the edits, and the training."""
    with st.expander("Recurrent matrix, edits, training"):
        return {
            "recurrent": radio("recurrent", "H is", RECURRENT, disabled=brought),
            "gain": float(slider("gain", "Gain of H", address, GAIN, brought)),
            "edits": text_box("edits", "Edits", EDITS),
            **draw_training_settings(notices),
        }


def normalize_address() -> None:
    """Correct an address with unusable values, once a visit and before any widget.

    The widgets alone would drop what they cannot use, and not say so.
    """
    if st.session_state.get(SETTLED):
        return
    st.session_state[SETTLED] = True
    query = st.query_params.to_dict()
    reading = read_address(query)
    for sentence in limit_notices(reading.notices, MOST):
        notify(sentence)
    used = {name: format_value(value) for name, value in reading.values.items()}
    changed = {name: raw for name, raw in used.items() if raw != query[name]}
    if changed:
        st.query_params.update(changed)
        st.rerun()


def with_current_settings(view: Sidebar) -> Sidebar:
    """The sidebar's values with what callbacks have set since it was drawn."""
    values = {field.name: st.session_state[field.name] for field in fields(view.config)}
    return view._replace(
        config=with_network(replace(view.config, **values)),
        reduction=st.session_state["reduction"],
    )


def needs_redraw(view: Sidebar) -> bool:
    """Whether the sidebar must be drawn again: a value changed, or a message waits."""
    return PENDING in st.session_state or with_current_settings(view) != view
