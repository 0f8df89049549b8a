"""The grammar of a typed line, LALR(1), and the words for what may stand in it.

One grammar reads what the printer writes and what people type: a subscript may be _i,
_ij or _{m,x^{(t)}}, a time ^(t-1) or ^{(t-1)}; code has H[i, j], h[t-1] and H.T.  A sum
or a product takes all that follows up to the next + or -; the element-wise product o
binds less than products side by side, so that a o U' b is a o (U' b).
"""

from functools import cache

from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedInput
from lark.exceptions import UnexpectedToken

from derivations.reading.advice import a_lone_output, ends_early, unknown
from derivations.reading.characters import Plain, plain
from derivations.reading.schemes import in_source_names
from derivations.reading.surroundings import Surroundings
from derivations.reading.unreadable import Unreadable, listed
from derivations.reading.words import fitting, found, unknown_word

LONGEST = 2000
"""The most characters that are read; the printer's longest line has 514."""
DEEPEST = 60
"""The most nodes within nodes."""

GRAMMAR = r"""
?start: value

?value: (MINUS | PLUS)? hadamard ((PLUS | MINUS) hadamard)*
?hadamard: product (_CIRC product)*
?product: factor (_DOT? factor | SLASH factor)* ((_DOT | SLASH)? big)? | big

big: BIG _limits MINUS? hadamard
_limits: "_" below_sum ("^" bound)? | "^" bound "_" below_sum
below_sum: RUN | RUN EQ bound | "{" value ("," value)* "}"
    | "{" value EQ value "}" | "{" value EQ value "," LDOTS "," value "}"
bound: "{" value "}" | "{" TOP "}" | NUMBER | LETTER | TAU | SIZE | group

?factor: atom | atom _postfix+ -> postfixed
_postfix: below | above | pick | PRIME | TOP
below: "_" (RUN | "{" value ("," value)* "}" | "{" value "," COLON "}"
    | "{" LAST value "}")
pick: _PICK _place ("," _place)* "]"
_place: value | COLON
above: "^" ("{" value "}" | "{" TOP "}" | "{" PRIME "}" | TOP
    | NUMBER | LETTER | TAU | SIZE | group)

?atom: NUMBER | LETTER | TAU | SIZE | SYMBOL
    | group | braces | fraction | partial | call | maximum | cases
    | same | positive | bracketed
group: "(" value ")"
    | "(" value ARROW value ")" -> arrow
    | "(" value "," value ")" -> pair
braces: "{" value "}"
call: FUNCTION group | FUNCTION symbolic | FUNCTION braces
?symbolic: SYMBOL | SYMBOL _postfix+ -> postfixed
maximum: MAX "(" value "," value ")"
fraction: FRAC "{" value "}" "{" value "}"
partial: FRAC "{" (PARTIAL | IMMEDIATE) factor "}" "{" PARTIAL factor "}"
    | FRAC "{" (PARTIAL | IMMEDIATE) "}" "{" PARTIAL factor "}" factor
    | (PARTIAL | IMMEDIATE) factor SLASH PARTIAL factor
    | (PARTIAL | IMMEDIATE) SLASH PARTIAL factor factor
cases: _BEGIN value "&" _IF value EQ value _ROW value "&" _OTHERWISE _END
    | _CASES "(" value _IF value EQ value _APART value _OTHERWISE ")"
same: "[" value EQ value "]"
positive: "[" value GT NUMBER "]"
bracketed: "[" value "]"

NUMBER: /\d+(\.\d+)?/
LETTER: /[abcefgijklmnpqrstuvw]/
RUN.5: /[abcefgijklmnpqrstuvw0-9]+/
TAU.3: /\\tau|tau/
SIZE.2: /T|D_h|D_\{h\}|D|V/ | _BARS
_BARS: /\|\s*V\s*(?:\\right\s*)?\|/ | /\\[lr]?vert\s*V\s*\\[lr]?vert/
_PICK.5: /(?:(?<=[\w)}\]'])|(?<=[HLU] ))\[(?=PLACES\s*\])/
SYMBOL.2: _ERROR | _YHAT | _JMEAN | _PP | /[HLUJIhzxy]/ | /o(?=MARKED)/
_ERROR: /delta_o(?=\s*\[)|\\delta|delta/
_YHAT: /\\(?:hat|widehat)\s*(?:\{\s*y\s*\}|y)/ | "yhat"
_JMEAN: /\\bar\s*(?:\{\s*J\s*\}|J)/ | "Jbar" | "Jmean"
_PP: /\\math(?:it|rm)\{PP\}/ | "PP"
FUNCTION.4: _SLOPE | /\\?(?:sigma|exp|log|ln|tanh|diag)/ | _DIAG
_SLOPE: /(?:\\sigma|sigma|s)\s*(?:'|\^\s*\{?\s*\\prime\s*\}?)/
_DIAG: /\\(?:operatorname|mathrm|text)\{diag\}/
MAX.3: /\\?max/
FRAC.3: /\\[dtc]?frac/
PARTIAL.1: /(?:\\partial|partial|\\mathrm\{d\}|d)/
IMMEDIATE.3: PARTIAL /\s*(?:\^\s*\{\s*\+\s*\}|\^?\s*\+)/
BIG.4: /\\sum|sum|\\prod|prod/
TOP.3: _IN_CODE | /\\top|\\intercal|\\T(?![a-zA-Z])|\\math(?:sf|rm)\{T\}/
_IN_CODE: /\.m?T(?![A-Za-z0-9_])|\.t\(\)/
PRIME: /'|\\prime/
ARROW.3: /\\leftarrow|\\gets|<-/
LDOTS.3: /\\l?dots|\\cdots|\.\.\.?/
LAST.4: /\\text\{\s*last\s*\}|last/
EQ.3: /\{\s*=\s*\}|=/
GT.3: /\{\s*>\s*\}|>|\\gt(?![a-z])/
COLON: ":"
MINUS: "-"
PLUS: "+"
SLASH: "/"
_CIRC.2: /\\circ|\\odot|o(?!MARKED)/
_DOT.2: /\\cdot(?!s)|\\times|\*/
_BEGIN.4: /\\begin\{cases\}/
_END.4: /\\end\{cases\}/
_IF.4: /\\text\{\s*if\s*\}|if/
_OTHERWISE.4: /\\text\{\s*otherwise\s*\}|otherwise/
_ROW.4: /\\\\\s*(?:\[[^\]]{0,9}\])?/
_CASES.4: /cases/
_APART: /;/

SPACE: /\s+|~|\\[,;:!> ]/ | _INVISIBLE
_INVISIBLE: /\\(?:left|right|limits|nolimits|displaystyle)(?![a-zA-Z])/
    | /\\(?:q?quad|[bB]igg?[lr]?)(?![a-zA-Z])/
%ignore SPACE
"""

_STEP = r"(?:\\?tau|T|[abcefgijklmnpqrstuvw]|\d+)"
_PLACE = (
    rf"\s*(?::|{_STEP}(?:\s*[-+]\s*{_STEP})*"
    r"|[xy](?:\[[^\[\]]{0,20}\]|\s*[_^][^\[\],]{1,20}))"
)
PLACES = rf"{_PLACE}(?:\s*,{_PLACE})*"
"""What makes brackets behind a symbol, as in code, those of its indices: H[k, i-1]."""
MARKED = r"\s*[_^,]|\[[a-zA-Z0-9+\-, ]*\]"
"""What stands behind an o that is a symbol, and not the product entry by entry."""


@cache
def grammar() -> Lark:
    """The parser, made once."""
    return Lark(
        GRAMMAR.replace("PLACES", PLACES).replace("MARKED", MARKED),
        parser="lalr",
        propagate_positions=True,
        maybe_placeholders=False,
    )


def tree_of(
    text: str, names: str, around: Surroundings
) -> tuple[Tree[Token] | Token, Plain]:
    """The syntax tree of a text, and where its letters come from.

    Unreadable for what does not follow the grammar, is longer than LONGEST, or nested
    deeper than DEEPEST.
    """
    if len(text) > LONGEST:
        reason = f"a line has at most {LONGEST:,} characters"
        raise Unreadable(LONGEST, text[LONGEST : LONGEST + 8], reason)
    letters = in_source_names(plain(text), names)
    try:
        tree = grammar().parse(letters.text)
    except UnexpectedInput as error:
        raise _unreadable(error, text, letters, around) from None
    if not isinstance(tree, Tree | Token):
        raise AssertionError(tree)
    if (deep := _too_deep(tree)) is not None:
        at = letters.origin(deep.start_pos or 0)
        raise Unreadable(at, text[at : at + 8], "that is nested too deep to be read")
    return tree, letters


def _too_deep(tree: Tree[Token] | Token) -> Token | None:
    """A token that lies more than DEEPEST nodes deep, if any does."""
    left: list[tuple[Tree[Token] | Token, int]] = [(tree, 0)]
    while left:
        node, depth = left.pop()
        if isinstance(node, Token):
            if depth > DEEPEST:
                return node
        else:
            left += [(child, depth + 1) for child in node.children]
    return None


def _unreadable(
    error: UnexpectedInput, text: str, letters: Plain, around: Surroundings
) -> Unreadable:
    """The error in the reader's words."""
    place = error.pos_in_stream
    allowed: set[str] = set()
    if isinstance(error, UnexpectedToken):
        allowed = set(error.accepts or error.expected)
        if error.token.type == "$END":
            place = len(letters.text)
    elif isinstance(error, UnexpectedCharacters):
        allowed = set(error.allowed or ())
    place = len(letters.text) if place is None else place
    at = letters.origin(place)
    advice = ends_early(letters.text[:place], around)
    if (word := unknown_word(letters.text, place)) is not None:
        at = letters.origin(word.start())
        advice = unknown(found(text, at), letters.text[word.end() :], around)
    elif advice is None and found(text, at) == "o":
        advice = a_lone_output(around)
    if advice is not None:
        return Unreadable(at, found(text, at), *advice)
    fits = fitting(allowed)
    reason = f"what fits here: {listed(fits)}" if fits else "nothing fits here"
    if text[at : at + 1] == "=" and "$END" in allowed:
        reason = "the left side is there already: write what follows the ="
    return Unreadable(at, found(text, at), reason, fits)
