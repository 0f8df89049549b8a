// What is said of a unit that is pointed at.
import { named, nameOf } from '../components/naming.js';
import { atTime, short } from '../components/numbers.js';

/** @import { NetworkData } from './data_types.js' */

/**
 * How a unit comes about: h₂⁽³⁾ = σ(H h⁽²⁾ + L) = σ(0.412 + 0.233) = σ(0.645) = 0.656.
 * @param {NetworkData} data
 * @param {number} s
 * @param {number} unit
 */
export function unitWords(data, s, unit) {
  const n = data.units[s].findIndex(([other]) => other === unit);
  if (n < 0) return '';
  const value = data.units[s][n][1];
  if (unit === data.bias)
    return named(
      `Unit ${unit} is always 1. Its column of H is the bias b_h of z, its column of U ` +
        'the bias b_y of o.',
    );
  const name = `Unit ${unit} of ${atTime(nameOf('h'), s)}`;
  if (!s) return `${name} is given: ${short(value)}`;
  const [state, word] = data.inputs[s - 1][n];
  const sum = named(`σ(H ${atTime('h', s - 1)} + L) = σ(`);
  const signed = `${word < 0 ? '−' : '+'} ${short(Math.abs(word))}`;
  const sigma = nameOf('σ');
  return (
    `${name} = ${sum}${short(state)} ${signed}) = ` +
    `${sigma}(${short(state + word)}) = ${short(value)}`
  );
}
