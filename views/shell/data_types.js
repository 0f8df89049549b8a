// What Python sends to the bar of scenes: see data_types.py.
/** @import { LinkPlaces } from '../components/data_types.js' */
/** @import { QrCode } from './hall/qr.js' */

/**
 * @typedef {object} SceneBarData
 * @property {ShownScene | null} scene
 * @property {string | null} first - the link that starts a tour, where there is none yet
 * @property {boolean} present
 * @property {string} focus - the picture that is presented
 * @property {LinkPlaces} places
 * @property {QrCode | null} qr - the code that was asked for
 * @property {string | null} packed - the own scene list as a link carries it; '' where it
 *   is too long
 */

/**
 * @typedef {object} ShownScene
 * @property {string} title
 * @property {number} number - from 1
 * @property {number} beat - its step, from 0
 * @property {string[][]} steps - links of every scene's steps: of scenes far off, of the
 *   first alone
 * @property {string} notes - for the presenter's window
 * @property {NextScene | null} next - null after the last
 * @property {Phrase[][]} paragraphs
 */

/**
 * The scene that comes next, and its first sentence.
 * @typedef {object} NextScene
 * @property {string} title
 * @property {string} words
 */

/**
 * Words of a scene; those of a step set the picture.
 * @typedef {object} Phrase
 * @property {string} words
 * @property {number | null} step
 */
