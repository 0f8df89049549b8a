// The chain of factors after a pick: the same lines, to the letter, that Python writes.
import { named, nameOf } from '../../components/naming.js';
import { rowOf } from './contributions.js';
import { derivative, ends, linked, lossTex, numberTex, weightTex } from './headline.js';

/** @import { FormulaLine, FormulasData } from '../../components/data_types.js' */
/** @import { Picked } from '../data_types.js' */
/** @import { Known } from './contributions.js' */

/**
 * One factor, and the product up to and including it.
 * @typedef {object} Link
 * @property {'row' | 'jacobian' | 'immediate'} kind
 * @property {number} time - of the state, or for U the output, that it differentiates
 * @property {number[][]} values
 * @property {number[]} product
 */

/** Up to WIDEST rows and columns are whole; of more the KEPT that carry most. */
const [WIDEST, KEPT] = [5, 4];
/** Factors that are written out; of a longer chain its two ends. */
const LONGEST = 6;

/** @param {number} count */
const upTo = count => Array.from({ length: count }, (_, n) => n);

/** @param {number} value - of which no zero is negative, as in a sum */
const asSum = value => value + 0;

/**
 * The factors of U's contribution: the loss's own row, and the state.
 * @param {Known} known
 * @param {Picked} picked
 * @returns {Link[]}
 */
function linksOfOutput({ D, V, delta_o, h }, { i, j, t, k }) {
  const row = upTo(V).map(n => delta_o[(t - 1) * V + n]);
  const feeds = k === t - 1 ? h[t * D + j - 1] : 0;
  const column = upTo(V).map(n => [n === i - 1 ? feeds : 0]);
  const product = [asSum(row[i - 1] * column[i - 1][0])];
  return [
    { kind: 'row', time: t, values: [row], product: row },
    { kind: 'immediate', time: t, values: column, product },
  ];
}

/**
 * The factors of a contribution of H or L: a row, Jacobians, a column.
 * @param {Known} known
 * @param {Picked} picked
 * @returns {Link[]}
 */
function linksOfState(known, picked) {
  const { D, real, inputs, h, H, slope } = known;
  const { matrix, i, j, t, k } = picked;
  /** @param {number} s - a state that loss t uses: dJ^(t)/dh^(s) */
  const rowAt = s => [...rowOf(known, t, s)];
  /** @param {number} s - dh^(s)/dh^(s-1) */
  const jacobian = s =>
    upTo(real).map(r =>
      upTo(real).map(c => slope[(s - 1) * real + r] * H[r * real + c]),
    );
  const feeds = matrix === 'H' ? h[k * D + j - 1] : Number(inputs[k] === j - 1);
  const column = upTo(real).map(n => [n === i - 1 ? slope[k * real + n] * feeds : 0]);
  const last = rowAt(k + 1);
  return [
    { kind: 'row', time: t, values: [rowAt(t)], product: rowAt(t) },
    ...upTo(t - k - 1).map(n => {
      const s = t - n;
      return /** @type {Link} */ ({
        kind: 'jacobian',
        time: s - 1,
        values: jacobian(s),
        product: rowAt(s - 1),
      });
    }),
    {
      kind: 'immediate',
      time: k + 1,
      values: column,
      product: [asSum(last[i - 1] * column[i - 1][0])],
    },
  ];
}

/**
 * The places that carry most, in their order; the first of equal ones.
 * @param {number[]} weights
 */
function most(weights) {
  const places = upTo(weights.length);
  if (weights.length <= WIDEST) return places;
  return places
    .sort((a, b) => Math.abs(weights[b]) - Math.abs(weights[a]))
    .slice(0, KEPT)
    .sort((a, b) => a - b);
}

/**
 * Rows and columns of a factor that are shown: of each state those that carry most.
 * @param {Link[]} links
 * @param {number} n
 */
function unitsShown(links, n) {
  const { kind, product, values } = links[n];
  /** @param {number[]} own */
  const before = own => {
    const next = links[n + 1];
    return most(
      next.kind === 'immediate' ? own.map((p, m) => p * next.values[m][0]) : own,
    );
  };
  if (kind === 'row') return [[0], before(product)];
  const behind = links[n - 1].product;
  if (kind === 'immediate') return [most(behind.map((p, m) => p * values[m][0])), [0]];
  return [most(behind), before(product)];
}

/**
 * @param {number[][]} values
 * @param {number[]} rows
 * @param {number[]} columns
 */
function matrixTex(values, rows, columns) {
  const body = rows
    .map(r => columns.map(c => numberTex(values[r][c])).join(' & '))
    .join(' \\\\ ');
  const aligned = 'r'.repeat(columns.length);
  return `\\left[\\begin{array}{${aligned}}${body}\\end{array}\\right]`;
}

/** @param {number} time */
const stateTex = time => linked(`h${time}`, `${nameOf('h')}^{(${time})}`);

/**
 * What a factor is, apart from its numbers: its left side and a note.
 * @param {Link} link
 * @param {Picked} picked
 * @param {string} node - what it differentiates by
 */
function aboutLink({ kind, time }, picked, node) {
  const { k, matrix } = picked;
  if (kind === 'row')
    return [derivative(lossTex(picked), node), "row vector, the loss's own"];
  if (kind === 'jacobian')
    return [derivative(stateTex(time + 1), node), `Jacobian of step ${time + 1}`];
  const held = matrix === 'U' ? '' : `, h(${k}) held fixed`;
  const own = derivative(node, weightTex(picked, String(k)), '+');
  return [own, `immediate partial${held}`];
}

/**
 * Which rows or columns are shown, from 1; '' of a single one.
 * @param {string} name
 * @param {number[]} places
 */
const placesShown = (name, places) =>
  places.length > 1 ? `${name} ${places.map(place => place + 1).join(', ')}` : '';

/**
 * @param {Link[]} links
 * @param {number} n
 * @param {Picked} picked
 * @returns {FormulaLine}
 */
function lineOf(links, n, picked) {
  const link = links[n];
  const { kind, time, values, product } = link;
  const node = picked.matrix === 'U' ? `o^{(${picked.t})}` : stateTex(time);
  const [left, note] = aboutLink(link, picked, node);
  const [rows, columns] = unitsShown(links, n);
  const tex = [`${left} = ${matrixTex(values, rows, columns)}`];
  if (n) {
    const last = kind === 'immediate';
    const of = derivative(
      lossTex(picked),
      last ? weightTex(picked, String(picked.k)) : node,
    );
    const value = last
      ? numberTex(product[0], `picked${picked.k}`)
      : matrixTex([product], [0], columns);
    tex.push(`\\Rightarrow\\quad ${of} = ${value}`);
  }
  const size = [values.length, values[0].length];
  const folded = size[0] !== rows.length || size[1] !== columns.length;
  const shown = [placesShown('rows', rows), placesShown('columns', columns)]
    .filter(Boolean)
    .join(' and ');
  const hidden = folded ? `; shown: ${shown}` : '';
  return { tex, rule: size.join(' × '), note: named(note + hidden) };
}

/**
 * The chain after a pick; undefined where its numbers were not sent.
 * @param {FormulasData} data
 * @param {Picked} picked
 * @param {Known} known
 * @returns {FormulasData | undefined}
 */
export function chainAfter(data, picked, known) {
  const output = picked.matrix === 'U';
  if (!(output ? known.delta_o : known.rows).length) return;
  const links = (output ? linksOfOutput : linksOfState)(known, picked);
  return {
    ...data,
    t: picked.t,
    lines: ends(links.length, LONGEST).map(n =>
      n === null ? { tex: ['\\vdots'], rule: '', note: '' } : lineOf(links, n, picked),
    ),
    label:
      `The factors of instance ${picked.k} of loss ${picked.t}. ` +
      'Arrow keys go from symbol to symbol.',
  };
}
