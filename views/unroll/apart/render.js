// The pictures of Unroll apart from Streamlit's page: in a notebook, drawn by anywidget.
import { make } from '../../components/dom.js';
import { render } from '../../components/mathml.js';
import { shareApart, shared } from '../../components/shared.js';
import { fitSurroundings } from './surroundings.js';

/** @import { Draw } from '../../components/shared.js' */
/** @import { Picked } from '../data_types.js' */

/**
 * What pictures are drawn with: modules by their names, what gives a shadow its style
 * sheets, and of each role the names of its own.
 * @typedef {object} Files
 * @property {Record<string, Draw>} scripts
 * @property {(root: ShadowRoot, styles: string[]) => void} dress
 * @property {Record<string, [script: string, styles: string[]]>} roles
 */
/**
 * A weight, i and j from 0, a loss from 1 and an instance from 0.
 * @typedef {[matrix: string, i: number, j: number, t: number, k: number]} Pick
 */
/**
 * What Python and all places share where a widget is shown.
 * @typedef {object} WidgetValues
 * @property {Pick} pick
 * @property {number} _heard - which of the browser's picks that is
 * @property {string} _known - the network's numbers
 * @property {Record<string, string>} _shown - the data of pictures, by role
 */
/**
 * @typedef {object} WidgetModel
 * @property {<Name extends keyof WidgetValues>(name: Name) => WidgetValues[Name]} get
 * @property {<Name extends keyof WidgetValues>(name: Name, value: WidgetValues[Name]) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, then: () => void) => void} on
 * @property {(event: string, then: () => void) => void} off
 */

const OWN = 'unroll/apart/apart.css';
/** Rows from top to bottom; the columns of a row stand side by side where they can. */
const ROWS = [[['headline', 'network']], [['triangle', 'bars'], ['chain']]];

/**
 * What a change in a picture makes of the pick that is shown.
 * @param {Pick} pick
 * @param {Partial<Picked>} change - i and j from 1
 * @returns {Pick}
 */
export function pickAfter([matrix, i, j, t, k], change) {
  const loss = change.t ?? t;
  return [
    change.matrix ?? matrix,
    change.i === undefined ? i : change.i - 1,
    change.j === undefined ? j : change.j - 1,
    loss,
    Math.min(change.k ?? k, loss - 1),
  ];
}

/**
 * Draw the pictures where anywidget wants them; returns how they go again.
 * @param {Files} files
 * @param {{ model: WidgetModel, el: HTMLElement }} place
 */
export function drawPictures({ scripts, dress, roles }, { model, el }) {
  const left = new AbortController();
  shareApart(left.signal);
  shared().katex = { render };
  const host = make('div', 'unrolled-pictures', el);
  // The notebook's own keys are not for what has the focus in here.
  host.dataset.lmSuppressShortcuts = 'true';
  /**
   * @param {HTMLElement} node
   * @param {string[]} styles
   */
  const shadow = (node, styles) => {
    const root = node.attachShadow({ mode: 'open' });
    dress(root, styles);
    return root;
  };
  const root = shadow(host, [OWN]);
  fitSurroundings(host, left.signal);

  /** @type {(name: string, value: unknown) => void} */
  const send = (name, value) => {
    if (name !== 'pick') return;
    const change = /** @type {Partial<Picked> & { n?: number }} */ (value);
    model.set('pick', pickAfter(model.get('pick'), change));
    model.set('_heard', change.n ?? model.get('_heard'));
    model.save_changes();
  };
  /**
   * A picture; returns how it is drawn.
   * @param {string} role
   * @param {HTMLElement} below
   */
  const addPart = (role, below) => {
    const [script, styles] = roles[role];
    const part = make('section', role, below);
    const parentElement = shadow(make('div', 'picture', part), styles);
    return (/** @type {string} */ json) => {
      const data = { json };
      scripts[script]({ parentElement, data, setTriggerValue: send });
    };
  };
  /** @type {Record<string, ReturnType<typeof addPart>>} */
  const parts = {};
  for (const row of ROWS) {
    const line = make('div', 'row', root);
    for (const column of row) {
      const below = make('div', 'column', line);
      for (const role of column) parts[role] = addPart(role, below);
    }
  }
  const draw = () => {
    for (const [role, shown] of Object.entries(model.get('_shown'))) parts[role](shown);
  };
  const data = { json: model.get('_known') };
  scripts[roles.known[0]]({ parentElement: root, data, setTriggerValue: send });
  draw();
  model.on('change:_shown', draw);
  return () => {
    left.abort();
    model.off('change:_shown', draw);
    host.remove();
  };
}
