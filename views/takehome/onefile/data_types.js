// What a file of one view holds: see data_types.py.

/** @import { FormulasData } from '../../components/data_types.js' */
/** @import { DrawnData, KnownData } from '../../unroll/at_once/data_types.js' */
/** @import { BarsData, NetworkData, TriangleData } from '../../unroll/data_types.js' */

/**
 * A view, and the numbers that answer every pick in it.
 * @typedef {object} FileData
 * @property {Record<string, string>} names
 * @property {Record<string, string>} labels
 * @property {FormulasData} headline
 * @property {NetworkData} network
 * @property {TriangleData} triangle
 * @property {BarsData} bars
 * @property {FormulasData} chain
 * @property {KnownData | null} known - null where nothing can be picked
 * @property {DrawnData | null} drawing
 * @property {Record<string, [number, number]>} sizes - rows and columns
 * @property {string} query - restores the view in any copy of the app
 * @property {string} address - of this copy, if it is known
 */

export {};
