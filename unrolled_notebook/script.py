"""The one module that draws the pictures: all that they need, in one text."""

import json
from functools import cache

from views.components.joining import VIEWS, bundle, style

from .pictures import ROLES

OWN = ("unroll/apart/render.js", "unroll/apart/apart.css")

MODULE = """\
const apart = () => {
BUNDLE
return { scripts, dress, roles: ROLES };
};
export default { render: place => {
const files = apart();
return files.scripts['RENDER'].drawPictures(files, place);
} };
"""
"""Made anew for each place where a widget is shown: none shares state with another."""


@cache
def script() -> str:
    """The module that anywidget loads; it imports nothing."""
    render, own = OWN
    names = sorted({picture.script for picture in ROLES.values()})
    styles = {own, *(name for picture in ROLES.values() for name in picture.styles)}
    sheets = {name: style(VIEWS / name) for name in sorted(styles)}
    roles = {role: [part.script, part.styles] for role, part in ROLES.items()}
    return (
        MODULE.replace("RENDER", render)
        .replace("ROLES", json.dumps(roles))
        .replace("BUNDLE", bundle((VIEWS / name for name in [*names, render]), sheets))
    )
