// Text in a picture is measured on a canvas: asking the SVG would lay it all out anew.

/** @type {CanvasRenderingContext2D | null | undefined} */
let pen;

/** @typedef {Element & { whole?: string, room?: number }} Fitted */
/**
 * Write a text, and cut it where there is no room for it.
 * @param {Fitted} node
 * @param {string} text
 * @param {number} room
 */
export function fitText(node, text, room) {
  if (node.whole === text && node.room === room) return;
  Object.assign(node, { whole: text, room });
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(node);
  pen ??= document.createElement('canvas').getContext('2d');
  if (pen) pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  node.textContent = shortened(text, room, part => pen?.measureText(part).width ?? 0);
}

/**
 * As much of a text as there is room for, with an ellipsis if that is not all.
 * @param {string} text
 * @param {number} room
 * @param {(text: string) => number} widthOf
 */
export function shortened(text, room, widthOf) {
  const letters = [...text];
  let shown = text;
  while (letters.length > 1 && widthOf(shown) > room) {
    letters.pop();
    shown = letters.join('') + '…';
  }
  return shown;
}
