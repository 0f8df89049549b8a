// What Python sends to answer picks with: see data_types.py.

/**
 * A network's numbers, of which every contribution is a product of two, and its factors
 * follow. Numbers are float64 in base 64: delta^(s<-t) for t = 1..T and in each for
 * s = 1..t; h^(0)..h^(T); delta^(o,t). Then of real units alone: rows dJ^(t)/dh^(s),
 * ordered as delta; slopes σ'(z^(1))..σ'(z^(T)); H. Empty where they are too many.
 * @typedef {object} KnownData
 * @property {string} net - by what pictures say that they are of it; '' without numbers
 * @property {number} T
 * @property {number} D
 * @property {number} V
 * @property {number[]} inputs - the words read, from 0
 * @property {string[]} read - the same, as they are said
 * @property {string} delta
 * @property {string} h
 * @property {string} delta_o
 * @property {number} real - units but for one that is always 1
 * @property {string} rows
 * @property {string} slope
 * @property {string} H
 * @property {DrawnData} [drawing]
 * @property {Longest} [longest]
 */

/**
 * What the browser chooses the edges, units and words with that are drawn. No words,
 * targets and probabilities where delta^(o,t) is not known.
 * @typedef {object} DrawnData
 * @property {string[]} words - the vocabulary
 * @property {number[]} targets - the words predicted, from 0
 * @property {number[]} sure - their probabilities; all others are in delta^(o,t)
 * @property {string} into - of each step and unit (H h^(t-1))_i, L_i
 * @property {Record<string, number | null>} keep - edges of a step; null for all
 * @property {number} window - what truncation keeps; 0 without, and for U
 * @property {number[][] | null} cut - of each cell: whether that discards it
 */

/**
 * What other numbers of steps are shown with: the network at the most of them.
 * @typedef {object} Longest
 * @property {KnownData} known
 * @property {DrawnData} drawing
 * @property {number[]} loss
 * @property {number} least - the fewest steps that follow from it
 */

export {};
