"""JavaScript that reads every number off a page."""

NUMBERS = """() => {
  const found = [], walk = root => { for (const node of root.querySelectorAll('*')) {
    for (const key of ['value', 'residual']) if (node.dataset?.[key] !== undefined)
      found.push(key + ' ' + node.dataset[key]);
    if (node.title) found.push('title ' + node.title);
    if (node.shadowRoot) walk(node.shadowRoot); } };
  walk(document);
  return found;
}"""
