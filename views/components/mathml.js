// The TeX of headline and chain as MathML, with its references: without KaTeX, whose
// MathML has none and whose HTML needs fonts. Tests hold it to KaTeX's MathML.

/**
 * A part of a formula. `data` are its data-* attributes.
 * @typedef {object} Part
 * @property {string} tag - of MathML
 * @property {string} [text]
 * @property {Part[]} [parts]
 * @property {Record<string, string>} [data]
 * @property {Record<string, string>} [set] - attributes
 */

const TOKEN =
  /\\[a-zA-Z]+|\\.|\d+(?:\{,\}\d{3})*(?:\.\d+)?|[{}^_&]|[^\s{}^_&\\\d]|\d|\s+/gu;
/** @type {Record<string, Part>} */
const SIGNS = {
  '\\partial': { tag: 'mi', text: '∂', set: { mathvariant: 'normal' } },
  '\\sum': { tag: 'mo', text: '∑', set: { class: 'large' } },
  '\\cdots': { tag: 'mo', text: '⋯' },
  '\\vdots': { tag: 'mi', text: '⋮', set: { mathvariant: 'normal' } },
  '\\times': { tag: 'mo', text: '×' },
  '\\Rightarrow': { tag: 'mo', text: '⇒' },
  '\\quad': { tag: 'mspace', set: { width: '1em' } },
  '-': { tag: 'mo', text: '−' },
  ',': { tag: 'mo', text: ',', set: { separator: 'true' } },
  '(': { tag: 'mo', text: '(', set: { stretchy: 'false' } },
  ')': { tag: 'mo', text: ')', set: { stretchy: 'false' } },
};

/**
 * Parts as one: alone what is alone, else a row.
 * @param {Part[]} parts
 * @returns {Part}
 */
const asOne = parts => (parts.length === 1 ? parts[0] : { tag: 'mrow', parts });

/**
 * "value=0.5,ref=term0" as what it says.
 * @param {string} pairs
 */
const dataOf = pairs =>
  Object.fromEntries(pairs.split(',').map(pair => pair.split(/=(.*)/s, 2)));

class Reader {
  at = 0;
  /** Letters stand upright. */
  upright = false;

  /** @param {string} tex */
  constructor(tex) {
    this.tokens = [...tex.matchAll(TOKEN)].map(([token]) => token);
  }

  peek() {
    while (/^\s/.test(this.tokens[this.at] ?? '')) this.at += 1;
    return this.tokens[this.at];
  }

  next() {
    const token = this.peek() ?? '';
    this.at += 1;
    return token;
  }

  /** What stands in braces, as it is typed. */
  raw() {
    this.next();
    const start = this.at;
    while (this.at < this.tokens.length && this.tokens[this.at] !== '}') this.at += 1;
    return this.tokens.slice(start, this.at++).join('');
  }

  /**
   * All parts up to one of these tokens.
   * @param {string[]} ends
   */
  row(...ends) {
    /** @type {Part[]} */
    const parts = [];
    let binary = false;
    for (let token = this.peek(); token !== undefined; token = this.peek()) {
      if (ends.includes(token)) break;
      const part = this.scripted();
      const empty = part.tag === 'mrow' && !part.parts?.length;
      if (!empty) parts.push(binary ? asBinary(part) : part);
      binary = empty;
    }
    return parts;
  }

  /** What a command takes: braces, or one part. */
  argument() {
    if (this.peek() !== '{') return this.atom();
    this.next();
    const parts = this.row('}');
    this.next();
    return asOne(parts);
  }

  /** A part with what stands below and above it. */
  scripted() {
    const base = this.atom();
    /** @type {Record<string, Part>} */
    const scripts = {};
    for (let sign = this.peek(); sign === '^' || sign === '_'; sign = this.peek()) {
      this.next();
      scripts[sign] = this.argument();
    }
    const { _: low, '^': high } = scripts;
    const [under, over] = base.text === '∑' ? ['under', 'over'] : ['sub', 'sup'];
    if (!low && !high) return base;
    const tag = `m${low ? under : ''}${high ? over : ''}`;
    return { tag, parts: [base, low, high].filter(Boolean) };
  }

  /** @returns {Part} */
  atom() {
    const token = this.next();
    switch (token) {
      case '{': {
        this.at -= 1;
        return this.argument();
      }
      case '\\htmlData': {
        const data = dataOf(this.raw());
        const body = this.argument();
        return { tag: 'mrow', parts: [body], data };
      }
      case '\\frac':
        return { tag: 'mfrac', parts: [this.argument(), this.argument()] };
      case '\\mathrm': {
        this.upright = true;
        const body = this.argument();
        this.upright = false;
        return body;
      }
      case '\\left':
        return this.fenced();
      case '\\begin':
        return this.table();
    }
    if (SIGNS[token]) return SIGNS[token];
    if (/^\d/.test(token)) return { tag: 'mn', text: token.replaceAll('{,}', ',') };
    const set = { mathvariant: 'normal' };
    if (/^\p{L}$/u.test(token))
      return { tag: 'mi', text: token, ...(this.upright ? { set } : {}) };
    return { tag: token.startsWith('\\') ? 'mtext' : 'mo', text: token };
  }

  /** @returns {Part} */
  fenced() {
    const open = this.next();
    const inside = this.row('\\right');
    this.next();
    const close = this.next();
    const fence = (/** @type {string} */ text) => ({ tag: 'mo', text });
    return {
      tag: 'mrow',
      parts: [fence(open), ...inside, fence(close)],
      set: { class: 'fenced' },
    };
  }

  /** @returns {Part} */
  table() {
    this.raw();
    this.raw();
    /** @type {Part[][]} */
    const rows = [[]];
    while (this.peek() !== undefined && this.peek() !== '\\end') {
      const cell = this.row('&', '\\\\', '\\end');
      rows[rows.length - 1].push({ tag: 'mtd', parts: [asOne(cell)] });
      if (this.peek() === '&') this.next();
      else if (this.peek() === '\\\\') {
        this.next();
        rows.push([]);
      }
    }
    this.next();
    this.raw();
    return { tag: 'mtable', parts: rows.map(parts => ({ tag: 'mtr', parts })) };
  }
}

/**
 * A number after {}: its minus sign takes something away.
 * @param {Part} part
 * @returns {Part}
 */
function asBinary(part) {
  if (part.text === '−') return { ...part, set: { form: 'infix' } };
  const [first, ...others] = part.parts ?? [];
  return first && part.tag === 'mrow'
    ? { ...part, parts: [asBinary(first), ...others] }
    : part;
}

/**
 * A formula's parts.
 * @param {string} tex
 */
export const partsOf = tex => new Reader(tex).row();

/** @param {Part} part */
const binary = part => {
  /** @type {Part | undefined} */
  let first = part;
  while (first?.tag === 'mrow') first = first.parts?.[0];
  const { text = '', set = {} } = first ?? {};
  return '=+⇒'.includes(text) ? text !== '' : set.form === 'infix';
};

/**
 * A formula in pieces, between which a line may end.
 * @param {Part[]} parts
 */
function piecesOf(parts) {
  /** @type {Part[][]} */
  const pieces = [[]];
  for (const part of parts) {
    if (binary(part) && pieces[pieces.length - 1].length) pieces.push([]);
    pieces[pieces.length - 1].push(part);
  }
  return pieces;
}

/**
 * @param {Part} part
 * @returns {Element}
 */
function drawn({ tag, text, parts = [], data = {}, set = {} }) {
  const node = document.createElementNS('http://www.w3.org/1998/Math/MathML', tag);
  for (const [name, value] of Object.entries(set)) node.setAttribute(name, value);
  for (const [name, value] of Object.entries(data))
    node.setAttribute(`data-${name}`, value);
  if (text !== undefined) node.textContent = text;
  if (text && '=+⇒'.includes(text)) node.setAttribute('form', 'infix');
  node.append(...parts.map(drawn));
  return node;
}

/**
 * Draw a formula; a number says all its digits where it is pointed at.
 * @param {string} tex
 * @param {HTMLElement} node
 */
export function render(tex, node) {
  const set = { displaystyle: 'true' };
  const pieces = piecesOf(partsOf(tex));
  node.replaceChildren(...pieces.map(parts => drawn({ tag: 'math', parts, set })));
  node.onmouseover = ({ target }) => {
    const number = target instanceof Element ? target.closest('[data-value]') : null;
    node.title = (number?.getAttribute('data-value') ?? '').replaceAll('-', '−');
  };
}
