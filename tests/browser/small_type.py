"""JavaScript that finds type too small to be read from the last row."""

SMALL = """selector => {
  const found = [];
  const walk = root => {
    for (const node of root.querySelectorAll('*')) {
      if (node.shadowRoot) walk(node.shadowRoot);
      if (!node.matches(selector) || !node.getClientRects().length) continue;
      let size = parseFloat(getComputedStyle(node).fontSize);
      for (let n = node; n; n = n.parentElement ?? n.getRootNode().host)
        size *= parseFloat(getComputedStyle(n).zoom) || 1;
      if (size < 22) found.push(`${node.textContent}: ${size}`);
    }
  };
  walk(document);
  return found;
}"""
"""What matches and is smaller than 22 pixels on the screen."""
