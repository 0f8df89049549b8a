"""`python -m tools.skipped FILE`: counts and names the tests that were skipped.

As a plugin of pytest, which tests/conftest.py makes it, it writes their names to the
file that UNROLLED_SKIPPED names: one file for several runs.
"""

import os
import sys
from pathlib import Path
from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Add the tests that this run skipped to a file; parallel workers do not."""
    file = os.environ.get("UNROLLED_SKIPPED")
    if file and not hasattr(terminalreporter.config, "workerinput"):
        skipped = terminalreporter.stats.get("skipped", [])
        with Path(file).open("a", encoding="utf-8") as names:
            names.writelines(f"{report.nodeid}\n" for report in skipped)


def main() -> None:
    """Print one line if anything was skipped."""
    file = Path(sys.argv[1])
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    if names := sorted(set(lines)):
        print(f"{len(names)} tests were skipped: {', '.join(names)}")


if __name__ == "__main__":
    main()
