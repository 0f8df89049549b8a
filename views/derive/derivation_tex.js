// Formulas of a derivation: what is new, fractions that are symbols, and fitting in.
const closing = (text, at) => {
  for (let depth = 0; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return at;
};
// \htmlData{…}{body}: what `put` makes of the data and the body; it wraps or vanishes.
function unwrap(tex, put) {
  const start = tex.indexOf('\\htmlData{');
  if (start < 0) return tex;
  const middle = closing(tex, start + 9),
    end = closing(tex, middle + 1);
  const rest = tex.slice(end + 1),
    body = unwrap(tex.slice(middle + 2, end), put);
  return (
    tex.slice(0, start) +
    put(tex.slice(start + 10, middle), body, rest) +
    unwrap(rest, put)
  );
}
const plain = tex =>
  unwrap(tex, (data, body, rest) => (/^[\^_]/.test(rest) ? `{${body}}` : body));
const spread = tex =>
  unwrap(tex, (data, body) =>
    data.startsWith('new')
      ? body.replace(/\\htmlData\{ref=([^},]*)\}/g, '\\htmlData{ref=$1,new=1}')
      : `\\htmlData{${data}}{${body}}`,
  );

// A fraction of one symbol's partial by another's is a symbol too: J(3)/z(3;1).
function fractions(node) {
  for (const fraction of node.querySelectorAll('.katex-html .mfrac')) {
    const refs = [...fraction.querySelectorAll('[data-ref]')].map(o => o.dataset.ref);
    const text = fraction.textContent;
    if (refs.length !== 2 || !text.includes('∂')) continue;
    const bar = fraction.closest('.minner')?.parentElement.textContent.includes('last') ? '|' : '';
    fraction.dataset.ref = `${text.includes('+') && /∂\+/.test(text) ? '+' : ''}${refs[1]}/${refs[0]}${bar}`;
  }
}
const write = (node, tex) => {
  if (render(node, tex)) fractions(node);
};
const open = tex =>
  tex.includes('matrix}')
    ? tex
    : tex.replaceAll('\\left(', '\\Bigl(').replaceAll('\\right)', '\\Bigr)');
// A derivative's value goes from the brace beneath it to beneath its last bracket, so
// that what is inside can wrap.
function unbraced(tex) {
  const start = tex.indexOf('\\underbrace{');
  if (start < 0) return tex;
  const middle = closing(tex, start + 11),
    end = closing(tex, middle + 2);
  const body = tex.slice(start + 12, middle).trimEnd(),
    value = tex.slice(middle + 3, end),
    rest = unbraced(tex.slice(end + 1));
  const inside = body.endsWith('\\right)')
    ? `${unbraced(body.slice(0, -7))} \\mathclose{\\underset{\\scriptstyle ${value}}{\\Bigr)}}`
    : `\\underbrace{${unbraced(body)}}_{${value}}`;
  return tex.slice(0, start) + inside + rest;
}
// What is too wide wraps if marks and brackets let it, then shrinks a little, then scrolls.
function fit(node, tex, name, fonts) {
  const key = `${fonts} ${node.clientWidth} ${tex}`;
  if (node.fitted === key) return;
  node.fitted = key;
  node.style.fontSize = '';
  write(node, tex);
  const over = () => node.scrollWidth > node.clientWidth + 1;
  if (over()) write(node, spread(tex));
  if (over()) write(node, open(spread(tex)));
  if (over() && !tex.includes('matrix}')) write(node, open(unbraced(spread(tex))));
  for (let size = 100; over() && size > 70; ) {
    size = Math.max(
      70,
      Math.min(size - 2, Math.floor((size * node.clientWidth) / node.scrollWidth)),
    );
    node.style.fontSize = size + '%';
  }
  settle(node, name);
}
