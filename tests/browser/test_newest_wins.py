"""Tests in a browser that of several moves of a slider only the last waits its turn."""

import os
import signal

from benchmarks.serving import served
from tests.browser.visiting import ROOT, Visit

MOVES = 6


def test_while_python_is_busy_moves_do_not_queue(browser):
    """Python hears of all moves at once: it answers the last, at most one before."""
    with (
        served(ROOT / "app.py", ROOT) as app,
        browser.new_context(viewport={"width": 1280, "height": 900}) as context,
    ):
        visit = Visit(context.new_page(), app.url).open()
        slider = visit.page.get_by_role("slider", name="Hidden size D_h")
        slider.focus()
        before = visit.finished
        os.kill(app.pid, signal.SIGSTOP)
        try:
            for _ in range(MOVES):
                visit.page.keyboard.press("ArrowRight")
        finally:
            os.kill(app.pid, signal.SIGCONT)
        visit.wait_for_query(f"D_h={3 + MOVES}")
        visit.wait_for_run(before)
        units = visit.page.locator(".network .unit[data-s='1']")
        visit.wait_until(lambda: units.count() == 3 + MOVES, "nine units")
        assert visit.finished - before <= 2
        assert visit.complaints == []
