let katex;

// KaTeX 0.18 names some classes katex-…; a style sheet of an older one does not.
const bothNames = node => {
  for (const inner of node.querySelectorAll('.katex-html [class*="katex-"]'))
    for (const name of [...inner.classList])
      if (name.startsWith('katex-')) inner.classList.add(name.slice(6));
};

// Whether the formula was drawn anew.
function render(node, tex) {
  if (node.tex === tex) return false;
  node.tex = tex;
  katex.render(tex, node, {
    displayMode: true,
    throwOnError: false,
    strict: 'ignore',
    trust: c => c.command === '\\htmlData',
  });
  bothNames(node);
  return true;
}

// Streamlit's own KaTeX, once; false if it cannot be had.
async function loaded(url) {
  try {
    katex ??= (await import(new URL(url, document.baseURI).href)).default;
  } catch {
    katex = undefined;
  }
  return Boolean(katex);
}

const SLIGHT = 8;
// A formula that is wider than its box by less than that shrinks until it fits. One that
// truly scrolls can be reached by keys, and says what it is.
function settle(node, name) {
  const over = () => node.scrollWidth - node.clientWidth;
  const least = 0.9 * (parseFloat(node.style.fontSize) || 100);
  for (
    let size = least / 0.9 - 1;
    over() > 0 && over() < SLIGHT && size > least;
    size--
  )
    node.style.fontSize = size + '%';
  if (over() > 0) {
    node.tabIndex = 0;
    node.setAttribute('role', 'group');
    node.setAttribute('aria-label', `${name}, wider than the page: arrow keys scroll`);
  } else
    for (const attribute of ['tabindex', 'role', 'aria-label'])
      node.removeAttribute(attribute);
}

// The same at every new formula, new width, and when its letters have come.
let sizes;
function watch(node, name) {
  node.called = name;
  const again = node => {
    if (node.isConnected) {
      node.style.fontSize = '';
      settle(node, node.called);
    }
  };
  if (!sizes) {
    sizes = new ResizeObserver(seen =>
      requestAnimationFrame(() => {
        for (const { target } of seen) again(target);
      }),
    );
    document.fonts.addEventListener('loadingdone', () => {
      for (const node of document.querySelectorAll('.unrolled .tex'))
        if (node.called) again(node);
    });
  }
  sizes.unobserve(node);
  sizes.observe(node);
}
