// What of a derivation is in sight.
import { part, parts, scrolling } from '../components/dom.js';

/** @import { DerivationParts } from './derivation_lines.js' */

/** What somebody does who looks elsewhere. */
const HANDS = ['wheel', 'touchmove', 'keydown', 'pointerdown'];
const LONGEST_SIGHT = 20000;

/** Whether the page is a scene of a tour. */
export const inScene = () =>
  document.documentElement.hasAttribute('data-unrolled-scene');

/** On a phone a scene's words stand above its line, and stay in sight. */
const withWords = () => innerWidth <= 700 && inScene();

/**
 * The line before another, where there is room for both.
 * @param {HTMLElement} now
 * @param {HTMLElement} end - of what is to be seen
 */
function withLineBefore(now, end) {
  const rows = parts(now.parentElement ?? now, '.row:not([hidden])', HTMLElement);
  const before = rows[rows.indexOf(now) - 1] ?? now;
  const height =
    end.getBoundingClientRect().bottom - before.getBoundingClientRect().top;
  const above = parseFloat(getComputedStyle(before).scrollMarginTop);
  return above + height < innerHeight ? before : now;
}

/**
 * Scroll to the line that is turned to, and to what is asked after it. In a scene the
 * line before it stands first, and none is cut by the head that stays in sight.
 * @param {DerivationParts} box
 * @param {ScrollBehavior} [behavior]
 */
export function seeLine(box, behavior = scrolling()) {
  const now = part(box.rows, '.row.now', HTMLElement);
  const end = box.ask.hidden ? now : box.ask;
  const height = end.getBoundingClientRect().bottom - now.getBoundingClientRect().top;
  const tall = height > innerHeight - 220;
  if (inScene() && !withWords())
    withLineBefore(now, end).scrollIntoView({ block: 'start', behavior });
  else
    (tall ? now : end).scrollIntoView({ block: tall ? 'start' : 'nearest', behavior });
}

/**
 * Keep the line of a link in sight while the page around it is still growing, until
 * somebody touches it; what ends that.
 * @param {HTMLElement} box
 * @param {DerivationParts} of
 */
export function keepLineInSight(box, of) {
  const growing = new ResizeObserver(() => {
    if (withWords()) end();
    // The bar of a scene says how tall it is in the same frame, perhaps after this.
    else requestAnimationFrame(() => seeLine(of, 'auto'));
  });
  const end = () => {
    growing.disconnect();
    for (const hand of HANDS) removeEventListener(hand, end, true);
  };
  for (const hand of HANDS) addEventListener(hand, end, true);
  setTimeout(end, LONGEST_SIGHT);
  growing.observe(box);
  for (const name of ['.stMainBlockContainer', '.st-key-scene_bar']) {
    const grows = document.querySelector(name);
    if (grows) growing.observe(grows);
  }
  return end;
}

/**
 * Beneath the lines the arrays stay in sight once the lines have room above them.
 * @param {DerivationParts} parts
 */
export function keepArraysInSight({ turn, beside }) {
  const room = new IntersectionObserver(
    ([bar]) => {
      const above = !bar.isIntersecting && bar.boundingClientRect.top > 0;
      beside.classList.toggle('below', above);
    },
    { rootMargin: '0px 0px -45% 0px' },
  );
  room.observe(turn);
}
