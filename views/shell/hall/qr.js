// The QR code of the link to this view, large, with the link below it.
import { make, setAttributes } from '../../components/dom.js';

/** @typedef {{ link: string, rows: string[] }} QrCode */

/** Modules of white around a code. */
const MARGIN_OF_CODE = 4;
const TOO_LONG =
  'This link is too long for a QR code: it has more than 2,953 characters. A shorter own text, fewer edits or a shorter scene list make it shorter; Copy link copies it whole.';
const SVG = 'http://www.w3.org/2000/svg';

/**
 * The outline of a code's dark modules, a rectangle for each run in a row.
 * @param {string[]} rows
 */
export function outline(rows) {
  let path = '';
  for (const [y, row] of rows.entries())
    for (const { 0: run, index } of row.matchAll(/1+/g))
      path += `M${index + MARGIN_OF_CODE} ${y + MARGIN_OF_CODE}h${run.length}v1h-${run.length}z`;
  return path;
}

/** @param {HTMLElement} parent */
export function makeQr(parent) {
  const dialog = make('dialog', 'qr', parent);
  dialog.setAttribute('aria-label', 'QR code of the link');
  const picture = make('div', 'code', dialog);
  const said = make('p', 'said', dialog);
  said.tabIndex = 0;
  const shut = make('button', 'shut', dialog, 'Close');
  shut.type = 'button';
  shut.onclick = () => dialog.close();
  dialog.onclick = event => {
    if (event.target === dialog) dialog.close();
  };
  return { dialog, picture, said, shut };
}

/** @typedef {ReturnType<typeof makeQr>} QrParts */

/**
 * Show the dialog with a link, whose code is to come.
 * @param {QrParts} parts
 * @param {string} link
 */
export function openQr({ dialog, picture, said, shut }, link) {
  picture.replaceChildren();
  said.textContent = link;
  dialog.showModal();
  shut.focus();
}

/**
 * Draw a code that came, if it is of the link that is shown.
 * @param {QrParts} parts
 * @param {QrCode} code
 */
export function drawQr({ picture, said }, { link, rows }) {
  if (said.textContent !== link) return;
  if (!rows.length) {
    said.textContent = TOO_LONG;
    return;
  }
  const size = rows.length + 2 * MARGIN_OF_CODE;
  const svg = document.createElementNS(SVG, 'svg');
  setAttributes(svg, {
    viewBox: `0 0 ${size} ${size}`,
    role: 'img',
    'aria-label': 'QR code of the link below',
    'shape-rendering': 'crispEdges',
  });
  const ground = document.createElementNS(SVG, 'rect');
  setAttributes(ground, { width: size, height: size, fill: '#fff' });
  const dark = document.createElementNS(SVG, 'path');
  setAttributes(dark, { d: outline(rows), fill: '#000' });
  svg.append(ground, dark);
  picture.replaceChildren(svg);
}
