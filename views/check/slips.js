// Formulas are drawn when they come near: there are a hundred, most of them far below.
const drawn = (formula, tex) => {
  const box = formula.closest('.tex');
  if (render(formula, tex)) watch(box, box.called);
};
let near;
const wait = (formula, tex) => {
  near ??= new IntersectionObserver(
    found => {
      for (const { target, isIntersecting } of found)
        if (isIntersecting) {
          near.unobserve(target);
          drawn(target, target.waiting);
        }
    },
    { root: formula.closest('[data-testid=stMain]'), rootMargin: '1500px' },
  );
  formula.waiting = tex;
  near.observe(formula);
};
const place = (parent, name, className) =>
  parent.querySelector(':scope > .' + className) ?? make(name, className, parent);

// Words with formulas between dollar signs, a paragraph each.
function words(box, paragraphs) {
  const said = paragraphs.join('\n');
  if (box.said === said) return;
  near?.unobserve(box);
  box.said = said;
  box.tex = undefined;
  box.replaceChildren();
  for (const paragraph of paragraphs) {
    const line = make('p', 'quote', box);
    paragraph.split('$').forEach((part, n) => {
      if (n % 2) wait(make('span', '', line), part);
      else if (part) line.append(part);
    });
  }
}

function side(box, className, item, title) {
  const row = place(box, 'div', className);
  row.classList.add('side');
  row.hidden = !item;
  if (!item) return;
  place(row, 'span', 'label').textContent = item.label;
  const formula = place(row, 'div', 'tex');
  formula.called = `${title}, ${item.label}`;
  if (item.tex) formula.said = undefined;
  else words(formula, item.words);
  if (formula.tex) drawn(formula, item.tex);
  else if (item.tex) wait(formula, item.tex);
  const verdict = place(row, 'div', 'verdict');
  verdict.textContent = item.said ?? '';
  verdict.classList.toggle('yes', item.holds === true);
  verdict.classList.toggle('no', item.holds === false);
  if (item.residual === undefined) delete verdict.dataset.residual;
  else verdict.dataset.residual = item.residual;
}

// The address of a line of a derivation, for this network: what is only of this page
// stays behind.
function address({ slug, line }) {
  const asked = new URLSearchParams(location.search);
  for (const name of ['section', 'route', 'step', 'line']) asked.delete(name);
  asked.set('page', 'derive');
  asked.set('derivation', slug);
  if (line > 1) asked.set('line', line);
  if (asked.get('focus') === 'slips') asked.set('focus', 'lines');
  return `${location.pathname.replace(/[^/]*$/, '')}?${asked}`;
}
// The address changes while the link stands: it is read when the link is reached for.
function leads(link, to, follow) {
  link.textContent = `Derivation: ${to.title}${to.line > 1 ? `, line ${to.line}` : ''}`;
  link.onpointerenter =
    link.onpointerdown =
    link.onfocus =
      () => {
        link.href = address(to);
      };
  link.href = address(to);
  link.onclick = e => {
    if (e.metaKey || e.ctrlKey || e.shiftKey || e.altKey || e.button) return;
    e.preventDefault();
    follow();
  };
}

export default async function ({
  parentElement: root,
  data: { json },
  setTriggerValue,
}) {
  const d = JSON.parse(json);
  const box = root.querySelector('.slips') ?? make('ol', 'unrolled slips', root);
  box.latest = d;
  const ready = await loaded(d.katex);
  if (box.latest !== d) return;
  if (!ready) {
    box.replaceChildren(
      ...d.items.map(i =>
        make('li', '', null, `${i.title}: ${(i.printed ?? i.quoted).said}`),
      ),
    );
    return;
  }
  box.setAttribute('aria-label', d.label);
  box.classList.toggle('present', Boolean(d.present));
  while (box.children.length > d.items.length) box.lastChild.remove();
  d.items.forEach((item, n) => {
    const row = box.children[n] ?? make('li', 'slip', box);
    row.dataset.slip = item.slug;
    row.dataset.shows = item.shows;
    const head = place(row, 'div', 'head');
    place(head, 'span', 'section').textContent = item.where;
    place(head, 'b', 'title').textContent = item.title;
    side(row, 'quoted', item.quoted, item.title);
    side(row, 'printed', item.printed, item.title);
    side(row, 'corrected', item.corrected, item.title);
    const about = place(row, 'div', 'about');
    place(about, 'span', 'note').textContent = item.note + ' ';
    const link = about.querySelector('a');
    if (!item.derivation) {
      link?.remove();
      return;
    }
    leads(link ?? make('a', '', about), item.derivation, () => {
      oneStep(PAGE);
      setTriggerValue('derive', item.slug);
    });
  });
}
