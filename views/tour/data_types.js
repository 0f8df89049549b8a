// What Python sends to the list of scenes: see data_types.py.
/** @import { LinkPlaces } from '../components/data_types.js' */

/**
 * @typedef {object} ScenesData
 * @property {string} title
 * @property {string} count - how many scenes there are, in words
 * @property {string} start - the first one's link
 * @property {boolean} key - the keys start it
 * @property {SceneAgain | null} again - where it was left
 * @property {boolean} loaded - it is from a file
 * @property {ListedScene[]} scenes
 * @property {LinkPlaces} places
 */

/**
 * @typedef {object} SceneAgain
 * @property {number} number
 * @property {string} link
 */

/**
 * @typedef {object} ListedScene
 * @property {string} title
 * @property {string} link
 * @property {string} words
 */
