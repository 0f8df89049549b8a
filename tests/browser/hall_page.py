"""A presented scene in a browser, and what a lecturer does there."""

from urllib.parse import parse_qs, urlsplit

from views.shell.scenes import scene_link, shipped_scene_list

SCENES = shipped_scene_list("bptt").scenes
SCENE = scene_link(SCENES[1], "bptt", 2) + "&present=on"
FIRST = scene_link(SCENES[0], "bptt", 1) + "&present=on"
READY = (".network .scroll svg",)
COPIED = "navigator.clipboard.readText()"


def asked(address):
    query = parse_qs(urlsplit(address).query)
    return {name: value for name, (value,) in query.items()}


def more(visit, name):
    visit.page.locator(".hall-menu summary").click()
    visit.page.locator(".hall-menu").get_by_role("button", name=name).click()
