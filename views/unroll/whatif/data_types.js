// What Python sends to the pictures here: see data_types.py.
/** @import { Picked } from '../data_types.js' */

/**
 * A list of contributions or paths.
 * @typedef {object} RowsData
 * @property {Row[]} rows
 * @property {FootRow[]} foot
 * @property {string} label
 */

/**
 * @typedef {object} Row
 * @property {string} text
 * @property {number} value
 * @property {number} share - how long its bar is, from 0 to 1
 * @property {string} note
 * @property {number} [way] - the path that the network shows
 * @property {Picked} [go] - where a click leads
 */

/**
 * @typedef {object} FootRow
 * @property {string} name
 * @property {string} text
 * @property {number} value
 */

/**
 * @typedef {object} TruncationData
 * @property {TruncationRow[]} rows
 */

/**
 * How long a truncated gradient is, and how far it turned.
 * @typedef {object} TruncationRow
 * @property {string} name
 * @property {string} length
 * @property {string} ratio
 * @property {string} angle
 * @property {string} degrees
 */

/**
 * Words and weights that can be edited.
 * @typedef {object} EditData
 * @property {EditTable[]} tables
 * @property {number} used - characters of the link
 * @property {number} limit
 * @property {number} largest - the largest size of a weight
 * @property {boolean} undo
 * @property {boolean} redo
 * @property {number} count
 * @property {string} text
 * @property {string} last
 */

/**
 * @typedef {object} EditTable
 * @property {string} matrix
 * @property {string} name
 * @property {string} size
 * @property {boolean} whole
 * @property {number[]} rows
 * @property {number[]} columns
 * @property {string[] | null} row_words
 * @property {string[] | null} column_words
 * @property {string[][]} cells
 * @property {string[][]} full
 * @property {(string | null)[][]} was
 * @property {number[] | null} picked
 */

/**
 * Curves that bend away from their tangents.
 * @typedef {object} CurvesData
 * @property {'nudge' | 'step'} kind
 * @property {number[]} stops - of the slider
 * @property {number} at - the stop that is shown
 * @property {number} t - the chosen loss
 * @property {CurveRow[]} rows
 * @property {string} total - how J is made of the losses
 * @property {string} left_out
 * @property {boolean} log - the axis is logarithmic
 * @property {string} axis
 * @property {string} label
 * @property {number[]} charts - the losses that have a chart; 0 for J
 * @property {string} [matrix]
 * @property {number} [i]
 * @property {number} [j]
 * @property {number | null} [k] - the instance that moves alone
 * @property {CurveTerm[]} [terms]
 * @property {CurveOthers} [others]
 * @property {number} [squared] - the gradient's length, squared
 */

/**
 * One loss's curve.
 * @typedef {object} CurveRow
 * @property {number} t - 0 for J
 * @property {string} note - why the loss stays as it is
 * @property {number} base
 * @property {number} slope
 * @property {(number | null)[]} actual - null where the moved network overflows
 * @property {[number, number]} span - from where to where its chart reaches
 */

/**
 * @typedef {object} CurveTerm
 * @property {number} k
 * @property {number} slope
 * @property {(number | null)[]} [alone] - the curve of this instance alone
 */

/**
 * @typedef {object} CurveOthers
 * @property {number} count
 * @property {number} slope
 */
