"""The handout: a view with its numbers and derivations, as one LaTeX document."""

from collections.abc import Mapping, Sequence

from ..address.settings import Selection
from ..model.model import Model
from ..proofs.version import Version
from ..text.losses import WHOLE_LOSSES
from ..text.names import weight_name
from ..text.naming import written_in
from ..text.numerals import plural
from ..unroll.captions import network_guide
from ..unroll.data_types import TriangleData
from ..unroll.network import network
from ..unroll.triangle import triangle
from ..unroll.zeros import network_rest
from .document import clickable_link, document
from .formula import formula_paragraph
from .instance_sums import loss_sum, whole_sum
from .network_picture import network_picture
from .proofs import Part, Shown, picked_indices, proof_at
from .settings_and_steps import list_settings, list_steps, picked_weight
from .text import latex_text, our_text
from .tikz import number_tex
from .triangle_picture import triangle_picture

HEAD = r"""\documentclass[a4paper,11pt]{article}
\usepackage[margin=2.4cm]{geometry}
\usepackage[hidelinks,bookmarks=false]{hyperref}
\setlength\parindent{0pt}
\setlength\parskip{.5ex plus .2ex}
\raggedright
\raggedbottom
\frenchspacing
\usepackage{multicol}
\newlength\across
\setlength\across{.16\textwidth}
\setlength\columnsep{20pt}
\setlength\multicolsep{2pt}
\raggedcolumns
\makeatletter
\newcommand\intwo[1]{\par\begingroup\def\@currenvir{multicols}%
  \multicols{2}#1\endmulticols\endgroup}
\makeatother
\newcommand\setting[2]{{\leftskip=\across
  \noindent\hskip-\across\makebox[\across][l]{#1}#2\par}}
\newcommand\cell[2]{\makebox[#1\linewidth][l]{\fitted{#1\linewidth}{#2}}\hfil}
\newcommand\wordrow[5]{\noindent\hbox to \linewidth{\cell{.1}{#1}\cell{.27}{#2}%
  \cell{.27}{#3}\cell{.18}{#4}\cell{.12}{#5}}\par}
% \together{a line}: on one page, where it takes less than a third of one. Of a longer
% one no paragraph of text is broken, and no row of a formula stands alone.
\newsavebox\wholebox
\newcommand\together[1]{\par\sbox\wholebox{\begin{minipage}{\linewidth}#1\end{minipage}}%
  \ifdim\dimexpr\ht\wholebox+\dp\wholebox\relax<.33\textheight
    {\interlinepenalty=10000 #1}\else
    {\clubpenalty=10000 \widowpenalty=10000 #1}\fi}
% \ontopage{text}{picture}: a little smaller where it fits on the page then.
\newsavebox\drawnbox
\newcommand\ontopage[2]{\par\sbox\drawnbox{#2}%
  \sbox\wholebox{\begin{minipage}{\linewidth}\raggedright#1\usebox\drawnbox\end{minipage}}%
  \dimen0=\dimexpr\ht\wholebox+\dp\wholebox-\pagegoal+\pagetotal+1ex\relax
  \dimen2=\dimexpr\ht\drawnbox+\dp\drawnbox\relax
  \ifdim\dimen0>0pt \ifdim\dimen0<.2\dimen2
    \sbox\drawnbox{\resizebox*{!}{\dimexpr\dimen2-\dimen0}{\usebox\drawnbox}}\fi\fi
  \begin{minipage}{\linewidth}\raggedright#1\usebox\drawnbox\end{minipage}\par}
\newcommand\kept[1]{{\interlinepenalty=10000 #1\par}}
"""
COLOURED = (
    "Orange and solid: it adds, blue and dashed: it takes away, grey: nothing; the "
    "wider the more. The ▸ marks the word that came next."
)
COLUMNS = ("step", "reads", "then comes", "probability", "loss")
LACKING = (
    "[U+4E2D] stands for a character that the fonts at hand lack: XeLaTeX and LuaLaTeX "
    "find more fonts than pdfLaTeX."
)
LONGEST = 20
"""Characters of a word in the table of words."""
BRIEF = 40
"""Characters of a setting that fits into half a line."""


def handout(
    model: Model,
    selection: Selection,
    reduction: str = "sum",
    derivations: Sequence[str] = ("instance-sum",),
    link: str = "",
    window: int = 0,
    indices: Mapping[str, int] | None = None,
    own: str = "",
    names: str = "source",
) -> str:
    """A view as a LaTeX document that pdfLaTeX, XeLaTeX and LuaLaTeX compile.

    `derivations` are slugs, in the order wanted; KeyError for one that is unknown.
    `indices` are the settings i, j, t, s and window that the derivations are written
    for, by default those of `selection`; what is out of range becomes the nearest.
    `own` is a section more, of a derivation of the visitor's own.
    `names`: what quantities are called in it, one of `naming.CALLED`.
    Under truncation to `window` > 0 the triangle's sums are those of the kept terms.
    """
    data = triangle(model, selection, reduction, window)
    index_settings = {**picked_indices(selection, window), **(indices or {})}
    with written_in(names):
        proofs = [_derivation(model, s, reduction, index_settings) for s in derivations]
        sections = [
            _settings(model, selection, reduction, window),
            _words(model),
            _network(model, selection, window),
            _sums(model, selection, data, window),
            _triangle(data),
            *proofs,
            *filter(None, [own]),
        ]
        body = "\n\n".join(sections)
        opening = _opening(model, selection, link, lacking=r"\beyond" in body)
    return document(HEAD, f"{opening}\n\n{body}")


def _opening(model: Model, selection: Selection, link: str, lacking: bool) -> str:
    title = latex_text(picked_weight(selection))
    paragraphs = [
        r"{\LARGE\bfseries Back-propagation through time}\par",
        rf"{{\large {title}}}\par\medskip",
    ]
    if link:
        paragraphs.append(rf"The same view, alive: {clickable_link(link)}\par")
    notices = (*model.passage.notices, *model.notices, *([LACKING] * lacking))
    paragraphs += [rf"{our_text(notice)}\par" for notice in notices]
    return "\n".join(paragraphs)


def _section(title: str) -> str:
    return rf"\section*{{{our_text(title)}}}"


def _settings(model: Model, selection: Selection, reduction: str, window: int) -> str:
    named_values = list_settings(model, selection, reduction, window)
    brief = "\n".join(
        _setting(*named_value)
        for named_value in named_values
        if len(named_value[1]) <= BRIEF
    )
    rest = [
        _setting(*named_value)
        for named_value in named_values
        if len(named_value[1]) > BRIEF
    ]
    return "\n".join([_section("Settings"), rf"\intwo{{{brief}}}", *rest])


def _setting(name: str, value: str) -> str:
    return rf"\setting{{{latex_text(name)}}}{{{latex_text(value)}}}"


def _words(model: Model) -> str:
    head = "".join(rf"{{\itshape {name}}}" for name in COLUMNS)
    rows = [
        rf"\wordrow{{{step.time}}}{{{latex_text(step.read, LONGEST)}}}"
        rf"{{{latex_text(step.target, LONGEST)}}}"
        f"{{{number_tex(step.probability)}}}{{{number_tex(step.loss)}}}"
        for step in list_steps(model)
    ]
    table = "\n".join(rows)
    above = rf"\intwo{{\wordrow{head}\wordrow{head}}}\nopagebreak"
    return "\n".join([_section("The words read"), above, rf"\intwo{{{table}}}"])


def _network(model: Model, selection: Selection, window: int) -> str:
    drawn = network_picture(network(model, selection, "", window))
    sentences = [
        network_guide(model, selection),
        network_rest(model, selection),
        COLOURED,
    ]
    return _picture("The network", drawn.tikz, [*sentences, drawn.left_out])


def _triangle(data: TriangleData) -> str:
    sentences = [
        "A row is a loss, a column an instance: what it adds to that loss’s gradient.",
        str(data["rest"]),
    ]
    return _picture("The triangle", triangle_picture(data), sentences)


def _picture(title: str, tikz: str, sentences: Sequence[str]) -> str:
    text = our_text(" ".join(filter(None, sentences)))
    return f"{_section(title)}\n\\ontopage{{{text}\\par\\medskip}}{{%\n{tikz}}}"


def _sums(model: Model, selection: Selection, data: TriangleData, window: int) -> str:
    name = weight_name(selection)
    heading = f"The gradient of loss {selection.t}, instance by instance:"
    if data["window"]:
        steps = plural(window, "step")
        heading = f"Of loss {selection.t}, what truncation to {steps} keeps:"
    whole = f"{WHOLE_LOSSES[data['over']].heading}:"
    return "\n".join(
        [
            _section(f"The gradient of {name}"),
            rf"{our_text(heading)}\par\nopagebreak",
            formula_paragraph(loss_sum(model, selection, window)),
            rf"{our_text(whole)}\par\nopagebreak",
            formula_paragraph(whole_sum(data, selection)),
        ]
    )


def _derivation(
    model: Model, slug: str, reduction: str, index_settings: Mapping[str, int]
) -> str:
    version = Version(slug, model.config.activation, reduction)
    shown = proof_at(model, version, index_settings)
    blocks = [
        _section(shown.title),
        rf"{our_text(f'{shown.where} {shown.about}')}\par\nopagebreak",
    ]
    for part in shown.parts:
        blocks += _part(part)
    return "\n".join(blocks)


def _part(part: Part) -> list[str]:
    blocks = []
    if part.title:
        blocks.append(rf"\subsection*{{{our_text(part.title)}}}")
    if part.at:
        blocks.append(rf"{our_text(part.at)}\par\nopagebreak")
    return [*blocks, *map(line_tex, part.lines)]


def line_tex(line: Shown) -> str:
    rule = rf"\textbf{{{line.place}. {our_text(line.rule)}.}} {our_text(line.note)}"
    return (
        f"\\smallskip\\together{{\\kept{{{rule}}}\\nopagebreak\n"
        f"{formula_paragraph(line.tex, line.brief)}\\nopagebreak\n"
        f"\\kept{{\\small {our_text(line.check)}}}}}"
    )
