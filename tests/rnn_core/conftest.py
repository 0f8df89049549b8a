"""Runs the engine's tests without type enforcement, as users call it."""

import jaxtyping
import pytest


@pytest.fixture
def unchecked():
    """Switch the enforcement of annotations off: the engine checks by itself."""
    jaxtyping.config.update("jaxtyping_disable", True)
    yield
    jaxtyping.config.update("jaxtyping_disable", False)
