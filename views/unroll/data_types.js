// What Python sends to the pictures here: see data_types.py.
/** @import { AtOnce, LinkPlaces, Story } from '../components/data_types.js' */
/** @import { Motion } from './motion/data_types.js' */

/**
 * What the first page is, and the way to its tour.
 * @typedef {object} OpeningData
 * @property {string} sentence
 * @property {string} tour - the link to its first scene
 * @property {LinkPlaces} places
 */

/**
 * An equation of the network, and its numbers at one step.
 * @typedef {object} Equation
 * @property {string} tex
 * @property {string} numbers
 * @property {string} words - what the numbers are
 * @property {string} label - the same with the result, to be read aloud
 */

/**
 * The network in equations.
 * @typedef {object} EquationsData
 * @property {Equation[]} equations
 * @property {string} rest - what is said while none is pointed at
 * @property {string} label
 * @property {string} [katex] - the address of Streamlit's own KaTeX
 */

/** @typedef {[number, number, number, number]} Edge - k, i, j, and what it adds to the gradient */
/** @typedef {[number, number]} Unit - a unit, from 1, and its value */
/** @typedef {[number, number]} Input - what comes from the state before, H h, and from the word, L */

/**
 * The picked weight, its loss t and its instance k.
 * @typedef {object} Picked
 * @property {string} matrix
 * @property {number} i
 * @property {number} j
 * @property {number} t
 * @property {number} k
 */

/**
 * The unrolled network.
 * @typedef {object} NetworkData
 * @property {number} T - steps
 * @property {number} D - hidden units
 * @property {number} bias - the one that is always 1 and holds biases; 0 without
 * @property {boolean} folded - only some units and edges are drawn
 * @property {boolean} brief - labels are kept short
 * @property {string} matrix
 * @property {number} i
 * @property {number} j
 * @property {number} t
 * @property {number} k
 * @property {Story} [story]
 * @property {AtOnce} [at_once]
 * @property {string[]} words
 * @property {Guess[][]} predictions - of each step its words, from above
 * @property {number[]} loss
 * @property {Unit[][]} units - of each state the units drawn
 * @property {Input[][]} inputs - of each of these after h^(0), what its z is the sum of
 * @property {string} drawn - which units are drawn where not all are
 * @property {number} window - what truncation keeps; 0 without
 * @property {DrawnPath[] | null} paths
 * @property {Motion | null} motion
 * @property {boolean} presented - whether it is to be read in a hall
 * @property {Edge[]} edges
 * @property {number} largest - the largest size of an edge
 * @property {string} rest - what is said while nothing is pointed at
 * @property {string} label
 */

/**
 * A word that a step may predict.
 * @typedef {object} Guess
 * @property {number} v - its place in the vocabulary
 * @property {string} word
 * @property {number} p - its probability
 * @property {boolean} target - it is the word that came next
 */

/**
 * One of the strongest paths of the picked contribution.
 * @typedef {object} DrawnPath
 * @property {number[]} units - at h^(k+1)..h^(t)
 * @property {number} value
 * @property {number} share - of the sizes of all
 */

/**
 * The triangle of contributions. A row and a column may hold several losses and
 * instances: the first and the last of them.
 * @typedef {object} TriangleData
 * @property {string} matrix
 * @property {number} i
 * @property {number} j
 * @property {number} t
 * @property {number} k
 * @property {Story} [story]
 * @property {AtOnce} [at_once]
 * @property {[number, number][]} rows
 * @property {[number, number][]} columns
 * @property {number[][]} cells
 * @property {number[]} row_sums
 * @property {number[]} column_sums
 * @property {number} total
 * @property {number} largest
 * @property {number} largest_sum
 * @property {[number, number][][] | null} go - of each cell the largest term's t and k
 * @property {string} over - how it is summed over t
 * @property {string} losses - which losses count in that
 * @property {boolean[]} idle - of each row, whether its losses do not count
 * @property {number} window
 * @property {number[][] | null} cut - of each cell: 0 kept, 1 discarded, 2 in part
 * @property {[number, number, string][]} why - t, k and why it is 0, of each term that is
 * @property {string} rest
 * @property {string} label
 */

/**
 * The chosen loss's instances as bars.
 * @typedef {object} BarsData
 * @property {string} matrix
 * @property {number} i
 * @property {number} j
 * @property {number} t
 * @property {number} k
 * @property {Story} [story]
 * @property {AtOnce} [at_once]
 * @property {number[]} terms
 * @property {number} sum
 * @property {number} cut - instances before it are discarded
 * @property {number} largest
 * @property {string} label
 */

/**
 * Where the picked cell is derived.
 * @typedef {object} OnwardsData
 * @property {string} matrix
 * @property {number} i
 * @property {number} j
 * @property {number} t
 * @property {number} k
 * @property {string[]} titles
 * @property {AtOnce} [at_once]
 */

/**
 * One derivative of a state: the copies that it counts, lit.
 * @typedef {object} PartialPicture
 * @property {string} title
 * @property {string} says
 * @property {(number | null)[]} values - what each copy adds, k = 0..t-1; null for one
 *   that is held fixed
 * @property {string} result
 * @property {string} label
 */

/**
 * The immediate and the total derivative of a state, side by side.
 * @typedef {object} PartialsData
 * @property {string[]} states
 * @property {string} weight
 * @property {PartialPicture[]} pictures
 */
