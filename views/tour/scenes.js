import { make } from '../components/dom.js';
import { received } from '../components/naming.js';
import { address, follow, visit } from '../components/navigate.js';
import { shared } from '../components/shared.js';

/** @import { Call } from '../components/dom.js' */
/** @import { ScenesData } from './data_types.js' */

/** @param {ParentNode} root */
function build(root) {
  const head = make('div', 'head', root);
  const title = make('h2', '', head);
  const start = make('a', 'start', head, 'Start');
  const key = make('span', 'key', head, 'or press →');
  const again = make('a', 'again', head);
  const list = make('ol', 'scenes', root);
  return { head, title, start, key, again, list };
}

/** @typedef {ParentNode & { scenes?: ReturnType<typeof build> }} Root */

/** @param {Call} call */
export default function ({ parentElement, data: { json } }) {
  /** @type {ScenesData} */
  const data = received(json);
  const { places } = data;
  /** @type {Root} */
  const root = parentElement;
  if (!root.scenes || !root.contains(root.scenes.head)) root.scenes = build(root);
  const { head, title, start, key, again, list } = root.scenes;
  title.textContent = data.title;
  make('span', 'count', title, data.count);
  follow(start, data.start, places);
  key.hidden = !data.key;
  again.hidden = !data.again;
  if (data.again) {
    again.textContent = `Go on at ${data.again.number}`;
    follow(again, data.again.link, places);
  }
  const items = data.scenes.map(scene => {
    const item = make('li');
    follow(make('a', '', item, scene.title), scene.link, places);
    make('span', '', item, scene.words);
    return item;
  });
  list.replaceChildren(...items);
  // What was just loaded is led to, and the keys that go on start it from there.
  start.onkeydown = event => {
    const goesOn = event.key === 'ArrowRight' || event.key === 'PageDown';
    const shortcut = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!goesOn || shortcut) return;
    event.preventDefault();
    visit(address(data.start, places), places);
  };
  const loaded = data.loaded && JSON.stringify([data.title, data.scenes]);
  if (!loaded || shared().loaded === loaded) return;
  shared().loaded = loaded;
  setTimeout(() => {
    start.focus();
    head.scrollIntoView({ block: 'nearest' });
  }, 100);
}
