import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, nameOf, received } from '../../views/components/naming.js';

/** @param {Record<string, string>} names */
const choose = names => received(JSON.stringify({ names }));

test('names that stand alone become the visitor’s', () => {
  choose({ H: 'W_aa', L: 'W_ax', U: 'W_ya', h: 'a', h0: 'a0', σ: 'g' });
  for (const [sentence, expected] of [
    ['∂J/∂H₁₂⁽⁰⁾ = −1', '∂J/∂(W_aa)₁₂⁽⁰⁾ = −1'],
    ['H₁₀,₂, L₁₂, U₃₁', '(W_aa)₁₀,₂, (W_ax)₁₂, (W_ya)₃₁'],
    ['∂h⁽⁴⁾/∂h⁽¹⁾, h(3), h₂⁽⁰⁾', '∂a⁽⁴⁾/∂a⁽¹⁾, a(3), a₂⁽⁰⁾'],
    ['1 − σ², Hᵀ', '1 − g², W_aaᵀ'],
    ['diag(σ′(z)) H, Σ log σᵢ', 'diag(g′(z)) W_aa, Σ log σᵢ'],
    ['dH and H’s rows, HH, b_h, D_h', 'dW_aa and W_aa’s rows, HH, b_h, D_h'],
    ['the word “H” or “a U turn” for U', 'the word “H” or “a U turn” for W_ya'],
  ]) {
    assert.equal(named(sentence), expected);
    assert.equal(named(expected), expected);
  }
  assert.equal(nameOf('dU'), 'dW_ya');
});

test('a library has names of its own for derivatives', () => {
  choose({ H: 'weight_hh_l0', dH: 'grad_hh' });
  assert.equal(named('dH of H, dJ/dH'), 'grad_hh of weight_hh_l0, dJ/dweight_hh_l0');
});

test('the source’s names stay', () => {
  choose({});
  assert.equal(named('H₁₂ and “H”'), 'H₁₂ and “H”');
});
