// Links, and the browser's own ways back, go through Python: the page stays.
export default ({ setTriggerValue }) => {
  document.unrolled ??= {};
  const page = document.unrolled;
  const heard = page.go;
  page.go = to => {
    // What Python makes of it is no step of its own beside this one.
    const address = new URL(to, location.href).href;
    setTriggerValue('to', address);
  };
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
