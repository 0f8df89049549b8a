// What Python sends to the pictures here: see data_types.py.

/** @typedef {[number, number, number]} Band - a step, and the least and largest loss there */
/** @typedef {[number, number]} Point - a step, and a loss */

/**
 * The curve of learning, and whether it goes on.
 * @typedef {object} LearningData
 * @property {number} tick - of the run that drew it: where training goes on, it is asked for
 * @property {boolean} running
 * @property {number} planned
 * @property {number} done
 * @property {number} at - the step whose network is shown
 * @property {number} high - where the axis of the loss ends; it begins at 0
 * @property {number} guess - the loss of a uniform guess
 * @property {string} guessed
 * @property {Band[]} single
 * @property {Point[]} text
 * @property {string} label
 */

/**
 * A word that might have come, and its probability.
 * @typedef {object} Guess
 * @property {string} word
 * @property {number} p
 */

/**
 * A word that was said, its probability, and the likeliest words there.
 * @typedef {object} SaidWord
 * @property {string} word
 * @property {number} p
 * @property {Guess[]} guesses
 */

/**
 * The words that a network says.
 * @typedef {object} SampleData
 * @property {string[]} prompt
 * @property {SaidWord[]} words
 * @property {string} rest - what is said while none is pointed at
 * @property {string} label
 */
