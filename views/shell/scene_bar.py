"""The bar above a page: the words of a scene, links to other scenes, and keys."""

from collections.abc import Callable

import streamlit as st

from ..address.settings import LARGE
from ..components.data_types import LinkPlaces
from . import components
from .compat import RESTORES
from .controls import number, select
from .data_types import SceneBarData, ShownScene
from .hall.packed import LOADED, packed_list, was_looked_for
from .hall.qr import take_qr
from .presenting import draw_zoom, is_presenting
from .scene_steps import scene_steps
from .scenes import (
    OWN,
    Scene,
    SceneList,
    in_our_names,
    scene_link,
    shipped_scene_list,
)

FIRST = "bptt"
"""The tour that one goes on to where there is none."""
LOST = (
    "This link belongs to a scene list that someone loaded from a file, which it does "
    "not carry: the scene’s view is shown, without its words; whoever has the file can "
    "load it on the page Tour."
)


def scene_list(name: str) -> SceneList:
    """The scene list of this name, with its errors."""
    if name == OWN:
        return st.session_state.get(LOADED, SceneList((), ()))
    return SceneList((), ()) if name == "none" else shipped_scene_list(name)


def first_scene_link(name: str) -> str:
    """The link to the first scene of a list that has one."""
    return scene_link(scene_list(name).scenes[0], name, 1)


def draw_tour_settings(notices: list[str]) -> None:
    """Draw hidden widgets that keep tour, scene and presenting in the address."""
    with st.container(key="unseen"):
        tour = select("tour", "Tour")
        lost = tour == OWN and LOADED not in st.session_state
        count = LARGE if lost else max(1, len(scene_list(tour).scenes))
        shown = number(
            "scene", "Scene", 1, count, f"the {count} scenes of the tour", notices
        )
        last = LARGE if lost else _steps(tour, shown) - 1
        number("beat", "Step", 0, last, f"the {last + 1} steps of the scene", notices)
        select("present", "Presenting")
        select("focus", "Picture")
        draw_zoom()
    if lost and was_looked_for():
        notices.append(LOST)


def link_context(root: str, here: str) -> LinkPlaces:
    """What links need: the page at the path /, this page's path, and how to follow one.

    `soft` says whether an address is followed without loading the app again.
    """
    return {"root": root, "here": here, "soft": RESTORES}


def draw_scene_bar(
    page: str, places: LinkPlaces, take: Callable[[object], None]
) -> None:
    """Draw the words of the scene, the links to other scenes, and the keys.

    On the page of the tour, which is in no scene but its own, the first of the list
    that was loaded is the next, or else of the tour that comes with the app.
    """
    tour, number = st.session_state["tour"], int(st.session_state["scene"])
    scenes = scene_list(tour).scenes
    here = bool(scenes) and (page != "tour" or scenes[number - 1].page == page)
    first = OWN if scene_list(OWN).scenes else FIRST
    beat = int(st.session_state["beat"])
    data: SceneBarData = {
        "scene": scene_data(scenes, tour, number, beat) if here else None,
        "first": first_scene_link(first) if page == "tour" else None,
        "present": is_presenting(),
        "focus": st.session_state["focus"],
        "places": places,
        "qr": take_qr(),
        "packed": packed_list(),
    }
    with st.container(key="scene_bar"):
        components.scene_bar(data, take)


def _steps(tour: str, number: int) -> int:
    """How many steps a scene has; one where there is none."""
    scenes = scene_list(tour).scenes
    return len(scene_steps(scenes[number - 1], tour, number).links) if scenes else 1


def scene_data(
    scenes: tuple[Scene, ...], tour: str, number: int, beat: int
) -> ShownScene:
    """The scene, and the steps that keys lead to: all of this and the next scenes."""
    scene = in_our_names(scenes[number - 1], tour)
    after = [in_our_names(other, tour) for other in scenes[number : number + 1]]
    near = {
        n: scene_steps(other, tour, n)
        for n, other in enumerate(scenes, 1)
        if abs(n - number) <= 1
    }
    return {
        "title": scene.title,
        "number": number,
        "notes": scene.notes,
        "next": {"title": after[0].title, "words": after[0].opening} if after else None,
        "beat": beat,
        "steps": [
            near[n].links if n in near else [scene_link(other, tour, n)]
            for n, other in enumerate(scenes, 1)
        ],
        "paragraphs": [
            [
                {
                    "words": phrase.words,
                    "step": near[number].places[phrase.query] if phrase.query else None,
                }
                for phrase in part
            ]
            for part in scene.paragraphs
        ],
    }
