"""One's own line, or one's own whole derivation: the data of its box."""

import streamlit as st

from derivations import Unreadable

from . import kept
from .answer import answer_line
from .data_types import LineAnswer, OwnLineData, WrittenLine
from .hints import hint_steps
from .palette import palette
from .question import Question, part_start
from .reading import read_typed

SHORTEST = 20
"""With room for fewer characters no further line is asked for."""
NOTHING_NEXT = "This is the last line: none comes next."
NO_ROOM = "There is no room for more lines here: take one back."
UNREADABLE = "This cannot be read yet: below the box it says why."


def line_data(question: Question | None) -> OwnLineData:
    """The box for one line, and its verdict once it was asked for."""
    if question is None:
        return {**_empty(), "ask": NOTHING_NEXT}
    asked = kept.asked_for(question)
    answer = _answer(question, asked) if asked else None
    return {
        **_box(question),
        "ask": f"What comes next? Write line {question.n + 1}, then check it.",
        "answer": answer,
        "on": _way_on(question, answer),
        "hints": hint_steps(question),
    }


def _way_on(question: Question, answer: LineAnswer | None) -> int:
    """The line of ours to go on to, from 1; 0 before one's own is true and new."""
    if answer is None or answer["verdict"] not in ("right", "new"):
        return 0
    return answer["line"] or question.n + 1


def judge_row(shown: Question) -> None:
    """Judge what is in the box, if that was asked for; what leads on becomes a row."""
    *_, question = progress(shown, kept.rows())
    text = kept.take_judged(question)
    if text.strip() and _answer(question, text)["verdict"] in ("right", "new"):
        kept.add_row(text)


def whole_data(shown: Question) -> OwnLineData:
    """The lines of one's own derivation, and the box for the next."""
    d, (written, reached, question) = shown.derivation, progress(shown, kept.rows())
    lines = d.part_of(shown.line).lines
    done = reached == part_start(shown) + len(lines) - 1
    asked = kept.asked_for(question)
    said = f"Your line {len(written) + 1}" if written else "Begin: your line 1"
    ask = f"{said}. Check it, and it is put below the others."
    if done:
        ask = "A further line, if you like; or choose another derivation on the map."
    return {
        **_box(question),
        "whole": True,
        "ask": ask if kept.room() > SHORTEST else NO_ROOM,
        "goal": d.goal_latex(lines[0], names=shown.names),
        "answer": _answer(question, asked) if asked else None,
        "hints": [] if done else hint_steps(question),
        "written": written,
        "target": _target(shown),
        "done": _done(len(written), len(lines)) if done else "",
    }


def progress(
    shown: Question, rows: list[str]
) -> tuple[list[WrittenLine], int, Question]:
    """Each line with its verdict, our line that they came to, and what comes next."""
    first = part_start(shown)
    last = first + len(shown.derivation.part_of(shown.line).lines) - 1
    made: list[WrittenLine] = []
    reached = first - 1
    question = shown._replace(n=first)
    for text in rows[:-1]:
        answer = _answer(question, text)
        made.append({"tex": read_typed(question, text)["tex"], "answer": answer})
        reached = max(reached, answer["line"] - 1)
        question = shown._replace(n=min(reached + 1, last))
    return made, reached, question


def _target(shown: Question) -> str:
    """The last line of the part, which a whole derivation leads to."""
    d, names = shown.derivation, shown.names
    last = d.part_of(shown.line).lines[-1]
    return f"{d.goal_latex(last, names=names)} = {last.latex(names=names)}"


def _done(count: int, ours: int) -> str:
    lines = "1 line" if count == 1 else f"{count} lines"
    return (
        f"Done: you reached the form that was asked for, in {lines}; ours has {ours}."
    )


def _answer(question: Question, text: str) -> LineAnswer:
    """The verdict; of what cannot be read, that it cannot."""
    try:
        return answer_line(question, text)
    except Unreadable:
        return {
            "text": text,
            "verdict": "open",
            "words": UNREADABLE,
            "differs": None,
            "example": "",
            "line": 0,
        }


def _box(question: Question) -> OwnLineData:
    text = kept.draft()
    return {
        **_empty(),
        "name": question.name,
        "goal": question.derivation.goal_latex(question.line, names=question.names),
        "text": text,
        "palette": palette(question),
        "reading": read_typed(question, text) if text.strip() else None,
    }


def _empty() -> OwnLineData:
    return {
        "name": "",
        "whole": False,
        "presented": st.session_state.get("present") == "on",
        "turn": kept.turn(),
        "ask": "",
        "goal": "",
        "text": kept.draft(),
        "longest": kept.room(),
        "palette": [],
        "reading": None,
        "answer": None,
        "on": 0,
        "hints": [],
        "written": [],
        "target": "",
        "done": "",
    }
