// What of a derivation is in sight.
import { part, scrolling } from '../components/dom.js';

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
 * Scroll to the line that is turned to, and to what is asked after it.
 * @param {DerivationParts} box
 * @param {ScrollBehavior} [behavior]
 */
export function seeLine(box, behavior = scrolling()) {
  const now = part(box.rows, '.row.now', HTMLElement);
  const end = box.ask.hidden ? now : box.ask;
  const height = end.getBoundingClientRect().bottom - now.getBoundingClientRect().top;
  const tall = height > innerHeight - 220;
  (tall ? now : end).scrollIntoView({ block: tall ? 'start' : 'nearest', behavior });
}

/**
 * Keep the line of a link in sight while the page around it is still growing, until
 * somebody touches it; what ends that.
 * @param {HTMLElement} box
 * @param {DerivationParts} parts
 */
export function keepLineInSight(box, parts) {
  const growing = new ResizeObserver(() => {
    if (withWords()) end();
    else seeLine(parts, 'auto');
  });
  const end = () => {
    growing.disconnect();
    for (const hand of HANDS) removeEventListener(hand, end, true);
  };
  for (const hand of HANDS) addEventListener(hand, end, true);
  setTimeout(end, LONGEST_SIGHT);
  growing.observe(box);
  growing.observe(document.querySelector('.stMainBlockContainer') ?? document.body);
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
