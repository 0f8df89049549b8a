"""Modules that are fetched when they are first imported: those of later archives."""

import sys
from collections.abc import Callable, Mapping
from importlib.machinery import ModuleSpec, PathFinder


class LateFinder:
    """Finds a module in the archive that has it, which is fetched first."""

    def __init__(
        self, fetch: Callable[[str], str], archives: Mapping[str, str]
    ) -> None:
        self._fetch, self._archives = fetch, archives
        self._here: dict[str, str] = {}

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> ModuleSpec | None:
        archive = self._archives.get(name)
        if archive is None:
            return None
        if archive not in self._here:
            self._here[archive] = self._fetch(archive)
        folder = "/".join([self._here[archive], *name.split(".")[:-1]])
        return PathFinder.find_spec(name, [folder])


def install(fetch: Callable[[str], str]) -> None:
    """Look into later archives for what is nowhere else; `fetch` gives one's path."""
    from late_modules import ARCHIVES

    sys.meta_path.append(LateFinder(fetch, ARCHIVES))
