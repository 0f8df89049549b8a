"""The page Tour: the scenes in order, and scene lists from a file."""

import streamlit as st

from views.shell.hall.packed import NAMED
from views.shell.scene_bar import FIRST, LOST, first_scene_link, scene_list
from views.shell.scenes import OWN, in_our_names, scene_link
from views.shell.sidebar import Sidebar
from views.tour import components
from views.tour.data_types import ScenesData
from views.tour.scene_file import draw_loader

INTRO = (
    "**Tour.** Each scene is a view and some words; → or a clicker goes through its "
    "steps, then on to the next. *p* presents, *?* lists all keys."
)
LOST_HERE = (
    "This link belongs to a scene list that someone loaded from a file, which it does "
    "not carry: the tour that comes with the app is shown; whoever has the file can "
    "load it here."
)


def draw_scene_list(name: str, title: str, first: bool) -> None:
    """Draw the scenes of a list under its title, with links to start and continue."""
    scenes = [in_our_names(scene, name) for scene in scene_list(name).scenes]
    number = int(st.session_state["scene"]) if st.session_state["tour"] == name else 1
    count = f"{len(scenes)} scene{'' if len(scenes) == 1 else 's'}"
    data: ScenesData = {
        "title": title,
        "count": count,
        "start": first_scene_link(name),
        "key": first,
        "again": {
            "number": number,
            "link": scene_link(scenes[number - 1], name, number),
        }
        if number > 1
        else None,
        "loaded": name == OWN,
        "scenes": [
            {
                "title": scene.title,
                "link": scene_link(scene, name, n),
                "words": scene.opening,
            }
            for n, scene in enumerate(scenes, 1)
        ],
        "places": st.session_state["_places"],
    }
    components.scenes(f"scenes_{name}", data)


view: Sidebar = st.session_state["_view"]
if view.notices:
    st.text(
        "\n".join(LOST_HERE if notice == LOST else notice for notice in view.notices)
    )
st.markdown(INTRO)
own = bool(scene_list(OWN).scenes)
with st.container(horizontal=True, gap="large"):
    with st.container(width="stretch"):
        if own:
            draw_scene_list(OWN, st.session_state.get(NAMED, "Your own list"), True)
        draw_scene_list(FIRST, "From one word to the whole gradient", not own)
    with st.container(width=320):
        draw_loader()
