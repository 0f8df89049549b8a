// What Python sends to the bar of scenes: see data_types.py.
/** @import { LinkPlaces } from '../components/data_types.js' */

/**
 * @typedef {object} SceneBarData
 * @property {ShownScene | null} scene
 * @property {string | null} first - the link that starts a tour, where there is none yet
 * @property {boolean} present
 * @property {string} focus - the picture that is presented
 * @property {LinkPlaces} places
 */

/**
 * @typedef {object} ShownScene
 * @property {string} title
 * @property {number} number - from 1
 * @property {string[]} links - of all scenes
 * @property {Phrase[][]} paragraphs
 */

/**
 * Words of a scene; with a link they set the picture.
 * @typedef {object} Phrase
 * @property {string} words
 * @property {string} link - '' for none
 */
