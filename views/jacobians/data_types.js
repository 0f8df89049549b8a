// What Python sends to the pictures here: see data_types.py.

/**
 * A product of Jacobians as a strip of its factors.
 * @typedef {object} FactorStripData
 * @property {number} t - the product is dh^(t)/dh^(s)
 * @property {number} s
 * @property {number} swap - the n of the pair D_{n+1} D_n that trades places; 0 for none
 * @property {number} written - up to so many units cells hold numbers
 * @property {number} D - hidden units
 * @property {number[]} units - those shown of a large matrix
 * @property {number[][]} H
 * @property {number} largest - the largest size of an entry of a factor
 * @property {number} steepest - the largest slope of the activation
 * @property {(StripFactor | MoreFactors)[]} factors - in the order of multiplication
 * @property {StripMatrix | null} identity - where there is no factor
 * @property {StripOrder | null} order - where a pair is swapped
 * @property {string} label
 * @property {string} legend
 * @property {string} words
 */

/**
 * D_n, where D_place belongs, and the product up to it.
 * @typedef {object} StripFactor
 * @property {number} n
 * @property {number} place
 * @property {number[]} slope
 * @property {number[][]} cells
 * @property {StripMatrix} product
 */

/**
 * So many factors that are left out.
 * @typedef {object} MoreFactors
 * @property {number} more
 * @property {number} place
 */

/**
 * A matrix: its cells times 10^exponent, and its spectral norm.
 * @typedef {object} StripMatrix
 * @property {number[][]} cells
 * @property {number} exponent
 * @property {number} largest
 * @property {DecimalNumber} norm
 */

/**
 * value times 10^exponent.
 * @typedef {object} DecimalNumber
 * @property {number} value
 * @property {number} exponent
 */

/**
 * The product in order, with the pair swapped, and the difference.
 * @typedef {object} StripOrder
 * @property {StripMatrix} kept
 * @property {StripMatrix} swapped
 * @property {StripMatrix} difference
 * @property {number | null} relative - the difference's length, of the product's
 */
