// Light or dark, as the page is in which pictures stand apart.

/** Attributes by which notebooks say which theme they have. */
const THEMES = ['class', 'style', 'theme', 'data-theme', 'data-jp-theme-light'];

/**
 * Red, green, blue and opacity of a colour, however it is written, 0 to 255.
 * @param {string} colour
 */
function channels(colour) {
  const dot = document.createElement('canvas').getContext('2d');
  if (!dot || !colour) return [0, 0, 0, 0];
  dot.fillStyle = colour;
  dot.fillRect(0, 0, 1, 1);
  return dot.getImageData(0, 0, 1, 1).data;
}

/**
 * The element around another, also where that is the outermost of a shadow.
 * @param {Element} node
 */
function around(node) {
  const root = node.getRootNode();
  return node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

/**
 * The colour that an element stands on; '' where none is said.
 * @param {Element | null} node
 */
function ground(node) {
  for (let at = node; at; at = around(at)) {
    const { backgroundColor } = getComputedStyle(at);
    if (channels(backgroundColor)[3]) return backgroundColor;
  }
  return '';
}

/**
 * Fit an element to what it stands on, now and whenever that changes.
 * @param {HTMLElement} host
 * @param {AbortSignal} until
 */
export function fitSurroundings(host, until) {
  const fit = () => {
    const colour = ground(host.parentElement);
    const [red, green, blue] = channels(colour || 'white');
    const dark = 0.3 * red + 0.6 * green + 0.1 * blue < 100;
    host.classList.toggle('dark', dark);
    host.style.setProperty('--ground', colour || 'white');
  };
  const themes = new MutationObserver(fit);
  for (const node of [document.documentElement, document.body])
    themes.observe(node, { attributeFilter: THEMES });
  const sizes = new ResizeObserver(fit);
  sizes.observe(host);
  until.addEventListener('abort', () => {
    themes.disconnect();
    sizes.disconnect();
  });
  fit();
}
