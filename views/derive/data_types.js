// What Python sends to the pictures here: see data_types.py.

/**
 * A derivation's lines, and the arrays beside one of them.
 * @typedef {object} DerivationData
 * @property {string} slug
 * @property {string} title
 * @property {SourceCase | null} aside
 * @property {DerivationPart[]} parts
 * @property {DerivationLine[]} lines
 * @property {number} line - the one that is shown, from 1
 * @property {boolean} numbers - the network's numbers are put in
 * @property {boolean} predict - lines are revealed one by one
 * @property {boolean} asks - the next one is asked for here
 * @property {Record<string, string>} code_names - what references call names in code
 * @property {string} where - the chosen indices
 * @property {ShownArray[]} arrays
 * @property {Record<string, CellRange[]>} cells - those that each symbol names
 * @property {Gathering | null} gather
 * @property {string} left_out - what is not shown, and why
 * @property {string} [katex] - the address of Streamlit's own KaTeX
 */

/** @typedef {[string, number, number]} CellRange - an array, a row and a column; 0 for all */

/**
 * The equation as the source has it, where it is derived for more than that.
 * @typedef {object} SourceCase
 * @property {string} words
 * @property {string} tex
 */

/**
 * @typedef {object} DerivationPart
 * @property {number} first - its first line, from 0
 * @property {string} title
 */

/**
 * @typedef {object} DerivationLine
 * @property {string} goal - '' where it is the line before's
 * @property {string} tex
 * @property {string} rule
 * @property {string} note
 * @property {boolean} gathered - it is of whole matrices
 * @property {string} check
 * @property {boolean | null} holds
 * @property {string} [numbers] - the formula with numbers beneath
 * @property {CodeOfLine} [code]
 */

/**
 * A line as NumPy code.
 * @typedef {object} CodeOfLine
 * @property {string} text
 * @property {string} said - what came out of running it; '' where it is not shown
 * @property {boolean | null} equal - it computed the line; null where it did not run
 */

/**
 * An array or a part of it.
 * @typedef {object} ShownArray
 * @property {string} key
 * @property {string} tex
 * @property {string} one - an element's formula, with marks for its indices
 * @property {string} said
 * @property {string[]} axes
 * @property {number[]} rows
 * @property {number[]} columns
 * @property {number[]} shape
 * @property {number[][]} values
 * @property {string[][]} short
 * @property {number[]} [chosen] - the result's chosen element
 * @property {string[]} [settings] - what a click on an element of the result sets
 */

/**
 * How a matrix's elements are made.
 * @typedef {object} Gathering
 * @property {GatheredTerm[]} terms
 * @property {number} line - the line that derives one element
 */

/**
 * @typedef {object} GatheredTerm
 * @property {number} sign - 0 where the term is more than a product of arrays
 * @property {Factor[]} factors
 */

/** @typedef {[string, string | number, string | number]} Factor - an array, and what of its rows and columns */

/**
 * The map of derivations.
 * @typedef {object} MapData
 * @property {MapGroup[][]} columns
 * @property {string} chosen
 */

/**
 * @typedef {object} MapGroup
 * @property {string} idea - what it is about
 * @property {string} section
 * @property {MapCard[]} cards
 */

/**
 * @typedef {object} MapCard
 * @property {string} slug
 * @property {string} title
 * @property {string | null} equation
 * @property {string[]} uses
 * @property {string[]} used_by
 */

/**
 * The program, and the equations behind its lines.
 * @typedef {object} ProgramData
 * @property {CodeLine[]} lines
 * @property {ProgramEquation[]} equations
 * @property {string} chosen - the equation whose derivation is shown; '' for none of them
 * @property {string} [katex] - the address of Streamlit's own KaTeX
 */

/**
 * @typedef {object} CodeLine
 * @property {string} text
 * @property {string[]} of - the keys of the equations that it computes
 */

/**
 * An equation behind lines of the program.
 * @typedef {object} ProgramEquation
 * @property {string} key - a derivation by its slug, or a quantity of the network
 * @property {string} mark - what stands for it where it is chosen
 * @property {string} title
 * @property {string} tex
 * @property {number} line - the line of the derivation, from 1; 0 for a definition
 */
