"""A real nginx with the project's configuration, in front of two copies of the app."""

import os
import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.serving import STARTING, Served, free_port

ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "deploy" / "nginx.conf"
OWN = """daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/errors;
"""
FOLDERS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def nginx() -> str:
    """The nginx program; the test is skipped where it cannot be had."""
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    if program is None:
        pytest.skip("there is no nginx on this machine")
    return program


def adapted(text: str, folder: Path, apps: list[Served], port: int) -> str:
    """The project's configuration with addresses and folders for a test on loopback."""
    for name, app in zip(("one", "two"), apps, strict=True):
        text, count = re.subn(rf"\b{name}:8501\b", app.url.split("//")[1], text)
        assert count == 1, name
    text = text.replace("worker_processes auto;", "")
    assert text.count("listen 8080;") == 1
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};")
    places = "".join(f"{name}_temp_path {folder}/{name};\n" for name in FOLDERS)
    text = text.replace("http {", f"http {{ access_log off;\n{places}", 1)
    return OWN.format(folder=folder) + text


@contextmanager
def proxied(folder: Path, apps: list[Served]) -> Iterator[str]:
    """nginx in front of two copies of the app; yields its address."""
    port, settings = free_port(), folder / "nginx.conf"
    text = SETTINGS.read_text(encoding="utf-8")
    settings.write_text(adapted(text, folder, apps, port), encoding="utf-8")
    command = [nginx(), "-p", str(folder), "-c", str(settings)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            _answers(url, server, folder)
            yield url
        finally:
            server.terminate()


def _answers(url: str, server: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end:
        assert server.poll() is None, (folder / "errors").read_text()
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)
