// Reads picks from the standard input, writes what the browser shows after each; and
// numbers, which it writes as the browser does.
import { readFileSync } from 'node:fs';
import { received } from '../../views/components/naming.js';
import { chainAfter } from '../../views/unroll/at_once/chain.js';
import { unpacked } from '../../views/unroll/at_once/contributions.js';
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

const { cases = [], labels, names, numbers = [] } = JSON.parse(readFileSync(0, 'utf8'));
received(JSON.stringify({ labels, names }));
const answers = cases.map(({ known: data, before, picked }) => {
  const known = unpacked(data);
  const { headline, network, triangle, bars, chain } = before;
  return {
    headline: headlineAfter(headline, picked, known, triangle),
    network: networkAfter(network, picked, known) ?? null,
    triangle: triangleAfter(triangle, picked, known),
    bars: barsAfter(bars, picked, known, triangle.window),
    chain: chainAfter(chain, picked, known) ?? null,
  };
});
const written = numbers.map(value => [grouped(value), everyDigit(value)]);
process.stdout.write(JSON.stringify({ answers, written }));
