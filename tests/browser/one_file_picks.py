"""JavaScript that picks at random in the file of one view, and reads what it shows."""

PICKS = """async ([count, seed]) => {
  window.requestAnimationFrame = async then => then(await 0);
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const any = list => list[Math.floor(random() * list.length)];
  const find = id => document.getElementById(id);
  const root = role => find(role).shadowRoot ?? find(role);
  const all = (role, chosen) => [...root(role).querySelectorAll(chosen)];
  const frame = () => new Promise(done =>
    requestAnimationFrame(() => setTimeout(done)));
  const sleep = ms => new Promise(done => setTimeout(done, ms));
  const click = node => node.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  const field = name => document.querySelector(`#picks [name=${name}]`);
  const type = (name, value) => {
    const node = field(name);
    node.value = value;
    node.dispatchEvent(new Event('input', { bubbles: true }));
    node.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const number = name => {
    const node = field(name);
    const low = Number(node.min ?? 1);
    const high = Number(node.max ?? node.options.length);
    type(name, String(low + Math.floor(random() * (high - low + 1))));
  };
  const press = async (role, chosen) => {
    const node = any(all(role, chosen));
    node.focus();
    const key = any(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);
    node.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    dispatchEvent(new KeyboardEvent('keyup', { key }));
    const told = ({ dataset }) => ['i', 'j', 't', 'k'].every(name =>
      [undefined, new URLSearchParams(find('query').textContent).get(name)].includes(
        dataset[name]));
    const picked = () => [...all('triangle', '.cell.chosen'),
      ...all('network', '.hit[aria-pressed=true]')];
    do await sleep(20); while (!picked().every(told));
  };
  const ways = {
    cell: () => click(any(all('triangle', '.cell[tabindex]'))),
    edge: () => click(any(all('network', '.hit'))),
    loss: () => click(any(all('network', '.loss'))),
    matrix: () => any([...document.querySelectorAll('[name=matrix]')]).click(),
    i: () => number('i'),
    j: () => number('j'),
    t: () => number('t'),
    k: () => number('k'),
    keys: () => press('triangle', '.cell.chosen'),
    edges: () => press('network', '.hit[tabindex="0"]'),
  };
  const values = (role, chosen) => all(role, chosen).map(node =>
    node.getAttribute('data-value'));
  const shown = [];
  for (let n = 0; n < count; n++) {
    const names = Object.keys(ways);
    const way = n % 16 === 15 ? any(names.slice(-2)) : any(names.slice(0, -2));
    await ways[way]();
    await frame();
    shown.push({
      way,
      query: find('query').textContent,
      fields: ['i', 'j', 't', 'k'].map(name => field(name).value),
      chosen: all('triangle', '.cell.chosen').map(({ dataset: { t, k } }) => [t, k]),
      cells: all('triangle', '[data-r]').map(node => [+node.dataset.r, +node.dataset.c,
        node.dataset.value, node.querySelector('text')?.textContent ?? null]),
      edges: all('network', '.hit').map(({ dataset, ariaPressed }) =>
        [+dataset.k, +dataset.i, +dataset.j, dataset.value, ariaPressed === 'true']),
      guesses: all('network', '.share').map(node => node.dataset.value),
      bars: values('bars', '.one'),
      headline: values('headline', '[data-value]'),
      chain: values('chain', '[data-value]'),
      said: find('picked').textContent,
    });
  }
  return shown;
}"""
"""Given how many picks and a seed: the pick and what is shown after each.

Nothing waits for the screen.
"""

COMPLAINTS = """window.complaints = [];
addEventListener('securitypolicyviolation', event =>
  complaints.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
addEventListener('error', event => complaints.push(String(event.message)));"""
"""Keeps what the policy forbids and what fails."""
