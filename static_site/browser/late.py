"""Modules in archives, which are fetched when one of theirs is first imported."""

import sys
from collections.abc import Callable, Mapping
from importlib.machinery import ModuleSpec, PathFinder

OWN = ("in_browser", "ready_libraries", "safetensors_file")
APP = ("derivations", "rnn_core", "views", *OWN)
LEFT_OUT = "plotly"
"""What Streamlit imports at its start if it is there. The first view never needs it."""
told: list[Callable[[], None]] = []
"""What is done before an archive is given up that cannot be fetched."""


class LateFinder:
    """Finds a module in the archive that has it, which is fetched first.

    A module of the app says that it lies in `home`, beside the files that it opens.
    """

    def __init__(
        self, fetch: Callable[[str], str], archives: Mapping[str, str], home: str
    ) -> None:
        self._fetch, self._archives, self._home = fetch, archives, home
        self._here: dict[str, str] = {}

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> ModuleSpec | None:
        archive = self._archives.get(name)
        if archive is None:
            return None
        if archive not in self._here:
            self._here[archive] = self._fetched(archive)
        folder = "/".join([self._here[archive], *name.split(".")[:-1]])
        spec = PathFinder.find_spec(name, [folder])
        if spec and spec.origin and name.split(".")[0] in APP:
            spec.origin = spec.origin.replace(self._here[archive], self._home)
        return spec

    def _fetched(self, archive: str) -> str:
        """Where the archive lies. ImportError: it could not be fetched."""
        try:
            return self._fetch(archive)
        except Exception as error:
            for tell in told:
                tell()
            raise ImportError(f"{archive} could not be fetched") from error


def install(fetch: Callable[[str], str], home: str) -> None:
    """Look into the archives; `fetch` gives one's path."""
    from late_modules import ARCHIVES

    sys.meta_path.insert(0, LateFinder(fetch, ARCHIVES, home))
    sys.modules[LEFT_OUT] = None  # type: ignore[assignment]


def streamlit_is_here() -> None:
    """From now on what was left out at its start can be imported as everything else."""
    if sys.modules.get(LEFT_OUT, LEFT_OUT) is None:
        del sys.modules[LEFT_OUT]
