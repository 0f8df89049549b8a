// Lines of code: what they name, how they wrap, and moving among them.
import { make, parts, setAttribute } from '../components/dom.js';

const NAME = /[A-Za-z_]\w*/g;

/**
 * The quantities that code names, without its comment.
 * @param {string} text
 * @param {Record<string, string>} names - what references call them
 */
export function quantitiesIn(text, names) {
  const found = text.replace(/#.*/, '').match(NAME) ?? [];
  return new Set(
    found.flatMap(name => (Object.hasOwn(names, name) ? names[name] : [])),
  );
}

/**
 * The quantities that a reference names: J and z of "J(3)/z(3;1)".
 * @param {string} ref
 */
export const quantitiesOf = ref =>
  ref.split('/').map(part => part.replace(/^\+/, '').replace(/\(.*/, ''));

/**
 * Whether a reference speaks of nothing but these quantities.
 * @param {string} ref
 * @param {Set<string>} quantities
 */
export const speaksOf = (ref, quantities) =>
  quantitiesOf(ref).every(quantity => quantities.has(quantity));

/**
 * Write code into a box, an element a line, each with a hanging indent where it wraps.
 * @param {HTMLElement} box
 * @param {string} text
 */
export function writeLines(box, text) {
  if (box.textContent === text) return;
  box.replaceChildren();
  for (const [n, line] of text.split('\n').slice(0, -1).entries()) {
    const code = make('code', 'codeline', box, `${line}\n`);
    code.style.setProperty('--indent', `${line.search(/\S|$/) + 4}ch`);
    code.tabIndex = n ? -1 : 0;
  }
}

/**
 * Light the lines of code that speak of what is pointed at, in the line that is turned to.
 * @param {HTMLElement} box
 * @param {Set<string>} refs
 */
export function lightCode(box, refs) {
  for (const code of parts(box, '.row .codeline', HTMLElement)) {
    const quantities = new Set((code.dataset.quantities ?? '').split(' '));
    const lit = [...refs].some(ref => speaksOf(ref, quantities));
    code.classList.toggle('on', lit);
  }
}

/**
 * Move the focus from a line of code to another; whether there is one.
 * @param {HTMLElement | null} code
 * @param {number} down
 */
export function moveInCode(code, down) {
  const to = down > 0 ? code?.nextElementSibling : code?.previousElementSibling;
  if (!code || !(to instanceof HTMLElement)) return Boolean(code);
  setAttribute(code, 'tabindex', -1);
  setAttribute(to, 'tabindex', 0);
  to.focus();
  return true;
}
