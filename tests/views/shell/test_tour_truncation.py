"""The tour's scene of truncation is of a network where cutting the history hurts."""

from urllib.parse import parse_qsl

import numpy as np

from views.address.settings import Config
from views.model.model import model
from views.shell.scenes import shipped_scene_list


def test_what_is_cut_shortens_the_gradient_and_turns_it():
    scenes = shipped_scene_list("bptt").scenes
    (query,) = (s.query for s in scenes if "whatif=truncate" in s.query)
    asked = dict(parse_qsl(query))
    kinds = {"activation": str, "recurrent": str, "T": int, "seed": int, "scale": float}
    own = {name: kind(asked[name]) for name, kind in kinds.items() if name in asked}
    back = model(Config(**own)).back
    whole = back.gradients().H
    for window, turned in ((1, 20), (int(asked["window"]), 4)):
        kept = back.gradients(window=window).H
        lengths = np.linalg.norm(kept), np.linalg.norm(whole)
        angle = np.arccos(np.vdot(kept, whole) / np.prod(lengths))
        assert lengths[0] < 0.95 * lengths[1]
        assert np.degrees(angle) > turned
