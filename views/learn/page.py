"""The page Learn: training on the text, its curve, and a look inside at any step."""

import streamlit as st

from rnn_core import Training
from views.learn import components
from views.learn.by_heart import draw_by_heart
from views.learn.captions import (
    BEFORE,
    EDITED,
    OPENING,
    TARGETS,
    result,
    state,
    step_words,
)
from views.learn.curve import empty_curve, learning_curve
from views.learn.kept import describe_kept, is_whole, kept_figure, kept_reading
from views.learn.reach import describe_reach, reach_figure, reach_reading
from views.learn.recipe_form import draw_recipe_form
from views.learn.run import (
    draw_buttons,
    next_tick,
    set_step,
    stopper,
    train_for_a_turn,
)
from views.learn.saying import draw_sample
from views.model.model import Model, model, training_of
from views.model.recipes import canonical, write_recipe
from views.runtime.run_lock import serialized
from views.shell.compat import draw_chart
from views.shell.navigation import go_to_page, has_goal
from views.shell.say import say
from views.shell.sidebar import Sidebar, needs_redraw, with_current_settings
from views.text.naming import named

INSIDE: dict[str, tuple[str, dict[str, str]]] = {
    "Its gradient, term by term": ("unroll", {}),
    "Its Jacobians": ("jacobians", {}),
    "Its gradient, checked": ("check", {}),
    "Beside itself before training": (
        "unroll",
        {"whatif": "compare", "compare": "at=0"},
    ),
    "A window of 1 beside all": (
        "unroll",
        {"whatif": "compare", "compare": "window=1"},
    ),
}
"""Views that look into the network, as a button names them: page and settings."""


@st.fragment
@serialized
def learn(drawn_for: Sidebar) -> None:
    """Draw the page, after a turn of training where that goes on.

    What is chosen here draws it again without the sidebar, which follows after.
    """
    if has_goal():
        st.rerun()
    view = with_current_settings(drawn_for)
    config = view.config
    shared = training_of(config)
    turn = train_for_a_turn(shared)
    with st.container(key="aside_opening_words"):
        say(OPENING)
        said = st.container()
        recipe = draw_recipe_form(config.train)
        changed = write_recipe(recipe) != canonical(config.train)
        with st.container(
            key="train_buttons",
            horizontal=True,
            vertical_alignment="center",
            gap="small",
        ):
            draw_buttons(shared, changed, turn.running)
            draw_by_heart(config, turn.running)
    net = model(config)
    notices = view.all_notices(net)
    if shared is not None and config.edits:
        notices.append(EDITED)
    if shared is not None and net.passage.own_targets is not None:
        notices.append(TARGETS)
    tick = 0 if needs_redraw(drawn_for) else next_tick()
    with st.container(key="pic_learning"):
        if shared is None:
            say(BEFORE)
            data = empty_curve(recipe.steps, config.V)
        else:
            training = shared.training
            say(" ".join(filter(None, [result(training), state(training, *turn)])))
            data = learning_curve(training, config.at, tick, turn.running)
        components.learning(data, set_step, stopper(shared))
    if notices:
        said.text(named("\n".join(notices)))
    if needs_redraw(drawn_for):
        st.rerun()
    if shared is not None and not turn.running and training.looks:
        _inside(net, training)


def _inside(net: Model, training: Training) -> None:
    """What the network is like at a step, and where else it can be looked into."""
    at = min(net.config.at, training.done)
    with st.container(key="aside_inside"):
        say(step_words(training, at))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown("Look inside:", width="content")
            for n, (name, (page, values)) in enumerate(INSIDE.items()):
                if values.get("compare") == "at=0" and at == 0:
                    continue
                st.button(
                    name,
                    key=f"to_inside_{n}",
                    on_click=go_to_page,
                    args=(page,),
                    kwargs=values,
                )
    left, right = st.columns(2, gap="large")
    with left, st.container(key="pic_reach"):
        say(f"**Does it learn to reach back?** {reach_reading(training.looks)}")
        draw_chart(
            reach_figure(training.looks, at),
            alt=describe_reach(training.looks, at),
            key="reach_figure",
        )
    with right, st.container(key="pic_kept"):
        say(f"**What is left of the gradient.** {kept_reading(training)}")
        if not is_whole(training):
            draw_chart(
                kept_figure(training), alt=describe_kept(training), key="kept_figure"
            )
    with st.container(key="pic_sample"):
        draw_sample(net, at)


learn(st.session_state["_view"])
