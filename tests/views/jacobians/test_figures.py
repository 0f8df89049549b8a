"""Tests of the figures of Jacobians: size against distance, and the spectrum."""

import mpmath
import numpy as np
import pytest

from rnn_core import Params
from tests.views.jacobians.exact_factors import factors, multiplied
from views.address.settings import Config
from views.jacobians.distance_figure import distance_curves
from views.jacobians.horizon import (
    distances,
    horizon,
    valued_distances,
)
from views.jacobians.products import log_norm
from views.jacobians.spectrum_figure import spectrum_figure
from views.text.names import power_of_ten


@pytest.mark.parametrize(("t", "most"), [(4, 5), (20, 21), (100, 8), (1000, 11)])
def test_the_curves_are_logarithms_of_singular_values(t, most):
    config = Config()
    sizes = distances(config, 1000, t)
    assert len(sizes.valued) == most
    assert (sizes.valued[0], sizes.valued[-1]) == (0, t)
    figure = distance_curves(sizes, 1, log_norm(config, 1000, t, 1))
    traces = {trace.name.split(" ")[0]: trace for trace in figure.data}
    assert all(len(trace.x) <= 300 for trace in figure.data)
    known = factors(min(t, 20)) if t <= 20 else factors(t)
    distance = sizes.valued[-2]
    with mpmath.workdps(40 + 2 * distance):
        whole = multiplied(known, range(t, t - distance, -1))
        values = sorted(mpmath.svd_r(whole, compute_uv=False), reverse=True)
    place = list(sizes.valued).index(distance)
    drawn = np.array(
        [v for v in traces["singular"].y if v is not None], dtype=float
    ).reshape(3, -1)[:, place]
    np.testing.assert_allclose(
        drawn, [float(mpmath.log10(v)) for v in values], rtol=1e-9
    )
    assert traces["norm"].y[0] == 0
    bound = np.array(traces["bound"].y, dtype=float)
    assert (np.array(traces["norm"].y, dtype=float) <= bound + 1e-9).all()
    (chosen,) = traces["chosen"].x
    assert chosen == t - 1


def test_where_float64_ends_is_marked():
    sizes = distances(Config(), 1000, 1000)
    params = Params.random(3, 6, 0)
    slope = horizon(Config(), 1000).states.slope
    whole, lasted = np.eye(3), 0
    for row in slope[::-1]:
        whole = whole * row @ params.H
        if np.abs(whole).max() < np.finfo(float).tiny:
            break
        lasted += 1
    assert sizes.reach == lasted
    figure = distance_curves(sizes, 0, -1.0)
    assert figure.layout.shapes[0].x0 == lasted + 0.5
    assert not distance_curves(distances(Config(), 100, 50), 0, -1.0).layout.shapes


def test_powers_of_ten_name_the_axis():
    figure = distance_curves(distances(Config(), 1000, 1000), 0, -1719.0)
    assert "10⁻⁶⁰⁰" in figure.layout.yaxis.ticktext
    assert len(figure.layout.yaxis.ticktext) <= 9
    assert power_of_ten(-12) == "10⁻¹²"
    assert valued_distances(0) == (0,)


@pytest.mark.parametrize("hidden", [1, 3, 20, 100])
def test_eigenvalues_and_exponents_are_drawn(hidden):
    states = horizon(Config(D_h=hidden), 400)
    figure = spectrum_figure(states)
    circle, values, *lines = figure.data
    H = Params.random(hidden, 6, 0).H
    known = np.linalg.eigvals(H)
    drawn = np.array(values.x) + 1j * np.array(values.y)
    np.testing.assert_allclose(np.sort_complex(drawn), np.sort_complex(known))
    np.testing.assert_allclose(np.hypot(circle.x, circle.y), 1, atol=1e-5)
    assert len(lines) == min(hidden, 8)
    assert all(len(line.x) <= 300 for line in lines)
    assert lines[0].y[-1] == states.exponents[-1, 0]
