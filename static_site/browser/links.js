// Links, and the browser's own ways back, go through Python: the page stays.
const STREAMLITS = /^embed/;

/** What an address asks the app for, in one order. */
const asked = query =>
  String(
    new URLSearchParams(
      [...query].filter(([name]) => !STREAMLITS.test(name)).sort(),
    ),
  );

/** Let the address say what is shown: it may be of a run that was overtaken. */
function putRight(shown) {
  const here = new URLSearchParams(location.search);
  if (asked(here) === asked(new URLSearchParams(shown))) return;
  const own = new URLSearchParams([...here].filter(([name]) => STREAMLITS.test(name)));
  const query = [shown, String(own)].filter(Boolean).join('&');
  history.replaceState(history.state, '', location.pathname + (query && `?${query}`) + location.hash);
}

const AGAIN = 1500;
const RESTING = '[data-testid=stApp][data-test-script-state=notRunning]';

/** Ask Python until it has heard: what is asked in the middle of a run may be lost. */
function ask(page) {
  clearTimeout(page.asking);
  if (page.heard >= page.asked) return;
  const rests = document.querySelector(RESTING);
  if (rests || !page.sent) page.send('to', `${page.asked} ${page.to}`);
  page.sent = true;
  page.asking = setTimeout(() => ask(page), AGAIN);
}

export default ({ data, setTriggerValue }) => {
  document.unrolled ??= {};
  const page = document.unrolled;
  const known = page.go;
  page.send = setTriggerValue;
  page.heard = Math.max(page.heard ?? 0, data.heard);
  page.asked ??= 0;
  page.go = to => {
    page.to = new URL(to, location.href).href;
    page.asked = Math.max(page.asked, page.heard) + 1;
    page.sent = false;
    ask(page);
  };
  if (page.heard >= page.asked) putRight(data.shown);
  if (known) return;
  addEventListener(
    'popstate',
    event => {
      event.stopImmediatePropagation();
      page.go(location.href);
    },
    true,
  );
};
