"""JavaScript that finds presented type smaller than a part of the screen's height."""

PRESENTED = {
    "/?focus=network": (".network .word",),
    "/?focus=triangle&T=9": (".triangle [data-value]",),
    "/?focus=whatif&whatif=step": (".st-key-pic_whatif .response-curves path.fact",),
    "/?page=jacobians&focus=tape": (".factor-strip .cell",),
    "/?page=jacobians&focus=curves": (".st-key-pic_curves .main-svg",),
    "/?page=derive&focus=lines&line=6&derivation=step-jacobian&show=numbers": (
        ".row.now .katex",
        ".derivation .cell",
    ),
    "/?page=check&focus=mistakes": (".st-key-pic_mistakes .slips .katex",),
    "/?T=3": (".chain .katex",),
}
"""Pictures that are presented, and what is there once they are painted."""

SMALL = """least => {
  const found = new Map();
  const raised = '.katex-mathml, .sizing, .vlist-s, sup, sub, .mtight, tspan';
  const walk = root => {
    for (const node of root.querySelectorAll('*')) {
      if (node.shadowRoot) walk(node.shadowRoot);
      const words = [...node.childNodes].filter(n => n.nodeType === 3)
        .map(n => n.data.trim()).join('');
      if (!words || node.matches('style, script, title, desc')) continue;
      const seen = { opacityProperty: true, visibilityProperty: true };
      if (!node.checkVisibility(seen) || node.closest(raised)) continue;
      const box = node.getBoundingClientRect();
      if (box.width < 2 || box.height < 2) continue;
      const style = getComputedStyle(node);
      if (style.clip !== 'auto' || style.clipPath !== 'none') continue;
      let size = parseFloat(style.fontSize);
      if (node.getScreenCTM && !node.closest('[transform*=rotate]'))
        size *= box.height / (node.getBBox().height || 1);
      else if (!node.getScreenCTM) size *= node.currentCSSZoom;
      if (size >= least - 0.1) continue;
      const host = node.getRootNode().host?.closest('[class*=st-key]');
      const name = [host?.className.match(/st-key-\\w+/)?.[0] ?? '',
        node.closest('.unrolled')?.className ?? '', node.tagName.toLowerCase(),
        node.getAttribute('class') ?? '', size.toFixed(1)].join(' ');
      if (!found.has(name)) found.set(name, words.slice(0, 30));
    }
  };
  walk(document.querySelector('[data-testid=stMain]'));
  return [...found].map(([name, words]) => `${name}: ${words}`);
}"""
"""What is smaller than so many pixels on the screen; raised and lowered signs apart."""

BEYOND = """() => {
  const root = [...document.querySelectorAll('.st-key-unrolled_network *')]
    .map(n => n.shadowRoot).find(r => r?.querySelector('.network'));
  const units = (root ?? document).querySelectorAll('.network .unit');
  const beyond = [];
  for (const unit of units) {
    const { s, unit: n } = unit.dataset;
    const value = (root ?? document).querySelector(
      `.network .value[data-s="${s}"][data-unit="${n}"]`);
    const circle = unit.getBoundingClientRect();
    if (!circle.width) continue;
    const words = value.getBoundingClientRect();
    if (words.left < circle.left + 2 || words.right > circle.right - 2)
      beyond.push([s, n, words.width, circle.width]);
  }
  return beyond;
}"""
"""Values that do not stand inside the circle of their unit."""
