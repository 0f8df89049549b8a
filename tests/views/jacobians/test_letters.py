"""J is a loss and nothing else: a Jacobian is D₄, or ∂h⁽⁴⁾/∂h⁽³⁾."""

import re

import pytest

from views.address.settings import Config
from views.jacobians.captions import (
    factor_strip_guide,
    factor_strip_label,
    order_words,
    regime,
)
from views.jacobians.horizon import horizon
from views.jacobians.products import swapped_factors
from views.text.glossary import explained
from views.text.names import factor_name

LETTER_J = re.compile(r"J(?!acobian)")


def test_a_jacobian_is_a_D():
    assert factor_name(12) == "D₁₂"
    assert "Dₛ = ∂h⁽ˢ⁾ / ∂h⁽ˢ⁻¹⁾" in explained("jacobian")


@pytest.mark.parametrize("swap", [0, 2])
def test_no_caption_of_the_page_writes_a_jacobian_as_J(swap):
    config = Config()
    pair = swapped_factors(config, 4, 4, 0, swap) if swap else None
    said = [
        factor_strip_guide(4, 0, 3, 3),
        factor_strip_guide(4, 3, 3, 3),
        order_words(4, 0, swap, pair),
        factor_strip_label(4, 0),
        regime(horizon(config, 4)),
        explained("jacobian", "norm", "lyapunov"),
    ]
    assert any("D₄" in text for text in said)
    for text in said:
        assert not LETTER_J.search(text), text
