/**
 * Copy a text; where the browser does not let one, show it selected, ready to be copied.
 * @param {string} text
 * @param {() => void} done
 * @param {() => HTMLInputElement | HTMLTextAreaElement} makeField
 * @param {string} label - of that field
 */
export function copyText(text, done, makeField, label) {
  const byHand = () => {
    const field = makeField();
    field.readOnly = true;
    field.value = text;
    field.setAttribute('aria-label', label);
    field.focus();
    field.select();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand);
  else byHand();
}
