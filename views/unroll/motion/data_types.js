// What Python sends about what plays in the network: see data_types.py.

/** @typedef {[number, number]} Entry - a row or column, from 1, and its number */

/**
 * The way back of the chosen loss.
 * @typedef {object} Walk
 * @property {number} first - the earliest state that is reached
 * @property {Entry[][]} rows - the row vectors at first..t; of U the error at the outputs
 * @property {number[]} lengths - all entries counted
 * @property {(number | null)[]} terms - null where a step has no instance
 * @property {number} total
 */

/**
 * The outer product of one instance, in part where it is large.
 * @typedef {object} Outer
 * @property {Entry[]} column - the error that comes back
 * @property {Entry[]} row - what the instance reads
 * @property {number[][]} cells
 * @property {[string, string]} heads - what the column and the row are
 */

/**
 * What plays, frame by frame.
 * @typedef {object} Motion
 * @property {string} kind
 * @property {number} frame
 * @property {string[]} says - what each frame shows, in words
 * @property {number[]} at - states filled, the state reached, or cells that are full
 * @property {Walk | null} walk
 * @property {Outer | null} outer
 */
