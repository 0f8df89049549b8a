// The pictures of the page as files: as they are drawn now, styles put in.

import { child, make, setAttributes } from '../components/dom.js';
import { received } from '../components/naming.js';
import { makeSvg } from '../components/svg.js';

/** @import { Call } from '../components/dom.js' */
/** @import { PicturesData } from './data_types.js' */

const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'opacity',
  'font-size',
  'font-weight',
  'font-family',
  'font-variant-numeric',
  'text-anchor',
  'dominant-baseline',
  'display',
  'visibility',
  'text-decoration-line',
];
const PICTURES = { network: '.network .scroll > svg', triangle: '.triangle svg' };
const DROPPED = /^(class|style|id|role|tabindex|aria-|data-)/;

/** @typedef {keyof typeof PICTURES} PictureName */
/** @typedef {'svg' | 'png'} FileKind */

/**
 * The first element that a selector names, in all components.
 * @param {string} selector
 * @param {ParentNode} root
 * @returns {Element | null}
 */
function find(selector, root) {
  const node = root.querySelector(selector);
  if (node) return node;
  for (const { shadowRoot } of root.querySelectorAll('*')) {
    const inside = shadowRoot && find(selector, shadowRoot);
    if (inside) return inside;
  }
  return null;
}

/**
 * A copy without classes, its styles put in; null for what is not seen.
 * @param {SVGElement} node
 * @returns {Element | null}
 */
function copyStyled(node) {
  const style = getComputedStyle(node);
  const hidden = style.display === 'none' || style.visibility === 'hidden';
  if (hidden || node.matches('.hit')) return null;
  const made = document.createElementNS(node.namespaceURI, node.localName);
  const copy = /** @type {SVGElement} */ (made);
  for (const { name, value } of node.attributes)
    if (!DROPPED.test(name)) copy.setAttribute(name, value);
  const { value } = node.dataset;
  if (value !== undefined) copy.setAttribute('data-value', value);
  for (const name of STYLES) {
    const set = style.getPropertyValue(name);
    if (set) copy.style.setProperty(name, set);
  }
  for (const part of node.childNodes) {
    const inner = part instanceof SVGElement ? copyStyled(part) : null;
    if (part instanceof Text) copy.append(part.data);
    else if (inner) copy.append(inner);
  }
  return copy;
}

/**
 * A picture as the text of a file, with its size.
 * @param {SVGSVGElement} svg
 * @param {string} title
 */
function fileText(svg, title) {
  const box = svg.viewBox.baseVal;
  const [x, y, width, height] = box.width
    ? [box.x, box.y, box.width, box.height]
    : [0, 0, svg.width.baseVal.value, svg.height.baseVal.value];
  const copy = copyStyled(svg) ?? makeSvg('svg', {});
  setAttributes(copy, {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `${x} ${y} ${width} ${height}`,
  });
  copy.removeAttribute('style');
  const app = document.querySelector('.stApp') ?? document.body;
  const fill = getComputedStyle(app).backgroundColor;
  copy.prepend(
    makeSvg('title', {}, null, title),
    makeSvg('rect', { x, y, width, height, fill }),
  );
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

/**
 * @param {Blob} content
 * @param {string} name
 */
function save(content, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/**
 * A picture as pixels, three for one where that is not too large.
 * @param {Blob} content
 * @param {number} width
 * @param {number} height
 * @returns {Promise<Blob>}
 */
async function toPixels(content, width, height) {
  const image = new Image();
  const canvas = document.createElement('canvas');
  const sharp = Math.min(3, 8000 / Math.max(width, height));
  image.src = URL.createObjectURL(content);
  await image.decode();
  canvas.width = Math.round(width * sharp);
  canvas.height = Math.round(height * sharp);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done, fail) => {
    const made = (/** @type {Blob | null} */ blob) =>
      blob ? done(blob) : fail(new Error('it is too large'));
    canvas.toBlob(made, 'image/png');
  });
}

/**
 * Save a picture; what went wrong, or ''.
 * @param {PictureName} which
 * @param {FileKind} kind
 * @param {string} title
 */
async function savePicture(which, kind, title) {
  const svg = find(PICTURES[which], document);
  if (!(svg instanceof SVGSVGElement))
    return `There is no ${which} on this page: open Unroll first.`;
  const { text, width, height } = fileText(svg, title);
  const content = new Blob([text], { type: 'image/svg+xml' });
  const file = kind === 'svg' ? content : await toPixels(content, width, height);
  save(file, `unrolled-${which}.${kind}`);
  return '';
}

/** @param {Call} call */
export default function ({ parentElement: root, data: { json } }) {
  /** @type {PicturesData} */
  const data = received(json);
  const box = child(root, 'pictures');
  box.replaceChildren();
  const row = child(box, 'row');
  const words = child(box, 'told');
  words.setAttribute('role', 'status');
  /** @type {[PictureName, string][]} */
  const names = [
    ['network', 'Network'],
    ['triangle', 'Triangle'],
  ];
  /** @type {FileKind[]} */
  const kinds = ['svg', 'png'];
  for (const [which, name] of names)
    for (const kind of kinds) {
      const button = make('button', '', row, `${name} (${kind.toUpperCase()})`);
      button.type = 'button';
      button.disabled = !data.here;
      button.onclick = async () => {
        const saved = savePicture(which, kind, data.title);
        words.textContent = await saved.catch(
          error => `The picture could not be drawn: ${error.message}`,
        );
      };
    }
}
