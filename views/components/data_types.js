// What Python sends to the components here: see data_types.py.

/**
 * What links need.
 * @typedef {object} LinkPlaces
 * @property {string} root - the page that answers without a path
 * @property {string} here - the path of this page
 * @property {boolean} soft - an address is followed without loading the app anew
 */

/**
 * What a picture says whose number of steps may change at once.
 * @typedef {object} Steps
 * @property {number} T
 * @property {string} longest - the network at the most steps, with whose numbers it is
 * then painted
 */

/**
 * What a picture says in which the browser answers picks itself.
 * @typedef {object} AtOnce
 * @property {string} role - headline, network, triangle, bars, chain or
 * onwards
 * @property {string} net - the network whose numbers it takes for that
 * @property {number} heard - which of the browser's picks it comes after
 * @property {Steps} [steps]
 */

/**
 * What is said above a picture.
 * @typedef {object} Story
 * @property {string} title - in bold; may be empty
 * @property {string} text
 * @property {[string, string][]} about - terms and what they mean
 */

/**
 * Lines of linked formulas.
 * @typedef {object} FormulasData
 * @property {string} kind
 * @property {number} t
 * @property {FormulaLine[]} lines
 * @property {string} label
 * @property {string} [katex] - the address of Streamlit's own KaTeX
 * @property {Story} [story]
 * @property {AtOnce} [at_once]
 */

/**
 * @typedef {object} FormulaLine
 * @property {string[]} tex
 * @property {string} [rule]
 * @property {string} [note]
 */
