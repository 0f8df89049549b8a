"""The built site, served below two paths as from a course's pages."""

from urllib.parse import quote

import pytest

from static_site.build import SITE, build_where_older
from static_site.downloads import OutOfReachError
from static_site.serving import folder_served
from tests.static_site.site_visit import SiteVisit
from tests.walks import SOAK

WALKS = ["test_axe_in_the_app.py", "test_taken_home.py", "test_whole_app.py"]
"""Through all that the app does."""
collect_ignore = [] if SOAK else WALKS
PATHS = ("course/unrolled/", "week 3/")
PRIVATE = """Object.defineProperty(navigator, 'serviceWorker', { value: {
    register: () => Promise.reject(new DOMException('private', 'SecurityError')) } })"""
"""As a private window of some browsers: nothing is kept for the next visit."""


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


@pytest.fixture(scope="session")
def resident(browser, host):
    """One visitor for many tests, in a private window: Python takes seconds to come."""
    size = {"width": 1280, "height": 900}
    with browser.new_context(viewport=size, accept_downloads=True) as context:
        context.add_init_script(PRIVATE)
        yield SiteVisit(context, host + quote(PATHS[1])).open()


@pytest.fixture
def guest(resident):
    """That visitor; in no test the page was loaded anew, complained or asked others."""
    yield resident
    complaints, resident.complaints = resident.complaints, []
    assert complaints == []
    assert resident.elsewhere == []
    assert resident.stayed
