// From one scene to the next: the old one stays until the new one is drawn and measured.
import { parts } from '../components/dom.js';

const LONGEST = 3000;
const LOOK = 40;
const STILL = 3;
const MARK = 'data-unrolled-turning';

const isRunning = () =>
  !document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]');

/** What a scene's pictures measure now: the same again once they are drawn. */
const sizes = () =>
  parts(document, '[class*=st-key-pic_], .st-key-scene_bar', HTMLElement)
    .map(picture => {
      const { top, width, height } = picture.getBoundingClientRect();
      return [top, width, height, picture.querySelectorAll('*').length].join();
    })
    .join(' ');

/**
 * Wait until a scene is there, and nothing in it moves any more.
 * @param {() => boolean} isThere
 * @returns {Promise<void>}
 */
function drawn(isThere) {
  const end = Date.now() + LONGEST;
  let before = '';
  let quiet = 0;
  return new Promise(done => {
    const look = () => {
      const now = isThere() && !isRunning() ? sizes() : '';
      quiet = now && now === before ? quiet + 1 : 0;
      before = now;
      if (quiet >= STILL || Date.now() > end) done();
      else setTimeout(look, LOOK);
    };
    setTimeout(look, LOOK);
  });
}

/** Two frames: what they lay out is then in its place. */
const painted = () =>
  new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));

/**
 * Keep showing the scene that is there, as a still picture, until the next is drawn.
 * @param {() => boolean} isThere - whether the next scene is
 */
export function holdScene(isThere) {
  const root = document.documentElement;
  if (!document.startViewTransition || root.hasAttribute(MARK)) return;
  const change = document.startViewTransition(async () => {
    root.setAttribute(MARK, '');
    await drawn(isThere);
  });
  const show = () => root.removeAttribute(MARK);
  // Of a page that is hidden, or too slow, no still picture is kept.
  change.ready.then(painted).then(show, show);
  change.finished.catch(() => {});
  change.updateCallbackDone.catch(() => {});
}
