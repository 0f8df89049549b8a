"""Slides in Beamer: each line of a derivation on a slide of its own."""

from collections.abc import Mapping, Sequence

from ..address.settings import Selection
from ..model.model import Model
from ..proofs.version import Version
from ..text.naming import written_in
from .document import clickable_link, document
from .formula import formula_paragraph
from .proofs import Part, Proof, Shown, picked_indices, proof_at
from .settings_and_steps import list_settings, picked_weight
from .text import latex_text, our_text

HEAD = r"""\documentclass[aspectratio=169,11pt,hyperref={bookmarks=false}]{beamer}
\usefonttheme[onlymath]{serif}
\setbeamertemplate{navigation symbols}{}
\setbeamertemplate{footline}[frame number]
\setbeamercolor{frametitle}{fg=black}
\setbeamercolor{structure}{fg=accent}
\setbeamertemplate{frametitle}{\vskip10pt\usebeamerfont{frametitle}\insertframetitle\par}
\newsavebox\tallbox
\newif\iffits
\newif\ifstrict
\newcommand\attempt[3]{% percent, height, content: set so much smaller, on longer lines
  \iffits\else
    \global\shrunkfalse
    \sbox\tallbox{\begin{minipage}{\dimexpr\textwidth*100/#1\relax}%
      \raggedright#3\end{minipage}}%
    \ifstrict\else\global\shrunkfalse\fi
    \ifdim\dimexpr(\ht\tallbox+\dp\tallbox)*#1/100\relax>#2\relax\else
      \ifshrunk\else\fitstrue\fi\fi
  \fi}
\newcommand\attempts[2]{\fitsfalse
  \attempt{100}{#1}{#2}\attempt{95}{#1}{#2}\attempt{90}{#1}{#2}\attempt{85}{#1}{#2}%
  \attempt{80}{#1}{#2}\attempt{75}{#1}{#2}\attempt{70}{#1}{#2}\attempt{65}{#1}{#2}}
\newcommand\within[2]{% height, content: made smaller where it is taller
  \stricttrue\attempts{#1}{#2}%
  \iffits\else\strictfalse\attempts{#1}{#2}\fi
  \iffits\resizebox{\textwidth}{!}{\usebox\tallbox}\else
    \resizebox*{!}{#1}{\usebox\tallbox}\fi}
\newcommand\withinor[3]{% height, content, what stands for it if that becomes too small
  \stricttrue\attempts{#1}{#2}%
  \iffits\resizebox{\textwidth}{!}{\usebox\tallbox}\else\within{#1}{#3}\fi}
"""
TITLE = r"""\vspace*{{6pt}}\within{{.84\textheight}}{{{{%
\Large\bfseries Back-propagation through time}}\par\medskip {title}\par\medskip
\small\begin{{tabular}}{{@{{}}p{{.16\textwidth}} p{{.78\textwidth}}@{{}}}}
{rows}
\end{{tabular}}\par\medskip {link}}}"""
SHOWN = 300
"""Characters of a setting, and of the link, that the title slide shows."""


def slides(
    model: Model,
    selection: Selection,
    reduction: str = "sum",
    derivations: Sequence[str] = ("instance-sum",),
    link: str = "",
    window: int = 0,
    indices: Mapping[str, int] | None = None,
    names: str = "source",
) -> str:
    """Derivations as a Beamer document; the arguments are those of `handout`.

    The title slide has the settings and the link.
    """
    index_settings = {**picked_indices(selection, window), **(indices or {})}
    with written_in(names):
        frames = [_title(model, selection, reduction, link, window)]
        for slug in derivations:
            version = Version(slug, model.config.activation, reduction)
            frames += _frames(proof_at(model, version, index_settings))
    return document(HEAD, "\n\n".join(frames))


def _frame(title: str, body: str) -> str:
    above = (
        rf"\frametitle{{\fitted{{\textwidth}}{{{our_text(title)}}}}}" if title else ""
    )
    return f"\\begin{{frame}}[t]{above}\n{body}\n\\end{{frame}}"


def _title(
    model: Model, selection: Selection, reduction: str, link: str, window: int
) -> str:
    rows = "\n".join(
        rf"{latex_text(name)} & \raggedright {latex_text(value, SHOWN)}\tabularnewline"
        for name, value in list_settings(model, selection, reduction, window)
    )
    title = latex_text(picked_weight(selection))
    alive = clickable_link(link, SHOWN) if link else ""
    return _frame("", TITLE.format(title=title, rows=rows, link=alive))


def _frames(shown: Proof) -> list[str]:
    count = sum(len(part.lines) for part in shown.parts)
    return [
        _line(shown, part, line, count) for part in shown.parts for line in part.lines
    ]


def _line(shown: Proof, part: Part, line: Shown, count: int) -> str:
    about = " ".join(filter(None, (part.title and f"{part.title}.", part.at)))
    whole = rf"\large {formula_paragraph(line.tex, line.brief)}"
    brief = rf"\large {formula_paragraph(line.brief)}" if line.brief else whole
    return _frame(
        shown.title,
        "\n".join(
            [
                rf"{{\small\color{{black!60}}\fitted{{\textwidth}}"
                rf"{{{our_text(f'Line {line.place} of {count}. {about}')}}}\par}}",
                rf"\vfill\withinor{{.54\textheight}}{{{whole}}}{{{brief}}}",
                rf"\vfill\within{{.2\textheight}}{{\textbf{{{our_text(line.rule)}.}} "
                rf"{our_text(line.note)}\par "
                rf"{{\small {our_text(line.check)}\par}}}}\vfill",
            ]
        ),
    )
