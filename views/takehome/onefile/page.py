"""One view as a file of HTML: it loads nothing, sends nothing, and answers every pick.

It is drawn by the app's own modules, joined in one script, with the numbers beside it
as JSON. Its policy names that script and that style sheet by their hashes: nothing
else in it can run, and nothing can be fetched.
"""

import base64
import hashlib
import json
import tomllib
from functools import cache
from html import escape

from ...address.notices import show_invisible
from ...address.settings import Selection
from ...components.joining import VIEWS, bundle, style
from ...model.model import Model
from ...text.naming import written_in
from ...unroll.pictures import BARS, NETWORK, TRIANGLE
from ..settings_and_steps import list_settings
from .view_data import file_data
from .words import Words, words

HOST = VIEWS / "takehome" / "onefile" / "host.js"
DRAWN = tuple(
    VIEWS / name
    for name in (
        "components/formulas.js",
        "unroll/network.js",
        "unroll/triangle.js",
        "unroll/bars.js",
    )
)
PAGE_STYLES = tuple(
    VIEWS / "components" / f"{name}.css" for name in ("common", "formulas", "mathml")
)
STYLES = {
    "network": NETWORK.styles,
    "triangle": TRIANGLE.styles,
    "bars": BARS.styles,
}
"""Of pictures in shadows of their own; the others are in the page."""
THEME = VIEWS.parent / ".streamlit" / "config.toml"
VARIABLES = {
    "primaryColor": "--st-primary-color",
    "backgroundColor": "--st-background-color",
    "secondaryBackgroundColor": "--st-secondary-background-color",
    "textColor": "--st-text-color",
}
POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'"
)
"""Scripts and styles by their hashes; of pictures only the empty icon of the page."""
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{styles}</style>
</head>
<body>
<main>
<h1>{heading}</h1>
<p>{about}</p>
<noscript><p>Its pictures need JavaScript, which is off here.</p></noscript>
<div id="headline"></div>
<div id="picks" role="group" aria-label="Pick by number"></div>
<p id="picked" role="status"></p>
<h2>The network, unrolled</h2>
<div id="network"></div>
<div class="columns">
<section>
<h2>What each step’s copy adds to each loss</h2>
<p>{triangle}</p>
<div id="triangle"></div>
<h3 id="bars-about"></h3>
<div id="bars"></div>
</section>
<section>
<h2 id="chain-title"></h2>
<p>{chain}</p>
<div id="chain"></div>
</section>
</div>
<details><summary>This network</summary>
<dl>{settings}</dl>
</details>
<footer>
<h2>The full view</h2>
<p>{missing}</p>
<p>{way}</p>
<p><code id="query"></code></p>
</footer>
</main>
<script type="application/json" id="data">{data}</script>
<script type="module">{script}</script>
</body>
</html>
"""


def one_file(
    model: Model,
    selection: Selection,
    reduction: str,
    window: int,
    names: str = "source",
    query: str = "",
    address: str = "",
    panel: str = "none",
) -> str:
    """A view as the text of a file.

    query: what restores it in any copy of the app, of which `address` is one; "" where
    none is known. panel: the what-if panel that is open in the view.
    """
    window = min(window, model.trace.steps)
    with written_in(names):
        data = file_data(model, selection, reduction, window, names, query, address)
        said = words(model, data, reduction, window, panel)
        rows = list_settings(model, selection, reduction, window)
    settings = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(shown(value))}</dd>"
        for name, value in rows
        if name != "Picked"
    )
    return _page(said, settings, in_script(json.dumps(data, allow_nan=False)))


def shown(value: str) -> str:
    """A setting on one line, every sign of it visible."""
    return show_invisible(" ".join(value.split()), len(value))


def _page(said: Words, settings: str, data: str) -> str:
    styles, script = page_styles(), page_script()
    policy = POLICY.format(script=digest(script), style=digest(styles))
    return PAGE.format(
        policy=policy,
        settings=settings,
        data=data,
        styles=styles,
        script=script,
        **{name: text for name, text in said._asdict().items()},
    )


def digest(text: str) -> str:
    """By what a content security policy names an inline script or style sheet."""
    hashed = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(hashed).decode()}"


def in_script(data: str) -> str:
    """JSON that ends no script element, and begins none: it has no "<"."""
    return data.replace("<", "\\u003c")


@cache
def page_script() -> str:
    """All modules as one; ValueError if their text would end the script element."""
    styles = {name: style(VIEWS / name) for part in STYLES.values() for name in part}
    host = f"scripts[{json.dumps(HOST.relative_to(VIEWS).as_posix())}]"
    start = f"{host}.start(scripts, dress, {json.dumps(STYLES)});\n"
    text = bundle((*DRAWN, HOST), styles) + start
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError("a script has a text that ends or hides scripts")
    return text


@cache
def page_styles() -> str:
    """The page's style sheet, in the app's colours, light and dark."""
    theme = tomllib.loads(THEME.read_text(encoding="utf-8"))["theme"]
    light, dark = (
        "".join(f"{VARIABLES[name]}: {theme[scheme][name]};" for name in VARIABLES)
        for scheme in ("light", "dark")
    )
    own = style(HOST.with_name("page.css"))
    common = "\n".join(style(path) for path in PAGE_STYLES)
    return (
        f":root {{ {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        f"{common}\n{own}"
    )
