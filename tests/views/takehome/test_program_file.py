"""Tests of the program that is taken home: which window it has."""

import pytest

from views.takehome.export import program_window


@pytest.mark.parametrize(
    ("view", "window"),
    [
        ({"page": "derive", "show": "code", "whatif": "none", "window": 3}, 3),
        ({"page": "derive", "show": "symbols", "whatif": "none", "window": 3}, 0),
        ({"page": "unroll", "show": "code", "whatif": "none", "window": 3}, 0),
        ({"page": "unroll", "show": "code", "whatif": "truncate", "window": 3}, 3),
    ],
)
def test_the_window_is_the_one_that_the_page_shows(view, window):
    assert program_window(view) == window
