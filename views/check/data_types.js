// What Python sends to the pictures here: see data_types.py.

/**
 * Heat maps: a cell an entry, its disagreement with the engine.
 * @typedef {object} HeatmapsData
 * @property {HeatMap[]} maps
 * @property {WorstEntry | null} worst
 * @property {number[]} scale - the powers of ten from the palest to the darkest
 * @property {number[]} swatches - the powers of ten that the legend has
 * @property {string} route - what the engine is compared with
 * @property {string} [against] - what is compared with what, where that is no route
 * @property {string} step - of the central difference
 * @property {string} rest
 * @property {boolean} present
 */

/**
 * @typedef {object} WorstEntry
 * @property {string} matrix
 * @property {number} i
 * @property {number} j
 */

/**
 * One matrix: its entries by several routes, and how far they disagree.
 * @typedef {object} HeatMap
 * @property {string} matrix
 * @property {string} title
 * @property {string} size
 * @property {number[]} rows
 * @property {number[]} columns
 * @property {string[]} words - of the columns of L, or of the rows of U
 * @property {number[][]} engine
 * @property {number[][]} [complex]
 * @property {number[][]} [central]
 * @property {(number | null)[][]} [given] - what a visitor brought
 * @property {number[][]} errors
 */

/**
 * The source's slips.
 * @typedef {object} SlipsData
 * @property {Slip[]} items
 * @property {string} label
 * @property {boolean} present
 * @property {string} [katex] - the address of Streamlit's own KaTeX
 */

/**
 * @typedef {object} Slip
 * @property {string} slug
 * @property {string} where
 * @property {string} title
 * @property {string} [meant] - what it takes to be differentiated, where the page differs
 * @property {string} note
 * @property {boolean} shows - on this network
 * @property {SlipForm} quoted
 * @property {SlipForm | null} printed
 * @property {SlipForm} corrected
 * @property {SlipDerivation | null} derivation
 * @property {SlipSource[]} [sources]
 * @property {number[][]} [triangle] - [t-1][k]: how often instance k of loss t is added up
 * @property {number[][]} [due] - [t-1][k]: how often it should be
 */

/**
 * Where a mistake was found in public.
 * @typedef {object} SlipSource
 * @property {string} address
 * @property {string} site
 */

/**
 * One form of a slip: what it is called, the words or the formula, and what came out.
 * @typedef {object} SlipForm
 * @property {string} label
 * @property {string[]} [words] - with formulas between dollar signs
 * @property {string} [tex]
 * @property {string} [said]
 * @property {boolean | null} [holds]
 * @property {string} [residual]
 */

/**
 * Where a slip leads: a line of a derivation.
 * @typedef {object} SlipDerivation
 * @property {string} slug
 * @property {string} title
 * @property {number} line
 */
