"""The bar above a page: the words of a scene, links to other scenes, and keys."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from ..address.settings import LARGE
from ..components.data_types import LinkPlaces
from . import components
from .compat import RESTORES
from .controls import number, select
from .data_types import SceneBarData, ShownScene
from .presenting import presenting
from .scenes import OWN, Scene, SceneList, link, shipped

FIRST = "bptt"
"""The tour that one goes on to where there is none."""
LOADED = "_scenes"
"""The scene list that was loaded from a file: the one thing that no link carries."""
NAMED = "_scenes_name"
"""What its file is called."""
LOST = (
    "This link belongs to a scene list that someone loaded from a file, which no link "
    "carries: the scene’s view is shown, without its words; whoever has the file can "
    "load it on the page Tour."
)


def scene_list(name: str) -> SceneList:
    """The scene list of this name, with its errors."""
    if name == OWN:
        return st.session_state.get(LOADED, SceneList((), ()))
    return SceneList((), ()) if name == "none" else shipped(name)


def start(name: str) -> str:
    """The link to the first scene of a list that has one."""
    return link(scene_list(name).scenes[0], name, 1)


def carried(notices: list[str]) -> None:
    """Draw hidden widgets that keep tour, scene and presenting in the address."""
    with st.container(key="unseen"):
        tour = select("tour", "Tour")
        lost = tour == OWN and LOADED not in st.session_state
        count = LARGE if lost else max(1, len(scene_list(tour).scenes))
        number("scene", "Scene", 1, count, f"the {count} scenes of the tour", notices)
        select("present", "Presenting")
        select("focus", "Picture")
    if lost:
        notices.append(LOST)


def places(root: str, here: str) -> LinkPlaces:
    """What links need: the page at the path /, this page's path, and how to follow one.

    `soft` says whether an address is followed without loading the app again.
    """
    return {"root": root, "here": here, "soft": RESTORES}


def draw(page: str, places: LinkPlaces, take: Callable[[Any], None]) -> None:
    """Draw the words of the scene, the links to other scenes, and the keys.

    On the page of the tour, which is in no scene but its own, the first of the list
    that was loaded is the next, or else of the tour that comes with the app.
    """
    tour, at = st.session_state["tour"], int(st.session_state["scene"])
    found = scene_list(tour).scenes
    here = bool(found) and (page != "tour" or found[at - 1].page == page)
    first = OWN if scene_list(OWN).scenes else FIRST
    data: SceneBarData = {
        "scene": _shown(found, tour, at) if here else None,
        "first": start(first) if page == "tour" else None,
        "present": presenting(),
        "focus": st.session_state["focus"],
        "places": places,
    }
    with st.container(key="scene_bar"):
        components.scene_bar(data, take)


def _shown(found: tuple[Scene, ...], tour: str, at: int) -> ShownScene:
    scene = found[at - 1]
    return {
        "title": scene.title,
        "number": at,
        "links": [link(one, tour, n) for n, one in enumerate(found, 1)],
        "paragraphs": [
            [
                {
                    "words": one.words,
                    "link": link(scene, tour, at, one.query) if one.query else "",
                }
                for one in part
            ]
            for part in scene.paragraphs
        ],
    }
