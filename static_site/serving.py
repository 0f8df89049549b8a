"""Serves a folder on loopback, as any web server does."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

READY = "() => 'ready' in document.documentElement.dataset"
"""What is true in the page once the app has taken the place of the first picture."""


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *said: object) -> None:
        """Say nothing of requests."""


@contextmanager
def folder_served(folder: Path) -> Iterator[str]:
    """The address of a folder's files while they are served."""
    handler = partial(_Silent, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
