/**
 * A new SVG element. Its style is set by script, as a strict policy of content allows.
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean>} attributes
 * @param {ParentNode | null} [parent] - gets it as its last child
 * @param {string | number} [text]
 * @returns {SVGElementTagNameMap[Name]}
 */
export function makeSvg(name, attributes, parent, text) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const key in attributes)
    if (key === 'style') node.style.cssText = String(attributes[key]);
    else node.setAttribute(key, String(attributes[key]));
  if (text !== undefined) node.textContent = String(text);
  parent?.append(node);
  return node;
}

/**
 * The colour of a signed number.
 * @param {number} value
 */
export const hue = value =>
  value > 0 ? 'var(--plus)' : value < 0 ? 'var(--minus)' : 'var(--zero)';
