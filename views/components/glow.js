// What one picture points at, all others hear: ranges t (losses) and k (instances), a
// state s, a way n, `other` for a weight that is not the picked one; null for nothing.
const speak = about =>
  window.dispatchEvent(new CustomEvent('unrolled-glow', { detail: about }));
const hear = (box, then) => {
  window.removeEventListener('unrolled-glow', box.hears);
  box.hears = e =>
    box.isConnected
      ? then(e.detail)
      : window.removeEventListener('unrolled-glow', box.hears);
  window.addEventListener('unrolled-glow', box.hears);
};
const within = (range, v) => range === undefined || (range[0] <= v && v <= range[1]);
const overlap = (a, b) => a === undefined || (a[0] <= b[1] && b[0] <= a[1]);
