"""The steps of a scene: its own view, then what each of its phrases sets, in order."""

from typing import NamedTuple

from .scenes import Scene, scene_link


class Steps(NamedTuple):
    """The links of a scene's steps, and which step each phrase's query is."""

    links: list[str]
    places: dict[str, int]


def scene_steps(scene: Scene, tour: str, number: int) -> Steps:
    """A scene's steps; a phrase that sets nothing new is the step that has it set.

    The first step is the scene's own view; the address of a later one has its place in
    `beat`, from 1.
    """
    queries = [phrase.query for part in scene.paragraphs for phrase in part]
    views: dict[str, int] = {}
    places: dict[str, int] = {}
    for query in ("", *queries):
        view = scene_link(scene, tour, number, query)
        places[query] = views.setdefault(view, len(views))
    return Steps([step_link(view, place) for view, place in views.items()], places)


def step_link(view: str, place: int) -> str:
    """The link of a step: its view, and its place where that is not the first."""
    return f"{view}&beat={place}" if place else view
