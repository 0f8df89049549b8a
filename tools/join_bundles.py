"""`python -m tools.join_bundles FOLDER`: writes the joined JavaScript, for checking.

`python -m tools.join_bundles FOLDER` writes one module for each, joined by the function
that the app joins it with; comments stay, for they hold the types. What the checker
finds there and not in the files themselves is a name that two of them give.
"""

import re
import sys
from pathlib import Path

from views.components.mounting import VIEWS, bundle

TYPES = re.compile(r"^/\*\* @import \{[^}]*\} from '(.+)' \*/\n", re.MULTILINE)


def components() -> list[Path]:
    """The modules of components: those with a default export."""
    return [
        path
        for path in sorted(VIEWS.rglob("*.js"))
        if "\nexport default " in path.read_text(encoding="utf-8")
    ]


def main(folder: Path) -> None:
    """Write the joined module of every component into a folder."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.js"):
        old.unlink()
    for path in components():
        name = "-".join(path.relative_to(VIEWS).parts)
        (folder / name).write_text(bundle(path, TYPES), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
