"""The built site, served below two paths as from a course's pages."""

import pytest

from static_site.build import SITE, build_where_older
from static_site.downloads import OutOfReachError
from static_site.serving import folder_served

PATHS = ("course/unrolled/", "week 3/")


@pytest.fixture(scope="session")
def host(tmp_path_factory):
    """The address of a host that has the site below each of PATHS."""
    try:
        build_where_older()
    except OutOfReachError as error:
        pytest.skip(f"the site is made of what the registries have: {error}")
    folder = tmp_path_factory.mktemp("host")
    for path in PATHS:
        place = folder / path.rstrip("/")
        place.parent.mkdir(exist_ok=True)
        place.symlink_to(SITE, target_is_directory=True)
    with folder_served(folder) as address:
        yield address
