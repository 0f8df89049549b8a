// The data of a small network's picture, for tests.
export const units = (states, count) =>
  Array.from({ length: states }, () =>
    Array.from({ length: count }, (_, n) => [n + 1, 0.5]),
  );
export const network = (changes = {}) => ({
  T: 4,
  D: 3,
  folded: false,
  matrix: 'H',
  i: 1,
  j: 2,
  t: 3,
  k: 0,
  predictions: Array.from({ length: 4 }, () => [{ v: 1 }, { v: 5 }]),
  units: units(5, 3),
  ...changes,
});
