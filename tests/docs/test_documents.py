"""Documents: their code runs; links, commands and the table of settings are right."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from views.address.settings import DEFAULT_TEXT, PAGES, SETTINGS, Choice, Number, Text

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
NAMES = [str(document.relative_to(ROOT)) for document in DOCUMENTS]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`[^`\n]+`")
MAKE = re.compile(r"\bmake +([a-z]+)\b")
MODULE = re.compile(r"python -m ([a-z_.]+)")
ROW = re.compile(r"^\| `(\w+)` \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
COMMAND = re.compile(r"^(?: {4}(.*)$)|`([^`\n]+)`", re.MULTILINE)
UNSET = {
    "text": "a text of ours",
    "edits": "none",
    "network": "none",
    "train": "none",
    "gradient": "none",
    "written": "none",
    "compare": "none",
}
"""Defaults that the table describes instead of quoting them."""


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(name: str) -> set[str]:
    """The headings of a document, as GitHub names them in links."""
    headings = re.findall(r"^#+ +(.+)$", FENCE.sub("", read(name)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def test_the_library_code_of_the_readme_runs_as_written():
    blocks = [
        code for kind, code in FENCE.findall(read("README.md")) if kind == "python"
    ]
    assert len(blocks) >= 3
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join(blocks)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    printed = done.stdout.splitlines()
    assert printed
    assert all(" True " in line for line in printed), done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_files_and_headings_that_exist(name):
    text = INLINE.sub(
        "", re.sub(r"^ {4}.*$", "", FENCE.sub("", read(name)), flags=re.M)
    )
    for goal in LINK.findall(text):
        if re.match(r"https?://", goal):
            continue
        path, _, heading = goal.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.is_file(), goal
        if heading:
            assert heading in anchors(str(target.resolve().relative_to(ROOT))), goal


def test_every_document_and_picture_is_linked_from_another():
    linked = {
        (document.parent / goal.partition("#")[0]).resolve()
        for document in DOCUMENTS
        for goal in LINK.findall(document.read_text(encoding="utf-8"))
    }
    shown = [*(ROOT / "docs").glob("*.md"), *(ROOT / "docs").glob("*.png")]
    assert [path.name for path in shown if path not in linked] == []


@pytest.mark.parametrize("name", NAMES)
def test_commands_exist(name):
    commands = ["".join(parts) for parts in COMMAND.findall(read(name))]
    makefile = read("Makefile")
    for goal in {g for command in commands for g in MAKE.findall(command)}:
        assert re.search(rf"^{goal}:", makefile, re.MULTILINE), goal
    for module in {m for command in commands for m in MODULE.findall(command)}:
        place = ROOT / module.replace(".", "/")
        known = place.with_suffix(".py").is_file() or (place / "__main__.py").is_file()
        assert known or module in {"pip", "pytest", "http.server"}, module


def number(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-"))


def rows() -> dict[str, tuple[str, str]]:
    """Default and limits of each parameter, from all tables of docs/address.md."""
    return {row[1]: (row[3], row[4]) for row in ROW.finditer(read("docs/address.md"))}


def test_every_parameter_of_the_address_is_documented_once():
    named = [row[1] for row in ROW.finditer(read("docs/address.md"))]
    assert sorted(named) == sorted(SETTINGS)


@pytest.mark.parametrize("name", SETTINGS)
def test_a_parameter_has_its_default_and_its_limits(name):
    default, limits = rows()[name]
    match SETTINGS[name]:
        case Choice() as choice:
            assert default == f"`{choice.default}`"
            assert tuple(re.findall(r"`([^`]+)`", limits)) == choice.options
        case Text() as text:
            assert default == UNSET[name]
            assert text.default == (DEFAULT_TEXT if name == "text" else "")
            assert number(limits.removesuffix(" characters")) == text.longest
        case Number() as setting:
            assert number(default) == setting.default
            low, high = re.match(
                r"(?:from )?([−\d.,]+\d|\d)(?: to ([−\d.,]+\d|\d))?", limits
            ).groups()
            assert number(low) == setting.low
            if high is None:
                assert setting.high == 1_000_000, "a limit that other settings decide"
            else:
                assert number(high) == setting.high


def test_pages_are_documented():
    sentence = re.search(
        r"^path `/derive`\. It is (.*)\.$", read("docs/address.md"), re.M
    )
    assert tuple(re.findall(r"`(\w+)`", sentence[1])) == tuple(PAGES)
