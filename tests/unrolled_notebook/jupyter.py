"""A JupyterLab on loopback, and a notebook that is open in it."""

import json
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import nbformat
from playwright.sync_api import Locator, Page, expect

from benchmarks.serving import free_port, wait_for_answer
from tests.browser.visiting import ROOT

STARTING = 90.0
"""Seconds that Jupyter may take to answer."""
QUIET = (
    "--no-browser",
    "--allow-root",
    "--ServerApp.ip=127.0.0.1",
    "--ServerApp.port_retries=0",
    "--LabApp.extension_manager=readonly",
)
NO_NEWS = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
"""It asks nobody outside for extensions, updates or news."""
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


class Notebook:
    """A notebook in JupyterLab, of which any cell can be run."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def cell(self, n: int) -> Locator:
        return self.page.locator(".jp-Notebook .jp-CodeCell").nth(n)

    def run(self, n: int) -> str:
        """Run a cell to its end; returns the text that it printed."""
        cell = self.cell(n)
        prompt = cell.locator(".jp-InputPrompt").first
        before = prompt.inner_text()
        while prompt.inner_text() == before:
            cell.locator(".cm-content").click()
            self.page.keyboard.press("Control+Enter")
            # A key that comes before Jupyter listens to keys is lost.
            with suppress(AssertionError):
                expect(prompt).not_to_have_text(before, timeout=3000)
        expect(prompt).to_have_text(re.compile(r"\[\d+\]"))
        text = cell.locator(".jp-OutputArea-output.jp-RenderedText")
        return "".join(text.all_inner_texts()).strip()


class Jupyter:
    """A running JupyterLab."""

    def __init__(self, url: str, token: str, folder: Path) -> None:
        self.url, self._token, self._folder = url, token, folder

    def open(self, page: Page, name: str, *cells: str) -> Notebook:
        """Open a new notebook of these cells; none of them is run yet."""
        book = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": KERNEL},
        )
        nbformat.write(book, self._folder / name)
        notebook = Notebook(page)
        page.goto(f"{self.url}/doc/tree/{name}?token={self._token}")
        expect(page.locator(".jp-Notebook .jp-CodeCell")).to_have_count(len(cells))
        idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        expect(idle).to_have_count(1)
        return notebook


@contextmanager
def jupyter(folder: Path) -> Iterator[Jupyter]:
    """Serve a folder on loopback; what Jupyter keeps for a user it keeps there too."""
    port, token = free_port(), secrets.token_hex(16)
    own = {
        name: str(folder / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    }
    work, settings = folder / "notebooks", folder / "jupyter_config_dir" / "labconfig"
    work.mkdir()
    settings.mkdir(parents=True)
    (settings / "page_config.json").write_text(json.dumps(NO_NEWS), encoding="utf-8")
    command = [
        *(sys.executable, "-m", "jupyterlab", *QUIET),
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={work}",
    ]
    with subprocess.Popen(
        command,
        cwd=work,
        env={**os.environ, **own, "PYTHONPATH": str(ROOT), "JUPYTER_TOKEN": token},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for_answer(f"{url}/api/status?token={token}", STARTING)
            yield Jupyter(url, token, work)
        finally:
            server.terminate()
