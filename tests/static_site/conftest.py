"""The built site, served below two paths as from a course's pages."""

import pytest

from static_site.build import SITE, build_where_older
from static_site.serving import folder_served

PATHS = ("course/unrolled/", "week 3/")


@pytest.fixture(scope="session")
def host(tmp_path_factory):
    """The address of a host that has the site below each of PATHS."""
    build_where_older()
    folder = tmp_path_factory.mktemp("host")
    for path in PATHS:
        place = folder / path.rstrip("/")
        place.parent.mkdir(exist_ok=True)
        place.symlink_to(SITE, target_is_directory=True)
    with folder_served(folder) as address:
        yield address
