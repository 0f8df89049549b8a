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

export default ({ data, setTriggerValue }) => {
  document.unrolled ??= {};
  const page = document.unrolled;
  const heard = page.go;
  page.go = to => setTriggerValue('to', new URL(to, location.href).href);
  putRight(data.shown);
  if (heard) return;
  addEventListener(
    'popstate',
    event => {
      event.stopImmediatePropagation();
      page.go(location.href);
    },
    true,
  );
};
