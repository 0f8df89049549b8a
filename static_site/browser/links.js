// Links, and the browser's own ways back, go through Python: the page stays.
export default ({ setTriggerValue }) => {
  document.unrolled ??= {};
  const page = document.unrolled;
  const heard = page.go;
  page.go = to => setTriggerValue('to', new URL(to, location.href).href);
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
