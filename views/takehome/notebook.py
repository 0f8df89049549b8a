"""A view as a Jupyter notebook that computes it anew with the two engines alone."""

import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from derivations import Derivation, Line, program

from ..address.settings import Selection
from ..model.indexing import place
from ..model.model import Model
from ..proofs.checks import definition, proof
from ..proofs.cost import too_long
from ..proofs.scope import scope_of
from ..proofs.version import Version
from ..text.naming import in_names
from ..unroll.triangle import total
from .literals import NAMES, UNPACKED, array_source, weights_source, with_targets
from .notebook_cells import (
    ABOUT,
    COMPARE,
    FORMULAS,
    IMPORTS,
    PICTURES,
    PROGRAM,
    REAL,
    RUN,
    TABLE,
    THERE,
    TRIANGLE,
    VALUE,
)

DRAWN = "Drawn by seed, then as trained and edited."
OWN = "Those of the file that was brought, then as trained and edited."
TEXTS_WORDS = (
    "## The words\n\nThe text’s most frequent words, and one entry for all others. "
    "Each word that is read has the next one as its target."
)
OWN_WORDS = "## The words\n\nThe vocabulary of the network’s file, and what is read."
WIDE = 10_000
"""The most numbers of a line's matrix that is compared."""


def notebook(
    model: Model,
    selection: Selection,
    reduction: str,
    version: Version,
    line: int,
    index_values: Mapping[Any, int] | None,
    link: str,
    window: int = 0,
    program_window: int = 0,
    names: str = "source",
) -> str:
    """The notebook's file, JSON of nbformat 4.5.

    `line` of the derivation counts from 1, and `index_values` holds its free indices
    (None: no choice of them is in range). `link`: the view's address. `program_window`:
    that of the program; both windows are 0 for none. `names`: what sentences, formulas
    and variables call quantities. What users wrote stands in code alone, as Python's
    strings.
    """
    derivation = version.derivation
    value = _value(model, derivation, derivation.lines[line - 1], index_values)
    settings = settings_source(model, selection, reduction, link, window, names)
    own, run = bool(model.config.network), with_targets(RUN, model)
    cells = [
        _prose("about", ABOUT),
        _code("imports", "\n\n".join((IMPORTS + COMPARE, UNPACKED))),
        _prose("settings-are", "## The view\n\nIndices count as on the page: from 1."),
        _code("settings", settings),
        _prose(
            "words-are",
            OWN_WORDS if own else TEXTS_WORDS,
        ),
        _code("words", words_source(model)),
        _prose("weights-are", f"## The weights\n\n{OWN if own else DRAWN}"),
        _code("weights", weights_source(model, names)),
        _prose("run-is", "## Forwards, and every loss back to every step"),
        _code("run", f"LOSSES = {array_source(model.trace.loss)}\n{run}"),
        _prose(
            "triangle-is",
            "## The picked weight\n\nRow t, column k: what instance k adds to the "
            "gradient of loss t; rows from 1, columns from 0.",
        ),
        _code("triangle", _triangle(model, selection, reduction, window)),
        _prose(
            "pictures-are",
            "## The pictures\n\nThose of the page: pick a line, a loss or a cell. "
            "`widget.pick` is what is picked, with i and j from 0.",
        ),
        _code("pictures", f"LOSS, INSTANCE = {selection.t}, {selection.k}\n{PICTURES}"),
        _prose(
            "derivation-is",
            "## The derivation\n\nEach line checked by number on this network.",
        ),
        _code("derivation", _derivation(model, version, names)),
        _code("formulas", FORMULAS),
        _code("line", _line(line, index_values, value)),
        _prose(
            "program-is",
            "## The program\n\nPlain NumPy that needs nothing of Unrolled; its "
            "formulas are printed from the derivations. It is run on this network "
            "and compared with the engine.",
        ),
        _code("program", _program(model, reduction, program_window, names)),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    content = {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1) + "\n"


def _prose(name: str, text: str) -> dict[str, Any]:
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": {},
        "source": text.splitlines(keepends=True),
    }


def _code(name: str, text: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {},
        "outputs": [],
        "source": text.strip("\n").splitlines(keepends=True),
    }


def settings_source(
    model: Model,
    selection: Selection,
    reduction: str,
    link: str,
    window: int,
    names: str = "source",
) -> str:
    used, s = model.used, selection
    values = {
        "link": link,
        "D_h": used.D_h,
        "V": used.V,
        "T": used.T,
        "activation": used.activation,
        "reduction": reduction,
        "window": window,
        "matrix": s.matrix,
        "i": s.i,
        "j": s.j,
        "names": names,
        "called": {name: in_names(name, names) for name in NAMES},
    }
    lines = [f"{name} = {value!r}" for name, value in values.items()]
    return "\n".join([*lines, "print(link)"])


def words_source(model: Model) -> str:
    read = model.passage
    if model.config.network:
        return f"""\
vocabulary = Vocabulary({read.vocabulary.words!r})
words = np.array({read.window.tolist()})


def named(token):
    return vocabulary.words[token] or f"#{{token}}"


print(*(named(token) for token in words))"""
    return f"""\
text = {read.text!r}
vocabulary = Vocabulary.from_text(text, V)
read = next_word_window(vocabulary.encode(text), {read.steps}, {read.start - 1})
words = np.append(read.inputs, read.targets[-1])


def named(token):
    return vocabulary.words[token] or f"#{{token + 1}}"


print(*(named(token) for token in words))"""


def _triangle(model: Model, selection: Selection, reduction: str, window: int) -> str:
    picked = place(selection)
    terms = model.back.instances(picked.matrix, picked.i, picked.j)
    return (
        f"CONTRIBUTIONS = {array_source(terms)}\n"
        f"GRADIENT = {total(model, selection, reduction, window)!r}\n{TRIANGLE}"
    )


def _derivation(model: Model, version: Version, names: str) -> str:
    shown = [
        (check.holds, check.residual, check.checked)
        for check in proof(model.config, version)
    ]
    rows = "".join(
        f"    ({holds}, {_float(residual)}, {checked}),\n"
        for holds, residual, checked in shown
    )
    derivation = version.derivation
    title = in_names(derivation.title, names)
    said = "".join(
        f"    ({in_names(line.rule, names)!r}, {in_names(line.note, names)!r}),\n"
        for line in derivation.lines
    )
    return f"""\
derivation = DERIVATIONS["{version.slug}"]
derivation = in_activation(derivation, "{version.activation}")
derivation = with_reduction(derivation, "{version.reduction}")
print({title!r})
SAID = [  # what each line does, and a note on it
{said}]
SHOWN = [  # whether it holds, by how much it misses, at how many choices of indices
{rows}]
{TABLE}"""


def _line(
    line: int, index_values: Mapping[Any, int] | None, value: np.ndarray | None
) -> str:
    source = f"""\
line_number = {line}
chosen = derivation.lines[line_number - 1]
print(SAID[line_number - 1][0])"""
    if value is None:
        return source
    put = {str(symbol): int(number) for symbol, number in (index_values or {}).items()}
    shown = array_source(value) if value.ndim else _float(float(value))
    return f"{source}\nat = {put}\nVALUE = {shown}\n{VALUE}"


def _program(model: Model, reduction: str, window: int, names: str) -> str:
    text = program(model.config.activation, reduction, window or None, names)
    cell = PROGRAM if model.constant is None else PROGRAM.replace(THERE, THERE + REAL)
    run = in_names(cell, names)
    return f"PROGRAM = '''\\\n{text}'''\nwindow_of_program = {window}\n{run}"


def _value(
    model: Model,
    derivation: Derivation,
    line: Line,
    index_values: Mapping[Any, int] | None,
) -> np.ndarray | None:
    """The line's number or matrix for these indices; None where it has none, or where
    finding it takes long.
    """
    if index_values is None:
        return None
    network, config = definition(model.config), model.config
    if line.gathered and config.D_h * max(config.D_h, config.V) > WIDE:
        return None
    if too_long(line, network, scope_of(line, network, index_values).summed):
        return None
    try:
        with np.errstate(all="ignore"):
            value = np.asarray(line.value(network, index_values), dtype=np.float64)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return None
    return value if np.isfinite(value).all() else None


def _float(value: float) -> str:
    return repr(value) if math.isfinite(value) else f'float("{value}")'
