"""Pages in the names of another course: nothing on them is left in the source's."""

import re
from urllib.parse import quote

from tests.views.check.own_passes import hand_written, pasted
from tests.walks import sample
from views.address.settings import Config

GRADIENT = quote(pasted(hand_written(Config(), ahead=False), ["H"], digits=6))
PAGES = {
    "/?t=3&k=1": ".chain .katex",
    "/?motion=back&frame=2": ".walked:not(.unseen) .length",
    "/?motion=outer&matrix=L": ".stage .product rect",
    "/?matrix=L&whatif=nudge": ".response-curves svg",
    "/?matrix=U&whatif=step": ".response-curves svg",
    "/?whatif=edit": ".edit .cell",
    "/?whatif=truncate&window=2": ".truncation-table svg",
    "/?whatif=paths&t=4&k=1": ".rows .item",
    "/?whatif=largest": ".rows .item",
    "/?page=derive&derivation=earlier-error&line=6": ".aside .katex",
    "/?page=derive&derivation=hidden-weights&line=6&show=numbers": ".row.now .katex",
    "/?page=derive&derivation=full-gradient&line=7&show=code": ".program .mark .katex",
    "/?page=derive&derivation=hidden-weights&line=3&predict=write": ".palette .katex",
    "/?page=derive&derivation=earlier-error&line=2&predict=choose": ".choice .katex",
    "/?page=jacobians": ".factor-strip .cell",
    "/?page=learn&train=steps%3D40,clip%3D1,window%3D2&at=20": ".sample .said-word",
    "/?page=tour": ".scenes li a",
    "/?t=4&k=3&tour=bptt&scene=2": ".words .phrase",
    f"/?page=check&gradient={GRADIENT}": ".st-key-own_answer .slips .katex",
    "/?page=check&theme=all&section=all": ".slips .katex",
}
SPOKEN = """() => {
  const left = [];
  const attributes = ['aria-label', 'alt', 'title', 'placeholder'];
  const walk = node => {
    if (node.nodeType === Node.TEXT_NODE) {
      const words = node.textContent.trim();
      if (words && node.parentElement?.getClientRects().length) left.push(words);
      return;
    }
    if (node.matches?.('style, script, code, textarea, .katex, [data-visitor]')) return;
    for (const name of attributes)
      if (node.getAttribute?.(name)) left.push(node.getAttribute(name));
    for (const child of (node.shadowRoot ?? node).childNodes) walk(child);
  };
  walk(document.body);
  return left;
}"""
FORMULAS = """() => {
  const roots = [document];
  for (const part of document.querySelectorAll('*'))
    if (part.shadowRoot) roots.push(part.shadowRoot);
  return roots.flatMap(root =>
    [...root.querySelectorAll('.katex-mathml mi')].map(mi => mi.textContent));
}"""
ALOUD = """() => {
  const roots = [document];
  for (const part of document.querySelectorAll('*'))
    if (part.shadowRoot) roots.push(part.shadowRoot);
  return roots.flatMap(root => [...root.querySelectorAll('math')].map(
    math => math.getAttribute('aria-label') ?? 'no words'));
}"""
"""What a screen reader says of each formula."""
STANDING = re.compile(
    r"(?<![\w.“])d?(?:h0|[HLU])(?![a-zA-Z_”])|(?<![\w“])h[⁽(₀-₉]|σ(?![₀-₉ᵢ])"
)
VALUES = {"H", "L", "U"}
"""The options of *Weight matrix*, which are values of the address."""


def left_over(page):
    said = [re.sub("“[^”]*”", "", text) for text in page.evaluate(SPOKEN)]
    return [t for t in said if STANDING.search(t) and t not in VALUES]


def test_no_sentence_and_no_formula_is_left_in_the_sources_names(walker):
    for path, painted in sample(PAGES.items(), 7):
        walker.follow(f"{path}&names=coursera", (painted,))
        assert left_over(walker.page) == [], path
        formulas = walker.page.evaluate(FORMULAS)
        assert not set(formulas) & {"H", "L", "U", "σ"}, path
        for words in walker.page.evaluate(ALOUD):
            assert re.fullmatch(r"[A-Za-z0-9 .,:;]+", words), (path, words)


def test_what_is_pointed_at_is_said_in_the_names(visit):
    visit.open("/?t=3&k=1&names=wxh")
    visit.page.hover('.hit[data-k="1"][data-i="3"][data-j="1"]', force=True)
    said = visit.page.locator(".network .said").inner_text()
    assert "(W_hh)₃₁ has 4 instances here. dJ(3)/d(W_hh)₃₁ at instance 1" in said


def test_a_formula_is_read_aloud_in_words(visit):
    visit.open("/?t=2&k=1&names=wxh")
    inputs, _, _, _, headline, *_ = visit.page.evaluate(ALOUD)
    assert inputs.startswith("z at t equals W h h h at t minus 1 plus W x h")
    assert headline.startswith(
        "d J at 2 over d W h h, 1 2 equals the sum over k from 0 to 1 of "
        "d J at 2 over d W h h, 1 2 at k equals"
    )


def test_a_scene_that_is_gone_to_keeps_the_names(visit):
    visit.open("/?t=4&k=3&tour=bptt&scene=2&names=wxh", (".words .phrase",))
    assert "should (W_hh)₁₂ change" in visit.page.locator(".words").inner_text()
    visit.page.locator("a.next").click()
    visit.page.wait_for_url("**beat=1**")
    assert "names=wxh" in visit.page.url


def test_what_is_taken_home_is_in_the_names_on_the_screen(visit, tmp_path):
    visit.open("/?t=3&k=1&names=coursera")
    visit.act(lambda: visit.page.keyboard.press("t"))
    visit.page.get_by_role("dialog").get_by_text("On paper").wait_for()
    assert left_over(visit.page) == []
    for name, expected in {
        "Handout (LaTeX)": "The gradient of (W\\_aa)",
        "Notebook": "params = Params(W_aa, W_ax, W_ya, a0)",
        "Program (Python)": "def loss_and_gradients(W_aa, W_ax, W_ya, a0, inputs",
        "Network (SVG)": ">a<",
    }.items():
        with visit.page.expect_download() as waiting:
            visit.page.get_by_role("button", name=name, exact=True).click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        assert expected in path.read_text(encoding="utf-8"), name
