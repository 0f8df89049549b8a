"""The app without a browser: a page of it, its pictures' data, and its notices."""

import json
from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).parents[2] / "app.py")


def open_page(**query):
    page = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = str(value)
    return page.run()


def component_data(page, name, which=0):
    components = [
        part.proto
        for part in page.get("bidi_component")
        if part.proto.component_name.endswith(name)
    ]
    return json.loads(json.loads(components[which].json)["json"])


def notices_of(page):
    return [line for text in page.text for line in text.value.split("\n")]


def jacobians_page(**query):
    page = open_page(page="jacobians", **query)
    assert not page.exception
    return page
