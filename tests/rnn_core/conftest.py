"""The engine as its users call it."""

import jaxtyping
import pytest


@pytest.fixture
def unchecked():
    """Annotations not enforced, as outside the tests: the engine checks for itself."""
    jaxtyping.config.update("jaxtyping_disable", True)
    yield
    jaxtyping.config.update("jaxtyping_disable", False)
