// Reads formulas and where KaTeX lies from the standard input; writes each as our MathML
// and as KaTeX's: trees of [tag, text or parts, references].
import { readFileSync } from 'node:fs';
import { partsOf } from '../../views/components/mathml.js';

const { formulas, katex } = JSON.parse(readFileSync(0, 'utf8'));
const found = Object.values(await import(katex)).find(it => it?.renderToString);

/** A row of one part is that part; what has no ink is nothing. */
function tidy([tag, inside]) {
  if (/^(mspace|mpadded|annotation)$/.test(tag)) return [];
  if (typeof inside === 'string') return [[tag, inside]];
  const parts = inside.flatMap(tidy);
  if (/^(mstyle|semantics)$/.test(tag)) return parts;
  if (tag === 'mrow' && parts.length < 2) return parts;
  return [[tag, parts]];
}

const ours = ({ tag, text, parts = [] }) => [tag, text ?? parts.map(ours)];

/** A tree from the text that KaTeX makes, which has no attribute with a bracket. */
function theirs(text) {
  const open = [['', []]];
  for (const [, end, tag, alone, letters] of text.matchAll(
    /<(\/?)(\w+)[^>]*?(\/?)>|([^<]+)/g,
  )) {
    const [, inside] = open.at(-1);
    if (letters !== undefined) inside.push(letters);
    else if (end) {
      const [name, parts] = open.pop();
      const leaf = parts.every(part => typeof part === 'string');
      open.at(-1)[1].push([name, leaf && parts.length ? parts.join('') : parts]);
    } else if (alone) inside.push([tag, []]);
    else open.push([tag, []]);
  }
  return open[0];
}

/** References and values in the order of reading. */
const marks = ({ data, parts = [] }) => [
  ...(data ? [data] : []),
  ...parts.flatMap(marks),
];

const how = { displayMode: true, trust: true, strict: 'ignore', output: 'mathml' };
const answers = formulas.map(tex => {
  const parts = partsOf(tex);
  const [math] = theirs(found.renderToString(tex, how))[1][0][1];
  return {
    ours: tidy(ours({ tag: 'mrow', parts })),
    theirs: tidy(['mrow', math[1]]),
    marks: parts.flatMap(marks),
  };
});
process.stdout.write(JSON.stringify(answers));
