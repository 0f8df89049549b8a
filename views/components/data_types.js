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
 * @property {string} role - headline, network, triangle or bars
 * @property {string} net - the network whose numbers it takes for that
 * @property {number} heard - which of the browser's picks it comes after
 * @property {Steps} [steps]
 */

/**
 * Lines of linked formulas.
 * @typedef {object} FormulasData
 * @property {string} kind
 * @property {number} t
 * @property {FormulaLine[]} lines
 * @property {string} label
 * @property {string} [katex] - the address of Streamlit's own KaTeX
 * @property {AtOnce} [at_once]
 */

/**
 * @typedef {object} FormulaLine
 * @property {string[]} tex
 * @property {string} [rule]
 * @property {string} [note]
 */
