"""Tests in a browser that hostile words become text, no element and no request."""

import re
import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from tests.hostile.strangers import MARKUP, SIGNS, TEX
from views.address.settings import SETTINGS

PAINTED = {
    "unroll": (".edit .cell", ".chain .katex"),
    "jacobians": (".factor-strip .cell",),
    "derive": (".row.now .katex",),
    "check": (".heatmaps .cell", ".slips .katex"),
    "tour": (".scenes a",),
}
TEXT = " ".join([*MARKUP, *TEX, "constructor toString __proto__ valueOf", *SIGNS])[
    :1000
]
EDITS = (
    "*".join(f"x{n}_{markup}" for n, markup in enumerate(MARKUP, 1))
    + "*<b>$x$*"
    + TEX[0]
)
FOREIGN = """() => {
  const found = [], all = root => [...root.querySelectorAll('*')].flatMap(
    node => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
  const nodes = all(document);
  for (const node of nodes) {
    const name = node.localName;
    if (/^(iframe|object|embed|base|form)$/.test(name)) found.push(name);
    for (const { name: key, value } of node.attributes) {
      if (key.startsWith('on')) found.push(`${name} ${key}`);
      const own = name === 'a' && key === 'href' && value !== 'x'
        && location.origin !== 'null' && URL.canParse(value, document.baseURI)
        && new URL(value, document.baseURI).origin === location.origin;
      if (/^(href|src|action|xlink:href)$/.test(key) && !own)
        if (/evil|javascript:|^x$/.test(value)) found.push(`${name} ${key}=${value}`);
    }
    if (/^(script|style)$/.test(name))
      if (/hacked|[*]{display:none}/.test(node.textContent)) found.push(name);
  }
  if ('hacked' in window) found.push('hacked');
  return found;
}"""


@pytest.fixture
def guarded(visit):
    """A visitor whose requests are recorded; all must go to this host."""
    asked = []
    visit.page.on("request", lambda request: asked.append(request.url))
    yield visit
    assert visit.page.evaluate(FOREIGN) == []
    host = urlsplit(visit.address).netloc
    away = [u for u in asked if urlsplit(u).netloc not in (host, "")]
    assert asked
    assert away == []


@pytest.mark.parametrize("page", PAINTED)
def test_hostile_words_are_words(guarded, page):
    asked = {"page": page, "text": TEXT, "edits": EDITS, "whatif": "edit", "T": "4"}
    asked |= {MARKUP[0]: "1", "matrix": "L" if page == "check" else MARKUP[1]}
    guarded.open("/?" + urlencode(asked), PAINTED[page])
    box = guarded.page.get_by_label("Text", exact=True)
    expect(box).to_have_value(re.compile(re.escape(MARKUP[0])))
    said = guarded.page.get_by_text(f"The address has “{MARKUP[0]}”").first
    assert said.is_visible()


def test_the_search_finds_what_it_is_for(visit):
    visit.page.goto("about:blank")
    for markup in (*MARKUP[:4], "<p><a href='javascript:1'>x</a></p>"):
        visit.page.set_content(f"<main>{markup}</main>")
        assert visit.page.evaluate(FOREIGN), markup
        visit.page.evaluate("delete window.hacked")
    visit.page.set_content("<p>javascript:window.hacked=1</p>")
    assert visit.page.evaluate(FOREIGN) == []
    visit.complaints.clear()


SCENES = f"""# {MARKUP[0]} {TEX[0]}
page=unroll&t=2&text={MARKUP[0].replace(" ", "+")}&focus=network
{MARKUP[1]} {MARKUP[2]} {MARKUP[3]} [go {MARKUP[8]}](k=0) {SIGNS[0]}

# Away
page=/evil.example&t=2
[a](javascript:window.hacked=1) [b](page=//evil.example)

# {MARKUP[3]}
page=javascript:window.hacked=1&t=2
{MARKUP[4]}
"""


def test_a_hostile_scene_list_is_words_and_links_of_this_app(guarded):
    page = guarded.open("/?page=tour", PAINTED["tour"]).page
    field = page.locator('[data-testid="stMain"] input[type="file"]')
    name = f"{MARKUP[5]} ../x.txt".replace("/", "_")
    sent = {"name": name, "mimeType": "text/plain", "buffer": SCENES.encode()}
    guarded.act(lambda: field.set_input_files(sent))
    host = urlsplit(guarded.address).netloc
    links = page.locator(".scenes a")
    addresses = links.evaluate_all("all => all.map(a => a.href)")
    assert len(addresses) == 13
    assert {urlsplit(address).netloc for address in addresses} == {host}
    assert page.get_by_text("There is no page “/evil.example”").is_visible()
    guarded.ready = (".scene-bar h2",)
    mine = page.get_by_role("link", name=MARKUP[0])
    guarded.act(lambda: mine.click())
    shown = page.locator(".scene-bar").first.inner_text()
    assert MARKUP[1] in shown
    assert MARKUP[3] in shown
    steps = page.locator(".scene-bar .dot").count() or 1
    for _ in range(steps):
        guarded.act(lambda: page.keyboard.press("ArrowRight"))
    assert page.locator(".scene-bar h2").first.inner_text() == "Away"
    assert urlsplit(page.url).netloc == host


def test_the_longest_link_is_opened_as_it_is(guarded):
    longest = SETTINGS["text"].longest
    asked = {"text": "😀😀é " * (longest // 4), "edits": "é" * longest}
    query = urlencode(asked)
    assert len(query) > 12_000
    guarded.open("/?" + query, (".chain .katex",))
    assert parse_qs(guarded.query()[1:])["edits"] == [asked["edits"]]
    field = guarded.page.get_by_label("Text", exact=True)
    value = guarded.wait_until_still(field.input_value)
    assert value.strip() == asked["text"].strip()


def test_a_longer_one_than_any_harms_no_server(address):
    try:
        urllib.request.urlopen(f"{address}/?text={'a' * 1_000_000}", timeout=30).close()
    except (urllib.error.HTTPError, ConnectionError):
        pass
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=30) as health:
        assert health.status == 200
