// Reads picks and numbers of steps from the standard input, writes what the browser shows
// after each; and numbers, which it writes as the browser does.
import { readFileSync } from 'node:fs';
import { received } from '../../views/components/naming.js';
import { knownAlone } from '../../views/unroll/at_once/alone.js';
import { chainAfter } from '../../views/unroll/at_once/chain.js';
import { unpacked } from '../../views/unroll/at_once/contributions.js';
import { knownToDraw } from '../../views/unroll/at_once/drawn.js';
import {
  everyDigit,
  grouped,
  headlineAfter,
} from '../../views/unroll/at_once/headline.js';
import {
  barsAfter,
  networkAfter,
  triangleAfter,
} from '../../views/unroll/at_once/pictures.js';
import { picturesAt, unpackedLongest } from '../../views/unroll/at_once/steps.js';
import { onwardsAfter, spoken } from '../../views/unroll/at_once/stories.js';

const {
  at = [],
  cases = [],
  labels,
  names,
  numbers = [],
} = JSON.parse(readFileSync(0, 'utf8'));
received(JSON.stringify({ labels, names }));
const steps = at.map(({ before, longest, T }) =>
  picturesAt(before, T, unpackedLongest(longest)),
);
const answers = cases.map(({ known: data, drawing, before, picked }) => {
  const known = drawing ? knownAlone(unpacked(data), drawing) : knownToDraw(data);
  const { headline, network, bars, chain } = before;
  const triangle = triangleAfter(before.triangle, picked, known);
  const after = {
    headline: headlineAfter(headline, picked, known, triangle),
    network: networkAfter(network, picked, known) ?? null,
    triangle,
    bars: barsAfter(bars, picked, known, triangle.window),
    chain: chainAfter(chain, picked, known) ?? null,
    onwards: onwardsAfter(before.onwards, picked),
  };
  return spoken(after, known, picked, triangle);
});
const written = numbers.map(value => [grouped(value), everyDigit(value)]);
process.stdout.write(JSON.stringify({ answers, steps, written }));
