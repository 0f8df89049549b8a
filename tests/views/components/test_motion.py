"""Tests that animations stop for visitors who ask for reduced motion."""

from pathlib import Path

import pytest

VIEWS = Path(__file__).parents[3] / "views"
MOVES = ("transition:", "animation:", "'smooth'")


@pytest.mark.parametrize("path", sorted(VIEWS.rglob("*.[cj]s*")), ids=lambda p: p.name)
def test_every_motion_heeds_the_wish_for_less(path):
    text = path.read_text(encoding="utf-8")
    if any(word in text for word in MOVES):
        assert "prefers-reduced-motion: reduce" in text


def test_there_is_motion_to_speak_of():
    texts = [path.read_text(encoding="utf-8") for path in VIEWS.rglob("*.[cj]s*")]
    assert any(word in text for text in texts for word in MOVES)
