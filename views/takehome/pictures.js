// The pictures of the page as files: as they are drawn now, styles put in.
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'opacity',
  'font-size',
  'font-weight',
  'font-family',
  'font-variant-numeric',
  'text-anchor',
  'dominant-baseline',
  'display',
  'visibility',
  'text-decoration-line',
];
const PICTURES = { network: '.network .scroll > svg', triangle: '.triangle svg' };

function find(selector, root = document) {
  const found = root.querySelector(selector);
  if (found) return found;
  for (const node of root.querySelectorAll('*')) {
    const inside = node.shadowRoot && find(selector, node.shadowRoot);
    if (inside) return inside;
  }
  return null;
}

function copied(node) {
  const style = getComputedStyle(node);
  if (style.display === 'none' || style.visibility === 'hidden' || node.matches('.hit'))
    return null;
  const copy = document.createElementNS(node.namespaceURI, node.localName);
  for (const { name, value } of node.attributes)
    if (!/^(class|style|id|role|tabindex|aria-|data-)/.test(name))
      copy.setAttribute(name, value);
  if (node.dataset.value !== undefined)
    copy.setAttribute('data-value', node.dataset.value);
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    if (value) copy.style.setProperty(name, value);
  }
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.data);
    else if (child instanceof SVGElement) {
      const inner = copied(child);
      if (inner) copy.append(inner);
    }
  }
  return copy;
}

function drawn(svg, title) {
  const copy = copied(svg),
    box = svg.viewBox.baseVal;
  const [x, y, width, height] = box.width
    ? [box.x, box.y, box.width, box.height]
    : [0, 0, svg.width.baseVal.value, svg.height.baseVal.value];
  for (const [key, value] of Object.entries({
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `${x} ${y} ${width} ${height}`,
  }))
    copy.setAttribute(key, value);
  copy.removeAttribute('style');
  const make = (name, attributes, text) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (text) node.textContent = text;
    return node;
  };
  copy.prepend(
    make('title', {}, title),
    make('rect', {
      x,
      y,
      width,
      height,
      fill: getComputedStyle(document.querySelector('.stApp')).backgroundColor,
    }),
  );
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function take(which, kind, title) {
  const svg = find(PICTURES[which]);
  if (!svg) return `There is no ${which} on this page: open Unroll first.`;
  const { text, width, height } = drawn(svg, title),
    name = `unrolled-${which}.${kind}`,
    plain = new Blob([text], { type: 'image/svg+xml' });
  if (kind === 'svg') {
    save(plain, name);
    return '';
  }
  const image = new Image(),
    canvas = document.createElement('canvas'),
    sharp = Math.min(3, 8000 / Math.max(width, height));
  image.src = URL.createObjectURL(plain);
  await image.decode();
  Object.assign(canvas, {
    width: Math.round(width * sharp),
    height: Math.round(height * sharp),
  });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  save(await new Promise(done => canvas.toBlob(done, 'image/png')), name);
  return '';
}

export default function ({ parentElement: root, data: { json } }) {
  const d = JSON.parse(json);
  const box = frame(root, 'pictures');
  box.replaceChildren();
  const row = line(box, 'row'),
    said = line(box, 'told');
  said.setAttribute('role', 'status');
  for (const which of Object.keys(PICTURES))
    for (const kind of ['svg', 'png']) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = `${which[0].toUpperCase() + which.slice(1)} (${kind.toUpperCase()})`;
      button.disabled = !d.here;
      button.onclick = async () => {
        said.textContent = await take(which, kind, d.title).catch(
          error => `The picture could not be drawn: ${error.message}`,
        );
      };
      row.append(button);
    }
}
