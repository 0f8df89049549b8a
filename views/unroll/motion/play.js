// What plays in the network: the controls, and what each frame shows in every picture.
import { showTerms } from '../../components/terms_shown.js';
import { scrolledTo } from '../network_layout.js';
import { markFrame } from './marks.js';
import { showOuter } from './outer.js';
import { drawPlayer } from './player.js';
import { showWalk, termsAt } from './walk.js';

/** @import { NetworkData } from '../data_types.js' */
/** @import { NetworkLayout } from '../network_layout.js' */

/**
 * Keep in sight the state that a frame is about, where the network scrolls.
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {number} frame
 */
function keepInSight(svg, data, layout, frame) {
  const scroll = svg.parentElement;
  const { kind, at } = data.motion ?? {};
  if (!scroll || !at || kind === 'outer') return;
  if (scroll.scrollWidth <= scroll.clientWidth + 1) return;
  const last = kind === 'forward' && frame > at.length - 3;
  const x = layout.x(last ? data.t : Math.min(at[frame], data.T));
  const scale = svg.clientWidth / layout.width;
  const reach = /** @type {[number, number]} */ ([
    (x - layout.pitch / 2) * scale,
    (x + layout.pitch / 2) * scale,
  ]);
  scroll.scrollLeft = scrolledTo(scroll.scrollLeft, scroll.clientWidth, reach);
}

/**
 * Draw what plays, or nothing.
 * @param {HTMLElement} box
 * @param {SVGSVGElement} svg - the network
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {(frame: number) => void} onFrame - hears which frame is shown
 * @param {(rest: { kind: string, frame: number }) => void} send - tells the address
 */
export function playMotion(box, svg, data, layout, onFrame, send) {
  /** @type {(frame: number, beat: number) => void} */
  const show = (frame, beat) => {
    onFrame(frame);
    box.style.setProperty('--eased', `${0.8 * beat}ms`);
    markFrame(svg, data, layout, frame);
    showWalk(svg, data, layout, frame);
    showOuter(box, data, frame);
    showTerms(termsAt(data.motion, frame));
    keepInSight(svg, data, layout, frame);
  };
  if (!data.motion) show(0, 0);
  drawPlayer(box, data.motion, show, send);
}
