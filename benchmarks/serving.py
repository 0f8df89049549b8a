"""Serves apps on loopback, and starts the system's Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COMPILED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""The environment of a process that keeps what it has compiled, as Python does unless
told otherwise: our own modules start as those of the libraries do."""
STARTING = 60.0
"""Seconds that an app may take to answer."""


@contextmanager
def chromium(*switches: str) -> Iterator[Browser]:
    """Start the system's Chromium; RuntimeError if there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next((path for name in names if (path := shutil.which(name))), None)
    if program is None:
        raise RuntimeError("no Chromium on PATH: `make system` installs one")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program, args=[*SWITCHES, *switches]
        )
        yield browser
        browser.close()


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served(NamedTuple):
    """A running app."""

    url: str
    pid: int


@contextmanager
def served(
    script: Path,
    folder: Path,
    *options: str,
    before: str = "",
    port: int = 0,
    surroundings: Mapping[str, str] | None = None,
) -> Iterator[Served]:
    """Serve an app on loopback with the settings of `folder`.

    `before` runs before it, in its process; `surroundings` are environment variables.
    """
    port = port or free_port()
    start = f"{before}\nimport sys\nfrom streamlit.web import cli\nsys.exit(cli.main())"
    command = [
        *(sys.executable, "-c", start, "run", str(script)),
        "--server.headless=true",
        "--server.address=127.0.0.1",
        f"--server.port={port}",
        "--server.fileWatcherType=none",
        *options,
    ]
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**COMPILED, **(surroundings or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for_answer(f"{url}/_stcore/health")
            yield Served(url, server.pid)
        finally:
            server.terminate()


@contextmanager
def trivial(settings: Path | None = None) -> Iterator[Served]:
    """Serve an app of one slider and one `st.write`."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "trivial.py"
        script.write_text(
            "import streamlit as st\nst.write(st.slider('x', 0, 100, 0, key='x'))\n",
            encoding="utf-8",
        )
        with served(script, settings or Path(folder)) as app:
            yield app


def wait_for_answer(url: str, seconds: float = STARTING) -> None:
    """Wait until a server that starts answers at an address; TimeoutError if never."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers at {url}")
