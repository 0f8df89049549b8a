"""The page Unroll: the network, the triangle of contributions, and their factors."""

import streamlit as st

from views.address.settings import Selection
from views.components.formulas import formulas
from views.model.model import model
from views.runtime.run_lock import serialized
from views.shell.navigation import go_to_page, has_goal
from views.shell.presenting import is_presenting
from views.shell.say import say
from views.shell.scene_bar import FIRST, first_scene_link
from views.shell.selection import draw_selection as picked
from views.shell.selection import set_selection
from views.shell.sidebar import Sidebar, needs_redraw, with_current_settings
from views.text.glossary import explained
from views.text.naming import named
from views.unroll import components
from views.unroll.bars import bars
from views.unroll.captions import (
    bars_story,
    chain_story,
    derived,
    idle_note,
    network_guide,
    triangle_story,
)
from views.unroll.factor_chain import factors, headline
from views.unroll.motion.choose import draw_motion, in_motion, set_frame
from views.unroll.network import network
from views.unroll.opening import equations
from views.unroll.partials import partials
from views.unroll.terms import counted
from views.unroll.triangle import triangle
from views.unroll.whatif import choose
from views.unroll.whatif.paths import drawn_paths, strongest
from views.unroll.zeros import network_rest

TITLE = "Back-propagation through time, one term at a time"
SENTENCE = (
    "A small recurrent network, and where every number of its gradient comes from."
)

EXPLAINED = (
    "The derivation that is explained here, whose sections and equations keep their "
    "numbers:"
)
SOURCE = "Kireet, *Problem Set 2, Problem 3*, 2 November 2015, line by line"


@st.fragment
@serialized
def unroll(drawn_for: Sidebar) -> None:
    """Draw the page; what is picked here draws it again without the sidebar.

    Where a callback has changed the network itself, the sidebar follows after.
    """
    if has_goal():
        st.rerun()
    view = with_current_settings(drawn_for)
    net = model(view.config)
    notices = [*view.notices, *net.notices]
    if at_home := st.session_state["tour"] == "none":
        _begin()
    said = st.container()
    equations_place = st.container(key="aside_equations")
    picture = st.container(key="pic_network")
    with st.container(key="aside_motion"):
        plays = st.container()
    with st.container(key="aside_picks"), st.expander("Pick by number"):
        selection = picked(view.config, net.trace.steps, notices)
    with plays:
        motion = draw_motion(net, selection, notices)
    if notices:
        said.text(named("\n".join(notices)))
    if at_home:
        with equations_place:
            components.equations(equations(net, selection))
    if st.session_state["focus"] == "partials":
        with st.container(key="pic_partials"):
            components.partials(partials(net, selection))
    with st.container(key="pic_whatif"):
        with st.container(key="aside_whatif"):
            panel = choose.draw_panel_choice()
        choose.draw_panel(panel, net, view, selection)
    window = choose.shown_window(panel, net.trace.steps)
    with picture:
        formulas("headline", headline(net, selection, window, view.reduction))
        guide = network_guide(net, selection, window)
        guide += idle_note(net, selection, view.reduction)
        say(guide, explained("instance", "loss"))
        ways = drawn_paths(strongest(net, selection)) if panel == "paths" else None
        rest = network_rest(net, selection)
        data = network(net, selection, rest, window, ways)
        data = {**in_motion(data, motion), "presented": is_presenting()}
        components.network(data, set_selection, set_frame)
    left, right = st.columns([10, 11], gap="large")
    with left, st.container(key="pic_triangle"):
        say(
            triangle_story(net, selection, window, view.reduction),
            explained("contribution", "reduction"),
        )
        components.triangle(
            triangle(net, selection, view.reduction, window), set_selection
        )
        counts = bool(counted(net, view.reduction)[selection.t - 1])
        say(bars_story(selection, window, counts))
        components.bars(bars(net, selection, window))
    with right, st.container(key="pic_factors"):
        say(
            chain_story(net, selection, window),
            explained("error", "jacobian", "immediate"),
        )
        formulas("factors", factors(net, selection))
    with st.container(key="aside_onwards"):
        _onwards(selection)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(EXPLAINED, width="content")
            st.page_link("views/derive/page.py", label=SOURCE)
    if needs_redraw(drawn_for):
        st.rerun()


def _begin() -> None:
    """What this is, and two ways on."""
    ways = st.container(
        key="aside_opening", horizontal=True, vertical_alignment="center", gap="small"
    )
    with ways:
        st.title(TITLE, anchor=False)
        components.opening(
            {
                "sentence": SENTENCE,
                "tour": first_scene_link(FIRST),
                "places": st.session_state["_places"],
            }
        )
        st.page_link("views/check/page.py", label="What is wrong with my gradient?")


def _onwards(selection: Selection) -> None:
    """Where the picked cell is derived."""
    for title, slug, values in derived(selection):
        st.button(
            named(title),
            key=f"to_{slug}",
            on_click=go_to_page,
            args=("derive",),
            kwargs=values,
        )


unroll(st.session_state["_view"])
