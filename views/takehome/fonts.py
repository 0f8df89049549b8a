"""Fonts and packages, for pdfLaTeX, XeLaTeX and LuaLaTeX alike."""

FONTS = r"""\usepackage{iftex}
\iftutex
  \usepackage{fontspec}
\else
  \usepackage[T1]{fontenc}
  \usepackage{lmodern}
  \usepackage{textcomp}
\fi
\usepackage{amsmath,amssymb}
\usepackage{graphicx}
\usepackage{tikz}
"""
BEYOND = r"""
% Characters that Latin Modern lacks: {codes}{by number}{as they are}
\makeatletter
\newif\ifall
\newcommand\hasall[1]{\alltrue
  \@for\code:=#1\do{\iffontchar\font"\code\relax\else\allfalse\fi}}
\iftutex
  \newcommand\otherfonts{}
  \newcommand\tryfont[2]{\IfFontExistsTF{#1}{\newfontfamily#2{#1}%
    \expandafter\def\expandafter\otherfonts\expandafter{\otherfonts\attempt#2}}{}}
  \tryfont{DejaVu Sans}\otherdejavu
  \tryfont{Noto Sans CJK SC}\othercjk
  \tryfont{FandolSong}\otherfandol
  \tryfont{Droid Sans Fallback}\otherdroid
  \tryfont{Noto Emoji}\otheremoji
  \newcommand\beyond[3]{\begingroup\hasall{#1}%
    \def\attempt##1{\ifall\else##1\hasall{#1}\fi}\otherfonts
    \ifall#3\else\normalfont\footnotesize#2\fi\endgroup}
  \newcommand\joined[1]{\addfontfeatures{Script=Arabic}#1}
  \ifluatex\newcommand\rightleft[1]{\mbox{\textdir TRT\joined{#1}}}
  \else\TeXXeTstate=1 \newcommand\rightleft[1]{\mbox{\beginR\joined{#1}\endR}}\fi
\else
  \newcommand\beyond[3]{{\normalfont\footnotesize#2}}
  \newcommand\rightleft[1]{#1}
\fi
\makeatother
"""
