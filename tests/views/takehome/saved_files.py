"""Saved views as files, and files made by hand."""

import io
import json
import zipfile
from dataclasses import asdict

import numpy as np

from views.address.settings import Config, Selection
from views.model.model import model
from views.takehome.export import FORMAT
from views.takehome.saved import saved_json, saved_npz, view_of

PICK = Selection("H", 1, 2, 3, 0)


WRITERS = {"view.json": saved_json, "view.npz": saved_npz}


HOSTILE = "Ünïcode שלום 😀 $x$ \\input{a} <b>*_`\u2028 \x00\x1b[31m it’s “so”"


CONFIGS = [
    Config(),
    Config(D_h=2, V=3, T=7, seed=9, scale=2.5, activation="tanh", text=HOSTILE * 3),
    Config(D_h=5, V=9, T=6, recurrent="orthogonal", gain=1.1, activation="identity"),
    Config(edits="H1.2_0.1*x2_sea*step_0.3_mean_w2*h2_-0*U6.1_2e-5", activation="relu"),
    Config(D_h=33, V=40, T=12, start=20, edits="step_0.5*step_0.5*L3.4_-1"),
]


def saved(writer, config, pick=PICK, page="unroll", **more):
    net = model(config)
    view = view_of(page, asdict(config) | asdict(pick) | more)
    file = writer(net, pick, more.get("reduction", "sum"), view)
    return file.encode() if isinstance(file, str) else file


def as_json(**content):
    return json.dumps({"format": FORMAT, "view": {}} | content).encode()


def archive(members, **options):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **options) as into:
        for name, data in members:
            into.writestr(name, data)
    return file.getvalue()


def npy(array):
    file = io.BytesIO()
    np.lib.format.write_array(file, np.asarray(array))
    return file.getvalue()


ABOUT = ("about.npy", npy(np.frombuffer(as_json(), np.uint8)))
