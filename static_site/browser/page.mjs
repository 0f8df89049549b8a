// The page of the site: it starts Python in a worker, and says how far that is.
import { mount } from './stlite/stlite.js';

const BYTES = Number('$BYTES');
/** What comes after the bytes, with how much of all is done by then, in per cent. */
const STEPS = {
  python: [60, 'Python starts'],
  packages: [72, 'NumPy starts'],
  app: [85, 'The app starts'],
};
const READY =
  '[data-testid=stApp][data-test-script-state=notRunning] ' +
  '[data-testid=stMainBlockContainer] [data-testid=stElementContainer]';

const coming = document.getElementById('coming');
const [words, bar] = coming.children;
let [bytes, done] = [0, 0];

function say(per_cent, text) {
  done = Math.max(done, Math.round(per_cent));
  bar.value = done;
  words.textContent = `${text}: ${done} %`;
}

new BroadcastChannel('unrolled').onmessage = ({ data }) => {
  if (typeof data === 'number') {
    bytes += data;
    const [all, here] = [BYTES, Math.min(bytes, BYTES)].map(b => (b / 1e6).toFixed(1));
    if (done < 60) say((60 * bytes) / BYTES, `Python is coming (${here} of ${all} MB)`);
  } else if (STEPS[data]) say(...STEPS[data]);
};
say(0, 'Python is coming');

const isReady = () =>
  document.unrolled?.go &&
  document.querySelector(READY) &&
  ![...document.querySelectorAll('[data-testid=stSkeleton]')].some(n => n.offsetParent);
const watch = setInterval(() => {
  if (!isReady()) return;
  clearInterval(watch);
  document.getElementById('first')?.remove();
  coming.remove();
  document.documentElement.dataset.ready = '';
  navigator.serviceWorker?.register('./service_worker.js').catch(() => {});
}, 50);

if (location.pathname.endsWith('/index.html')) {
  const { search, hash } = location;
  history.replaceState(null, '', new URL('./', location.href).pathname + search + hash);
}
const here = path => new URL(path, import.meta.url).href;
globalThis.site = mount(
  {
    pyodideUrl: here('starting.mjs'),
    entrypoint: 'app.py',
    files: {},
    archives: [{ url: here('app.zip'), format: 'zip', options: {} }],
    prebuiltPackageNames: ['numpy'],
    requirements: [],
    env: { UNROLLED_KATEX: '$KATEX' },
    disableProgressToasts: true,
    streamlitConfig: {
      'client.toolbarMode': 'minimal',
      'runner.postScriptGC': false,
      'runner.magicEnabled': false,
      'global.disableWidgetStateDuplicationWarning': true,
    },
  },
  document.getElementById('root'),
);
