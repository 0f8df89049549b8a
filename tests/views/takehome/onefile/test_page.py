"""Tests of the file of one view as text: its policy, its words, its size."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest

from tests.views.takehome.saved_files import CONFIGS, HOSTILE
from views.address.settings import Config, Selection
from views.model.model import model
from views.takehome.onefile.page import in_script, one_file
from views.takehome.panel import is_public

PICK = Selection("H", 1, 2, 2, 0)


class Parts(HTMLParser):
    """The elements of a page with their attributes, and the texts of some."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = [("", {})], {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        self.tags.append(("", {}))

    def handle_data(self, data):
        tag, attributes = self.tags[-1]
        name = attributes.get("id") or attributes.get("type") or tag
        self.texts[name] = self.texts.get(name, "") + data


@pytest.mark.parametrize("config", CONFIGS, ids=range(len(CONFIGS)))
def test_its_policy_names_its_own_script_and_styles_alone(config):
    parts = Parts(one_file(model(config), PICK, "mean", 0, query="text=" + HOSTILE))
    (policy,) = (a["content"] for t, a in parts.tags if a.get("http-equiv"))
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    for rule, name in (("script-src", "module"), ("style-src", "style")):
        hashed = hashlib.sha256(parts.texts[name].encode()).digest()
        assert rules[rule] == f"'sha256-{base64.b64encode(hashed).decode()}'"
    for rule in ("default-src", "base-uri", "form-action"):
        assert rules[rule] == "'none'"
    assert rules["img-src"] == "data:"
    assert not re.search(r"unsafe|https?:|\*|connect|frame|object", policy)
    tags = [tag for tag, _ in parts.tags]
    assert tags.count("script") == 2
    assert not {"b", "img", "iframe", "object", "base"} & {*tags}
    assert not [
        a for _, a in parts.tags if "style" in a or any(n[:2] == "on" for n in a)
    ]
    assert json.loads(parts.texts["data"])["query"] == "text=" + HOSTILE
    assert tags.index("meta") < tags.index("style") < tags.index("script")


def test_json_ends_no_script():
    text = "</script><!--<script>&\u2028"
    assert "<" not in in_script(json.dumps(text))
    assert json.loads(in_script(json.dumps(text))) == text


@pytest.mark.parametrize(
    ("config", "most"),
    [(Config(), 180), (Config(D_h=8, V=20, T=12), 230), (Config(20, 30, 20), 350)],
)
def test_it_is_small(config, most):
    assert len(one_file(model(config), PICK, "sum", 0).encode()) < 1000 * most


def test_a_known_address_is_linked_and_another_is_told_in_words():
    net, query = model(Config()), "page=unroll&text=a%26b"
    linked = Parts(one_file(net, PICK, "sum", 0, "source", query, "https://x.org/u/"))
    (link,) = (a for t, a in linked.tags if t == "a")
    assert link["href"].startswith("https://x.org/u/?")
    assert parse_qs(link["href"].split("?")[1])["text"] == ["a&b"]
    alone = Parts(one_file(net, PICK, "sum", 0, "source", query))
    assert not [a for t, a in alone.tags if t == "a"]
    assert "behind the address of any copy" in "".join(alone.texts.values())


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("https://unrolled.example.org/app/", True),
        ("http://192.168.1.7:8501/", True),
        ("http://localhost:8501/", False),
        ("http://127.0.0.1:8501/", False),
        ("http://[::1]:8501/", False),
        (":///", False),
        ("", False),
    ],
)
def test_an_address_that_leads_nobody_else_here_is_not_given(address, public):
    assert is_public(address) == public


@pytest.mark.parametrize(
    ("window", "panel", "words"),
    [
        (0, "none", "Not in this file"),
        (2, "truncate", "truncated to 2 steps"),
        (0, "nudge", "The panel nudge was open"),
        (0, "compare", "this is the first"),
    ],
)
def test_it_says_what_it_does_not_show(window, panel, words):
    text = one_file(model(Config()), PICK, "sum", window, panel=panel)
    assert words in text
