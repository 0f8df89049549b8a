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
  katex.render(tex, node, { displayMode: true, throwOnError: false, strict: 'ignore', trust: c => c.command === '\\htmlData' });
  bothNames(node);
  return true;
}

// Streamlit's own KaTeX, once; false if it cannot be had.
async function loaded(url) {
  try { katex ??= (await import(new URL(url, document.baseURI).href)).default; } catch { katex = undefined; }
  return Boolean(katex);
}
