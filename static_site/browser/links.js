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

/** How long Python is given to answer before it is asked again, in ms. */
const [SOONEST, LATEST] = [1500, 5000];
/** Links that Streamlit draws: it makes two steps of the history of each. */
const STREAMLITS_LINKS = 'header a, .st-key-aside_pages a';
const PAGE = 2500;
const RESTING = '[data-testid=stApp][data-test-script-state=notRunning]';

/**
 * Ask Python until it has heard: what is asked in the middle of a run may be lost. But to
 * ask again throws away what a run has done that the page does not know of yet: Python is
 * given a little more than its last answer took, and each time twice as long.
 */
function ask(page) {
  clearTimeout(page.asking);
  if (page.heard >= page.asked) return;
  if (!page.sent || document.querySelector(RESTING)) {
    if (page.sent) page.patience *= 2;
    page.sent = Date.now();
    page.send('to', `${page.asked} ${page.to}`);
  }
  page.asking = setTimeout(() => ask(page), page.patience);
}

export default ({ data, setTriggerValue }) => {
  document.unrolled ??= {};
  const page = document.unrolled;
  const known = page.go;
  page.send = setTriggerValue;
  page.heard ??= 0;
  page.asked ??= 0;
  page.took ??= 0;
  if (data.heard > page.heard) {
    page.heard = data.heard;
    page.took = Date.now() - page.sent;
  }
  page.go = to => {
    page.to = new URL(to, location.href).href;
    page.asked = Math.max(page.asked, page.heard) + 1;
    page.sent = 0;
    page.patience = Math.min(Math.max(1.3 * page.took, SOONEST), LATEST);
    ask(page);
  };
  if (page.heard >= page.asked) putRight(data.shown);
  if (known) return;
  addEventListener(
    'popstate',
    event => {
      event.stopImmediatePropagation();
      page.steps?.noStep();
      page.go(location.href);
    },
    true,
  );
  const oneStep = ({ target }) => {
    if (target.closest(STREAMLITS_LINKS)) page.steps?.oneStep(PAGE);
  };
  document.addEventListener('click', oneStep, true);
};
