// What a tab of the browser remembers over a reload; nothing, where it may not.

/** @param {string} name */
export function remembered(name) {
  try {
    return sessionStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

/**
 * @param {string} name
 * @param {string} value - '' to forget it
 */
export function remember(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // Then it holds until the page is loaded anew.
  }
}
