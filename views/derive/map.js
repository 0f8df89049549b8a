import {
  around,
  child,
  make,
  onFocus,
  part,
  parts,
  setAttributes,
} from '../components/dom.js';
import { oneStep } from '../components/history.js';
import { arrow, handled } from '../components/keys.js';
import { received } from '../components/naming.js';
import { makeSvg } from '../components/svg.js';
import { directPath, isFar, LANE, lanePath, relations } from './map_layout.js';

/** @import { Call } from '../components/dom.js' */
/** @import { MapCard, MapData } from './data_types.js' */
/** @import { CardPlace } from './map_layout.js' */

/**
 * @typedef {object} MapState
 * @property {string} [shape]
 * @property {SVGSVGElement} [arrows]
 * @property {() => void} [redraw]
 * @property {ResizeObserver} [sight]
 */
/** @typedef {HTMLElement & MapState} MapBox */

/**
 * @param {MapData} data
 * @returns {MapCard[]}
 */
const cardsOf = data => data.columns.flat().flatMap(group => group.cards);

/**
 * @param {HTMLElement} column
 * @param {MapCard} card
 */
function buildCard(column, card) {
  const button = make('button', '', column);
  button.type = 'button';
  button.dataset.slug = card.slug;
  if (card.equation) make('span', 'equation', button, `(${card.equation}) `);
  button.append(card.title);
}

/**
 * @param {HTMLElement} box
 * @param {MapData} data
 */
function build(box, data) {
  box.replaceChildren();
  const svg = makeSvg('svg', { 'aria-hidden': true }, box);
  const groups = child(box, 'groups');
  for (const list of data.columns) {
    const column = make('div', 'column', groups);
    for (const group of list) {
      make('div', 'section', column, `${group.idea} · § ${group.section}`);
      for (const card of group.cards) buildCard(column, card);
    }
  }
  return svg;
}

/**
 * Where all cards are, by their slugs.
 * @param {HTMLElement} ground
 * @returns {Map<string, CardPlace>}
 */
function placesOf(ground) {
  const origin = ground.getBoundingClientRect();
  const zoom = origin.width / ground.offsetWidth || 1;
  const places = new Map();
  parts(ground, '.column', HTMLElement).forEach((group, column) => {
    for (const card of parts(group, 'button', HTMLElement)) {
      const box = card.getBoundingClientRect();
      const left = (box.left - origin.left) / zoom + ground.scrollLeft;
      const top = (box.top - origin.top) / zoom;
      const right = left + box.width / zoom;
      const bottom = top + box.height / zoom;
      places.set(card.dataset.slug, { column, left, top, right, bottom });
    }
  });
  return places;
}

/**
 * From a card to one in its own or the next column straight; further ones below all
 * cards.
 * @param {HTMLElement} box
 * @param {SVGSVGElement} svg
 * @param {MapData} data
 */
function drawArrows(box, svg, data) {
  const ground = part(box, '.groups', HTMLElement);
  const places = placesOf(ground);
  const floor = LANE + Math.max(...[...places.values()].map(place => place.bottom));
  svg.replaceChildren();
  ground.prepend(svg);
  const head = {
    id: 'head',
    viewBox: '0 0 7 7',
    refX: 6.5,
    refY: 3.5,
    markerWidth: 7,
    markerHeight: 7,
    orient: 'auto',
    markerUnits: 'userSpaceOnUse',
  };
  const marker = makeSvg('marker', head, svg);
  makeSvg('path', { d: 'M0 0L7 3.5L0 7Z', class: 'head' }, marker);
  setAttributes(svg, { width: ground.scrollWidth, height: ground.scrollHeight });
  let lane = 0;
  for (const card of cardsOf(data))
    for (const used of card.uses) {
      const from = places.get(used);
      const to = places.get(card.slug);
      if (!from || !to) continue;
      const far = isFar(from, to);
      const d = far ? lanePath(from, to, floor, lane) : directPath(from, to);
      if (far) lane += 1;
      const ends = { 'data-from': used, 'data-to': card.slug };
      makeSvg('path', { d, class: 'arrow', ...ends }, svg);
    }
}

/**
 * Make a card's arrows strong, and say what it is linked to.
 * @param {HTMLElement} box
 * @param {string | undefined} slug
 * @param {string} words
 */
function emphasize(box, slug, words) {
  child(box, 'says').textContent = words;
  const linked = new Set();
  for (const path of parts(box, '.arrow', SVGElement)) {
    const { from, to } = path.dataset;
    path.classList.toggle('strong', from === slug || to === slug);
    if (from === slug) linked.add(to);
    if (to === slug) linked.add(from);
  }
  for (const card of parts(box, 'button', HTMLElement))
    card.classList.toggle('linked', linked.has(card.dataset.slug));
}

/**
 * The card that an arrow key leads to.
 * @param {HTMLElement} box
 * @param {HTMLElement} card
 * @param {readonly [number, number]} move - to the right, down
 */
function neighbour(box, card, [right, down]) {
  const columns = parts(box, '.column', HTMLElement);
  const column = columns.findIndex(group => group.contains(card));
  const row = parts(columns[column], 'button', HTMLElement).indexOf(card) + down;
  const next = columns[column + right];
  if (!next || row < 0) return null;
  const cards = parts(next, 'button', HTMLElement);
  const to = cards[Math.min(row, cards.length - 1)];
  return to === card ? null : to;
}

/** @param {Call} call */
export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  /** @type {MapData} */
  const data = received(json);
  /** @type {MapBox} */
  const box = child(root, 'map');
  const all = cardsOf(data);
  const titles = new Map(all.map(card => [card.slug, card.title]));
  /** @param {string[]} slugs */
  const named = slugs => slugs.map(slug => titles.get(slug) ?? slug);
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', 'Derivations, by idea');
  const shape = JSON.stringify(data.columns);
  if (box.shape !== shape || !box.arrows) {
    box.shape = shape;
    box.arrows = build(box, data);
  }
  const svg = box.arrows;
  const cards = parts(box, 'button', HTMLElement);
  const chosen = cards.find(card => card.dataset.slug === data.chosen);
  const words = new Map(
    all.map(({ slug, title, uses, used_by }) => {
      const linked = relations(named(uses), named(used_by));
      return [slug, { linked, sentence: `${title}${linked && ' '}${linked}.` }];
    }),
  );
  for (const card of cards) {
    const linked = words.get(card.dataset.slug ?? '')?.linked ?? '';
    const label = { 'aria-pressed': card === chosen, 'aria-description': linked };
    setAttributes(card, label);
    card.tabIndex = card === chosen ? 0 : -1;
  }
  /** @param {string | undefined} slug */
  const show = slug => emphasize(box, slug, words.get(slug ?? '')?.sentence ?? '');
  const rest = () => show(data.chosen);
  /** @param {Event} event */
  const cardOf = event => around(event, 'button', HTMLElement);
  box.redraw = () => {
    drawArrows(box, svg, data);
    rest();
  };
  box.redraw();
  onFocus(box, event => show(cardOf(event)?.dataset.slug), rest);
  box.sight ??= new ResizeObserver(() => box.redraw?.());
  box.sight.observe(box);
  chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  box.onmouseover = event => show(cardOf(event)?.dataset.slug ?? data.chosen);
  box.onmouseleave = rest;
  box.onclick = event => {
    const card = cardOf(event);
    if (!card || card === chosen) return;
    oneStep();
    if (event.detail) card.blur();
    setTriggerValue('choose', card.dataset.slug);
  };
  box.onkeydown = event => {
    const card = cardOf(event);
    const move = arrow(event);
    if (!card || !move) return;
    handled(event);
    const to = neighbour(box, card, move);
    if (!to) return;
    card.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
}
