// What Python sends to one's own lines: see data_types.py.

/**
 * A symbol that a key of the palette puts in.
 * @typedef {object} PaletteKey
 * @property {string} put
 * @property {number} back - how far before the end of it the cursor stands then
 * @property {string} tex
 * @property {string} said
 */

/**
 * What was understood of what was typed.
 * @typedef {object} TypedReading
 * @property {string} text
 * @property {string} tex
 * @property {string} problem
 * @property {string[]} where - what stands before it, what was found, what stands after
 * @property {string[]} could_be - formulas that could be meant
 */

/**
 * What a wrong line changed, as formulas.
 * @typedef {object} ToldDifference
 * @property {string} words
 * @property {string} right
 * @property {string} wrong
 */

/**
 * The verdict on a line.
 * @typedef {object} LineAnswer
 * @property {string} text
 * @property {string} verdict - right, new, true, wrong or open
 * @property {string} words
 * @property {ToldDifference | null} differs
 * @property {string} example - indices at which it fails, and both numbers
 * @property {number} line - our line that it is, from 1; 0 for none
 */

/**
 * One of the hints, each of which says more.
 * @typedef {object} HintStep
 * @property {string} words
 * @property {string} tex
 */

/**
 * A line of one's own derivation.
 * @typedef {object} WrittenLine
 * @property {string} tex
 * @property {LineAnswer} answer
 */

/**
 * A box for a line, and what there is to say of it.
 * @typedef {object} OwnLineData
 * @property {string} name - the question's
 * @property {boolean} whole - a whole derivation is written
 * @property {boolean} presented
 * @property {number} turn - how often the browser sent something
 * @property {string} ask
 * @property {string} goal
 * @property {string} text
 * @property {number} longest
 * @property {PaletteKey[]} palette
 * @property {TypedReading | null} reading
 * @property {LineAnswer | null} answer
 * @property {number} on - our line to go on to, from 1; 0 for none
 * @property {HintStep[]} hints
 * @property {WrittenLine[]} written
 * @property {string} target - the form that a whole derivation leads to
 * @property {string} done
 * @property {string} [katex] - the address of Streamlit's own KaTeX
 */

/**
 * One of the lines to choose among.
 * @typedef {object} ChoiceCard
 * @property {string} tex
 * @property {string} words - what it is; '' before it is answered
 * @property {boolean} right
 * @property {ToldDifference | null} differs
 * @property {string} example
 */

/**
 * Lines of which one comes next.
 * @typedef {object} ChoiceData
 * @property {string} name
 * @property {boolean} presented
 * @property {string} ask
 * @property {string} goal
 * @property {ChoiceCard[]} cards
 * @property {number} picked - the card that was picked, from 1; 0 for none
 * @property {boolean} answered
 * @property {number} line - the line that they stand for, from 1
 * @property {string} [katex] - the address of Streamlit's own KaTeX
 */
