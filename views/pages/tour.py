"""Tour: the scenes in order, and scene lists of one's own."""

import streamlit as st

from views import components
from views.scene_file import loader
from views.scenes import OWN, link
from views.settings import TOURS
from views.sidebar import Sidebar
from views.tour import scene_list

INTRO = (
    "**Tour.** Ten scenes in the source’s order. Each is a plain link to a view; its "
    "words set the picture. Go on with the arrow keys or a clicker; *p* presents, "
    "*?* lists all keys."
)
OWN_INTRO = "**Your own scenes**, from the file that you loaded."

view: Sidebar = st.session_state["_view"]
if view.notices:
    st.text("\n".join(view.notices))
st.markdown(INTRO)
for name in TOURS[1:]:
    found = scene_list(name).scenes
    if name == OWN:
        if found:
            st.markdown(OWN_INTRO)
        loader()
    if found:
        listed = [
            {"title": one.title, "link": link(one, name, n), "words": one.opening}
            for n, one in enumerate(found, 1)
        ]
        places = st.session_state["_places"]
        components.scenes(f"scenes_{name}", {"scenes": listed, "places": places})
