const SVG = 'http://www.w3.org/2000/svg';
const el = (name, attributes, parent, text) => {
  const node = document.createElementNS(SVG, name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  if (text !== undefined) node.textContent = text;
  parent?.append(node);
  return node;
};
// What stays as it is costs nothing.
const set = (node, key, value) => {
  if (node.getAttribute(key) !== String(value)) node.setAttribute(key, value);
};
const write = (node, text) => {
  if (node.textContent !== String(text)) node.textContent = text;
};
const plain = v => {
  const size = Math.abs(Number(v.toExponential(2)));
  if (v === 0) return '0';
  if (size < 1e-4 || size >= 1e5) return v.toExponential(2).replace('e+', 'e');
  return v.toFixed(Math.max(0, 2 - Math.floor(Math.log10(size))));
};
const short = v => plain(v).replace(/-/g, '−');
const partial = d => `dJ(${d.t})/d${d.matrix} ${d.i},${d.j}`;
const nameOf = (d, v) => `${partial(d)} at instance ${d.k}: ${plain(v)}`;
const tell = (node, d, v) => {
  for (const key of ['matrix', 'i', 'j', 't', 'k'])
    if (d[key] !== undefined) set(node, 'data-' + key, d[key]);
  set(node, 'data-value', v);
};
const hue = v => (v > 0 ? 'var(--plus)' : v < 0 ? 'var(--minus)' : 'var(--zero)');
const frame = (root, name) => {
  let box = root.querySelector('.' + name);
  if (box) return box;
  box = document.createElement('div');
  box.className = name;
  root.append(box);
  return box;
};
const line = (box, name) => {
  let node = box.querySelector('.' + name);
  if (node) return node;
  node = document.createElement('div');
  node.className = name;
  box.append(node);
  return node;
};

// What a finger has pointed at, `box.tapped`, is told again when the pick it made has
// drawn the picture anew: a finger does not stay there as a pointer does.
const byFinger = box => {
  box.onpointerdown = e => {
    box.touched = e.pointerType === 'touch';
    box.tapped = null;
  };
};
const again = (said, tapped, show, quiet) => {
  if (!tapped) return;
  show(tapped);
  const told = said.textContent;
  quiet();
  said.textContent = told;
};

// Chromium knows no `onfocusin`: listeners are added once, what they call may change.
const onFocus = (node, inside, outside) => {
  if (!node.focusing) {
    node.addEventListener('focusin', e => node.focusing[0](e));
    node.addEventListener('focusout', e => node.focusing[1](e));
  }
  node.focusing = [inside, outside];
};
