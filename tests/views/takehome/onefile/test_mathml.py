"""Tests that formulas of a file are KaTeX's MathML, and keep their references."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import streamlit as st

from tests.views.unroll.at_once.picks import any_pick
from views.address.settings import Config
from views.components.katex import katex_url
from views.model.model import model
from views.text.naming import CALLED, written_in
from views.unroll.factor_chain import factors, headline

ROOT = Path(__file__).parents[4]
SCRIPT = ROOT / "tests" / "js" / "formulas_as_mathml.js"
CONFIGS = [
    Config(V=12, T=9),
    Config(D_h=12, T=12, V=12, scale=4.0),
    Config(D_h=1, V=2, T=1, activation="tanh"),
    Config(scale=0.01, activation="relu", D_h=6),
    Config(edits="H1.2_90000*L1.1_-3000*U1.1_2500", activation="identity"),
]
MARK = re.compile(r"\\htmlData\{([^}]*)\}")


def written() -> list[str]:
    """Formulas of many picks, in all names and sizes."""
    rng, formulas = np.random.default_rng(2), set()
    for names in CALLED:
        for config in CONFIGS:
            net = model(config)
            for _ in range(10):
                pick = any_pick(net, rng)
                with written_in(names):
                    lines = [
                        *headline(net, pick, 0, str(rng.choice(["sum", "last"])))[
                            "lines"
                        ],
                        *factors(net, pick)["lines"],
                    ]
                formulas.update(tex for line in lines for tex in line["tex"])
    return sorted(formulas)


def in_both(formulas: list[str]) -> list[dict]:
    node = shutil.which("node", path=Path(sys.executable).parent) or "node"
    katex = Path(st.__file__).parent / "static" / str(katex_url())
    done = subprocess.run(
        [node, SCRIPT],
        input=json.dumps({"formulas": formulas, "katex": str(katex)}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_every_formula_is_katex_s_mathml_with_its_references():
    formulas = written()
    assert len(formulas) > 500
    for tex, both in zip(formulas, in_both(formulas), strict=True):
        assert both["ours"] == both["theirs"], tex
        expected = [
            dict(pair.split("=", 1) for pair in pairs.split(","))
            for pairs in MARK.findall(tex)
        ]
        assert both["marks"] == expected, tex
