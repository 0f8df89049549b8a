"""`python -m tools.moved LOCK`: lists installed packages that differ from a lock."""

import sys
from collections.abc import Mapping
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

UNLOCKED = {"pip", "setuptools", "wheel"}
"""What an environment is made with."""


def locked(text: str) -> dict[str, str]:
    """The version of each package in a lock file, for this Python and system."""
    lines = [
        line.split("\\")[0] for line in text.splitlines() if line[:1] not in ("", "#")
    ]
    pins = [Requirement(line) for line in lines if not line.startswith(" ")]
    return {
        canonicalize_name(pin.name): str(pin.specifier).removeprefix("==")
        for pin in pins
        if pin.marker is None or pin.marker.evaluate()
    }


def installed() -> dict[str, str]:
    """The version of each package in this environment."""
    versions = {canonicalize_name(d.name): d.version for d in distributions()}
    return {name: v for name, v in versions.items() if name not in UNLOCKED}


def moved(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """A line for each package that changed, came or went."""
    return [
        f"{name} {old.get(name, '(new)')} -> {new.get(name, '(gone)')}"
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]


def main() -> None:
    """Print what differs from the lock that is named."""
    lock = sys.argv[1]
    lines = moved(locked(Path(lock).read_text(encoding="utf-8")), installed())
    print(f"Against {lock}, {len(lines)} packages moved{':' if lines else '.'}")
    for line in lines:
        print(" ", line)


if __name__ == "__main__":
    main()
