// A link of this app is followed without loading it anew, where Streamlit restores what
// an address says when the browser goes back to it: this looks the same to it.
const KEPT = ['present', 'look', 'embed', 'embed_options'];
function address(link, places) {
  const asked = new URLSearchParams(link),
    now = new URLSearchParams(location.search),
    page = asked.get('page') ?? 'unroll';
  asked.delete('page');
  for (const name of KEPT)
    if (!asked.has(name))
      for (const value of now.getAll(name)) asked.append(name, value);
  if (page === places.root && page !== 'unroll') asked.set('page', page);
  const base = location.pathname
    .slice(0, location.pathname.length - places.here.length)
    .replace(/\/$/, '');
  const search = String(asked);
  return `${base}/${page === places.root ? '' : page}${search && '?' + search}`;
}
// What is restored may still be put right: that is no step of its own.
function settling() {
  history.pushState = (...entry) => history.replaceState(...entry);
  clearTimeout(document.unrolledSettling);
  document.unrolledSettling = setTimeout(() => delete history.pushState, 1500);
}
if (!document.unrolledRestores) {
  document.unrolledRestores = true;
  addEventListener('popstate', settling, true);
}
function visit(to, places, replace) {
  if (!places.soft) return location.assign(to);
  delete history.pushState;
  history[replace ? 'replaceState' : 'pushState']({}, '', to);
  dispatchEvent(new PopStateEvent('popstate', { state: {} }));
}
const follows = (node, link, places) => {
  node.href = address(link, places);
  node.onclick = e => {
    if (e.metaKey || e.ctrlKey || e.shiftKey || e.button) return;
    e.preventDefault();
    visit(address(link, places), places);
  };
};
