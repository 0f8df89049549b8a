// Mends what this version of Streamlit leaves out of the page, or has otherwise there.
const NOWHERE = 'stlite.invalid';
/** The folder of the site. */
const FOLDER = new URL('./', document.currentScript.src);

/** The parts of the page have names; the sidebar's attribute is one of buttons. */
function nameParts() {
  const [bar] = document.querySelectorAll('[data-testid=stSidebar][aria-expanded]');
  if (bar) {
    bar.dataset.collapsed = String(bar.ariaExpanded === 'false');
    bar.removeAttribute('aria-expanded');
    bar.role = 'region';
    bar.ariaLabel = 'Settings';
  }
  const [main] = document.querySelectorAll('section[data-testid=stMain]:not([role])');
  if (main) main.role = 'main';
}

/** Links to pages lead here, so that they can be opened in another tab. */
function leadHere() {
  const links = `header a, .st-key-aside_pages a, a[href*="//${NOWHERE}"]`;
  for (const link of document.querySelectorAll(links)) {
    const { hostname, origin, pathname, search, hash } = link;
    const inFolder = pathname.startsWith(FOLDER.pathname);
    const isLost = hostname === NOWHERE || (origin === FOLDER.origin && !inFolder);
    const page = inFolder ? pathname : FOLDER.pathname + pathname.slice(1);
    if (isLost) link.href = FOLDER.origin + page + search + hash;
  }
}

new MutationObserver(() => {
  nameParts();
  leadHere();
}).observe(document.getElementById('root'), {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ['aria-expanded', 'href'],
});
