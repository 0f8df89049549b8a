// A formula in words, for those who hear the page: from the MathML that KaTeX makes.

/** @type {Record<string, string>} */
const WORDS = {
  '∂': 'd',
  α: 'alpha',
  δ: 'delta',
  ε: 'epsilon',
  ϵ: 'epsilon',
  λ: 'lambda',
  σ: 'sigma',
  τ: 'tau',
  '=': 'equals',
  '≠': 'is not',
  '≤': 'at most',
  '≥': 'at least',
  '<': 'less than',
  '>': 'greater than',
  '≈': 'about',
  '+': 'plus',
  '−': 'minus',
  '-': 'minus',
  '⋅': 'times',
  '·': 'times',
  '×': 'times',
  '⊙': 'times, element by element,',
  '∘': 'times, element by element,',
  '/': 'over',
  '←': 'from',
  '→': 'to',
  '⇒': 'so',
  '…': 'and so on',
  '⋯': 'and so on',
  '⋮': 'and so on',
  '⊤': 'transposed',
  '′': 'prime',
  '^': 'hat',
  ˉ: 'bar',
  '‾': 'bar',
  '¯': 'bar',
  '(': 'open',
  ')': 'close',
  '[': 'bracket',
  ']': 'end bracket',
  '{': 'brace',
  '}': 'end brace',
  '|': 'bar',
  '∣': 'bar',
  '∥': 'norm bar',
  '∑': 'sum',
  '∏': 'product',
  log: 'log',
  exp: 'exp',
  tanh: 'tanh',
  ',': ',',
  '∈': 'in',
  '∞': 'infinity',
  '√': 'root',
  '✓': 'check mark',
  '▹': 'next',
  '↓': 'down',
};
const UNSPOKEN = /[\u2061-\u2064\u200b\u00a0\s]/g;
const HIDDEN = /^(annotation|mspace|mphantom)$/;

/**
 * What stands at a place, without groups around it.
 * @param {Element} node
 * @returns {Element}
 */
function inner(node) {
  const parts = [...node.children];
  const alone = /^(mrow|mstyle|mpadded|semantics)$/.test(node.localName);
  return alone && parts.length === 1 ? inner(parts[0]) : node;
}

/** @param {Element} node */
const all = node => [...node.children].map(spoken).filter(Boolean).join(' ');

/**
 * What stands above: (t) as "at t", a transposed sign, a prime, or a power.
 * @param {Element} node
 */
function above(node) {
  const words = spoken(node);
  const time = /^open (.*) close$/.exec(words);
  if (time && !time[1].includes('open')) return `at ${time[1]}`;
  if (/^(transposed|prime|plus)$/.test(words)) return words;
  return `to the ${words}`;
}

/**
 * A sum or a product with its index: "sum over m from 1 to D h of".
 * @param {string} sign
 * @param {Element} low
 * @param {Element} [high]
 */
function ranged(sign, low, high) {
  const index = spoken(low).replace(' equals ', ' from ');
  return `the ${sign} over ${index}${high ? ` to ${spoken(high)}` : ''} of`;
}

/** @param {Element} table */
function rowsOf(table) {
  const rows = [...table.children].map(row => [...row.children].map(spoken).join(', '));
  return rows.length === 1
    ? rows[0]
    : rows.map((row, n) => `row ${n + 1}: ${row};`).join(' ');
}

/** What is a single symbol, though its words have a sign. */
const ONE = /\bat \w+ (plus|minus) \d|\bd plus\b/g;

/**
 * What stands below: two indices in one number, 12 of H or W, are said apart.
 * @param {string} base
 * @param {Element} node
 */
function below(base, node) {
  const words = spoken(node);
  if (/^[HLU]$/.test(base)) return words.replace(/^(\d)(\d)$/, '$1 $2');
  return base === 'W' ? words.replace(/, (\d)(\d)$/, ', $1 $2') : words;
}

/** @param {Element} node */
function fraction(node) {
  const [top, bottom] = [...node.children].map(spoken);
  const wide = `${top} ${bottom}`.replace(ONE, '');
  return /\b(plus|minus|sum|over)\b/.test(wide)
    ? `the fraction ${top} over ${bottom} end of fraction`
    : `${top} over ${bottom}`;
}

/**
 * A part of a formula in words.
 * @param {Element} node - of MathML
 * @returns {string}
 */
export function spoken(node) {
  const [base, first, second] = [...node.children].map(inner);
  const sign = base?.textContent?.replace(UNSPOKEN, '') ?? '';
  switch (node.localName) {
    case 'mi':
    case 'mo':
    case 'mn':
    case 'mtext': {
      if (node.children.length) return all(node);
      const text = (node.textContent ?? '').replace(UNSPOKEN, '');
      return WORDS[text] ?? text.replace(/^\((.*)\)$/, '$1');
    }
    case 'mfrac':
      return fraction(node);
    case 'msup':
      return `${spoken(base)} ${above(first)}`;
    case 'msub':
    case 'munder':
      if (/^[∑∏]$/.test(sign)) return ranged(spoken(base), first);
      if (first.textContent === '⏟') return spoken(base);
      if (node.localName === 'msub') return `${spoken(base)} ${below(sign, first)}`;
      return `${spoken(base)}, which is ${spoken(first)},`;
    case 'msubsup':
    case 'munderover':
      if (/^[∑∏]$/.test(sign)) return ranged(spoken(base), first, second);
      return `${spoken(base)} ${below(sign, first)} ${above(second)}`;
    case 'mtable':
      return rowsOf(node);
    default:
      return HIDDEN.test(node.localName) ? '' : all(node);
  }
}

/**
 * A formula in words, of which none is a sign.
 * @param {Element} math
 */
export const wordsOf = math =>
  spoken(math)
    .replace(/\bbar V bar\b/g, 'size of V')
    .replace(/ ,/g, ',')
    .replace(/ {2,}/g, ' ')
    .trim();

/**
 * Let a drawn formula be read aloud in words.
 * @param {Element} node
 */
export function speak(node) {
  for (const math of node.querySelectorAll('math'))
    math.setAttribute('aria-label', wordsOf(math));
}
