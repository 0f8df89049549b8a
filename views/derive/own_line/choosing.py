"""The next line among four: ours and three wrong ones, and what each changed."""

from typing import Any

import streamlit as st

from derivations import Choice, choices
from derivations.judging.judge import judged
from derivations.latex.printer import latex

from ...proofs.checks import definition
from ...runtime.cache import cached
from .data_types import ChoiceCard, ChoiceData
from .differences import tell_difference, tell_example
from .kept import PICKED
from .question import Question

LETTERS = "ABCD"
NOTHING_NEXT = "This is the last line: none comes next."
TOO_FEW = (
    "On this network no wrong lines could be made that differ from ours by their "
    "numbers: take a longer text, or more units."
)


def _drawn(question: Question) -> tuple[Choice, ...]:
    """The four, the same for everyone with this address, whatever their names."""
    return _made(question._replace(names="source"))


@cached
def _made(question: Question) -> tuple[Choice, ...]:
    network = definition(question.config)
    return choices(question.derivation, question.n, network, question.config.seed)


@cached
def _answered(question: Question) -> list[ChoiceCard]:
    """The four with what each of them is."""
    network = definition(question.config)
    cards: list[ChoiceCard] = []
    for letter, choice in zip(LETTERS, _drawn(question), strict=False):
        card: ChoiceCard = {
            "tex": latex(choice.expr, names=question.names),
            "words": f"✓ Line {question.n + 1}. Its rule: {question.line.rule}.",
            "right": choice.kind is None,
            "differs": None,
            "example": "",
        }
        if choice.kind is not None:
            found = judged(question.derivation, question.n, choice.expr, network)
            told = tell_difference(found.differs, question.names)
            card["words"] = f"✗ {told['words'] if told else 'It is something else.'}"
            card["differs"] = told
            card["example"] = tell_example(found.counterexample, letter)
        cards.append(card)
    return cards


def _unanswered(question: Question) -> list[ChoiceCard]:
    return [
        {
            "tex": latex(choice.expr, names=question.names),
            "words": "",
            "right": False,
            "differs": None,
            "example": "",
        }
        for choice in _drawn(question)[: len(LETTERS)]
    ]


def choice_data(question: Question | None) -> ChoiceData:
    """What the browser needs to ask, and to answer once a card is picked."""
    presented = st.session_state.get("present") == "on"
    if question is None:
        return _nothing(NOTHING_NEXT, presented)
    picked = picked_card(question)
    cards = _unanswered(question) if picked is None else _answered(question)
    if len(cards) == 1:
        return _nothing(TOO_FEW, presented)
    letters = f"{LETTERS[0]} to {LETTERS[len(cards) - 1]}"
    keys = f"keys 1 to {len(cards)}" + (", Enter reveals" if presented else "")
    return {
        "name": question.name,
        "presented": presented,
        "ask": f"Which comes next as line {question.n + 1}? {letters}; {keys}.",
        "goal": question.derivation.goal_latex(question.line, names=question.names),
        "cards": cards,
        "picked": min(picked or 0, len(cards)),
        "answered": picked is not None,
        "line": question.n + 1,
    }


def _nothing(why: str, presented: bool) -> ChoiceData:
    return {
        "name": "",
        "presented": presented,
        "ask": why,
        "goal": "",
        "cards": [],
        "picked": 0,
        "answered": False,
        "line": 0,
    }


def pick(sent: object) -> None:
    """Note the card that was picked, from 1; 0 where all are only revealed."""
    if not isinstance(sent, dict) or not isinstance(sent.get("name"), str):
        return
    card: Any = sent.get("card")
    if isinstance(card, int | float) and 0 <= card <= len(LETTERS):
        st.session_state[PICKED] = (sent["name"], int(card))


def picked_card(question: Question) -> int | None:
    """The card that was picked for this question; None if none was yet."""
    name, card = st.session_state.get(PICKED, ("", 0))
    return card if name == question.name else None
