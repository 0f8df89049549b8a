"""The page Unroll: the network, the triangle of contributions, and their factors."""

import streamlit as st

from views.model.model import model
from views.runtime.run_lock import serialized
from views.shell.navigation import has_goal
from views.shell.scene_bar import FIRST, first_scene_link
from views.shell.selection import draw_selection as picked
from views.shell.sidebar import Sidebar, needs_redraw, with_current_settings
from views.text.naming import named
from views.unroll import components
from views.unroll.at_once.kept import known, marked
from views.unroll.at_once.known import NOTHING
from views.unroll.motion.choose import draw_motion
from views.unroll.onwards import go_onwards, onwards
from views.unroll.opening import equations
from views.unroll.partials import partials
from views.unroll.sides import draw_factors, draw_networks, draw_triangles
from views.unroll.whatif import choose
from views.unroll.whatif.choose import shown_sides
from views.unroll.whatif.paths import drawn_paths, strongest

TITLE = "Back-propagation through time, one term at a time"
SENTENCE = (
    "A small recurrent network, and where every number of its gradient comes from."
)

EXPLAINED = (
    "The derivation that is explained here, whose sections and equations keep their "
    "numbers:"
)
SOURCE = "Kireet, *Problem Set 2, Problem 3*, 2 November 2015, line by line"
WIDTHS: dict[int, tuple[int, ...]] = {1: (10, 11), 2: (1, 1)}
"""Of a triangle and its chain, or of two triangles."""


@st.fragment
@serialized
def unroll(drawn_for: Sidebar) -> None:
    """Draw what a pick changes, which draws it again without the rest of the page.

    Where a callback has changed the network itself, the sidebar follows after.
    """
    if has_goal():
        st.rerun()
    view = with_current_settings(drawn_for)
    net = model(view.config)
    notices = view.all_notices(net)
    said = st.container()
    equations_place = st.container(key="aside_equations")
    picture = st.container(key="pic_network")
    with st.container(key="aside_motion"):
        plays = st.container()
    with st.container(key="aside_picks"), st.expander("Pick by number"):
        selection = picked(net, notices)
    with plays:
        motion = draw_motion(net, selection, notices)
    if notices:
        said.text(named("\n".join(notices)))
    if st.session_state["tour"] == "none":
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
    shown = shown_sides(panel, net, window)
    ways = drawn_paths(strongest(net, selection)) if panel == "paths" else None
    one = len(shown) == 1 and motion is None and ways is None
    numbers = known(net) if one else NOTHING
    components.known(numbers)
    with picture:
        draw_networks(shown, selection, view.reduction, motion, ways, numbers)
    columns = st.columns(WIDTHS[len(shown)], gap="large")
    draw_triangles(shown, columns, selection, view.reduction, numbers)
    below = columns[1:] if len(shown) == 1 else st.columns(len(shown), gap="large")
    for side, column in zip(shown, below, strict=True):
        with column:
            draw_factors(side, selection, view.reduction, numbers)
    with st.container(key="aside_onwards"):
        components.onwards(marked(onwards(selection), "onwards", numbers), go_onwards)
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


def _end() -> None:
    """What is explained here, and where it stands line by line."""
    end = st.container(
        key="aside_source", horizontal=True, vertical_alignment="center", gap="small"
    )
    with end:
        st.caption(EXPLAINED, width="content")
        st.page_link("views/derive/page.py", label=SOURCE)


if st.session_state["tour"] == "none":
    _begin()
unroll(st.session_state["_view"])
_end()
