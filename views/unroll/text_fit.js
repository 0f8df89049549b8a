// Text in a picture is measured on a canvas: asking the SVG would lay it all out anew.

/** @type {CanvasRenderingContext2D | null | undefined} */
let pen;

/** @typedef {Element & { whole?: string, room?: number }} Fitted */
/** @typedef {[Fitted, string, number]} Fit - where a text has how much room */
/**
 * Write texts, and cut them where there is no room for them. All type is asked for
 * before any is written: in turn, each would have the page's style found anew.
 * @param {Fit[]} fits
 */
export function fitTexts(fits) {
  const changed = fits.filter(
    ([node, text, room]) => node.whole !== text || node.room !== room,
  );
  const fonts = changed.map(([node]) => {
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(node);
    return `${fontWeight} ${fontSize} ${fontFamily}`;
  });
  pen ??= document.createElement('canvas').getContext('2d');
  changed.forEach(([node, text, room], n) => {
    Object.assign(node, { whole: text, room });
    if (pen) pen.font = fonts[n];
    node.textContent = shortened(text, room, part => pen?.measureText(part).width ?? 0);
  });
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
