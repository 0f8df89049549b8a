// Formulas are drawn when they come near: there are sixty, most of them far below.
let near;
const wait = (formula, tex) => {
  near ??= new IntersectionObserver(found => {
    for (const { target, isIntersecting } of found) if (isIntersecting) { near.unobserve(target); render(target, target.waiting); }
  }, { root: formula.closest('[data-testid=stMain]'), rootMargin: '1500px' });
  formula.waiting = tex;
  near.observe(formula);
};
const place = (parent, name, className) => parent.querySelector(':scope > .' + className) ?? make(name, className, parent);

function side(box, className, label, item) {
  const row = place(box, 'div', className);
  row.classList.add('side');
  place(row, 'span', 'label').textContent = label;
  const formula = place(row, 'div', 'tex');
  if (!item.tex) formula.textContent = item.words;
  else if (formula.tex) render(formula, item.tex);
  else wait(formula, item.tex);
  const verdict = place(row, 'div', 'verdict');
  verdict.textContent = item.said;
  verdict.classList.toggle('yes', item.holds === true);
  verdict.classList.toggle('no', item.holds === false);
  if (item.residual === undefined) delete verdict.dataset.residual; else verdict.dataset.residual = item.residual;
}

export default async function ({ parentElement: root, data: { json }, setTriggerValue }) {
  const d = JSON.parse(json);
  const box = root.querySelector('.slips') ?? make('ol', 'unrolled slips', root);
  box.latest = d;
  const ready = await loaded(d.katex);
  if (box.latest !== d) return;
  if (!ready) { box.replaceChildren(...d.items.map(i => make('li', '', null, `${i.title}: ${i.printed.said}`))); return; }
  box.setAttribute('aria-label', d.label);
  while (box.children.length > d.items.length) box.lastChild.remove();
  d.items.forEach((item, n) => {
    const row = box.children[n] ?? make('li', 'slip', box);
    row.dataset.slip = item.slug;
    row.dataset.shows = item.shows;
    const head = place(row, 'div', 'head');
    place(head, 'span', 'section').textContent = item.where;
    place(head, 'b', 'title').textContent = item.title;
    side(row, 'printed', 'printed', item.printed);
    side(row, 'corrected', 'correct', item.corrected);
    const about = place(row, 'div', 'about');
    place(about, 'span', 'note').textContent = item.note + ' ';
    let link = about.querySelector('button');
    if (!item.derivation) { link?.remove(); return; }
    link ??= make('button', '', about);
    link.textContent = `Derivation: ${item.derivation.title}`;
    link.onclick = () => { oneStep(PAGE); setTriggerValue('derive', item.derivation.slug); };
  });
}
