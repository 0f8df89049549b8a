const write = (node, tex) => {
  if (render(node, tex))
    for (const number of node.querySelectorAll('[data-value]'))
      number.title = number.dataset.value.replace('-', '−');
};

function fill(box, d) {
  const rows = box.querySelector('.rows') ?? make('div', 'rows', box);
  while (rows.children.length > d.lines.length) rows.lastChild.remove();
  d.lines.forEach((item, n) => {
    const row = rows.children[n] ?? make('div', 'row', rows);
    while (row.querySelectorAll('.tex').length > item.tex.length)
      row.querySelector('.tex').remove();
    item.tex.forEach((tex, m) => {
      const at = row.querySelectorAll('.tex')[m] ?? make('div', 'tex');
      if (!at.parentNode) row.insertBefore(at, row.querySelector('.about'));
      write(at, tex);
      watch(at, `Row ${n + 1} of ${d.lines.length}, formula ${m + 1}`);
    });
    let about = row.querySelector('.about');
    if (!item.rule && !item.note) {
      about?.remove();
      return;
    }
    about ??= make('div', 'about', row);
    about.replaceChildren();
    if (item.rule) {
      make('b', '', about, item.rule);
      about.append(', ');
    }
    about.append(item.note + ' ');
  });
}

export default async function ({ parentElement: root, data: { json } }) {
  const d = JSON.parse(json);
  const box = root.querySelector('.formulas') ?? make('div', 'formulas', root);
  box.className = 'unrolled formulas ' + d.kind;
  box.latest = d;
  const ready = await loaded(d.katex);
  if (box.latest !== d) return;
  if (!ready) {
    box.replaceChildren(
      ...d.lines.flatMap(l => l.tex).map(t => make('pre', '', null, t)),
    );
    return;
  }
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', d.label);
  fill(box, d);
  const refs = () => [...box.querySelectorAll('[data-ref]')];
  const range = n => [n, n],
    own = range(d.t);
  const meant = ref => {
    const [, name, n] =
      /^(instance|term|picked|h|loss|weight)(\d*)$/.exec(ref ?? '') ?? [];
    return (
      { loss: { t: own }, weight: { t: own }, h: { s: Number(n) } }[name] ??
      (name && { t: own, k: range(Number(n)) }) ??
      null
    );
  };
  const glow = (about, ref) => {
    box.classList.toggle('dim', Boolean(about));
    for (const node of refs()) {
      const what = meant(node.dataset.ref),
        mine =
          about && overlap(about.t, own) && !about.other && about.way === undefined;
      node.classList.toggle(
        'on',
        ref
          ? node.dataset.ref === ref ||
              Boolean(about.k && what?.k && about.k[0] === what.k[0])
          : Boolean(
              mine &&
                what &&
                (about.s !== undefined
                  ? what.s === about.s
                  : about.k
                    ? what.k && overlap(about.k, what.k)
                    : what.t && !what.k),
            ),
      );
    }
  };
  const show = ref => {
    const about = meant(ref);
    speak(about);
    glow(about ?? {}, ref);
  };
  const quiet = () => {
    speak(null);
    glow(null);
  };
  box.onmouseover = e => {
    const ref = e.target.closest?.('[data-ref]')?.dataset.ref;
    ref ? show(ref) : quiet();
  };
  box.onmouseleave = quiet;
  box.tabIndex = 0;
  box.onkeydown = e => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key],
      all = refs();
    if (e.target !== box || !step || !all.length) return;
    e.preventDefault();
    e.stopPropagation();
    box.at = ((box.at ?? (step > 0 ? -1 : 0)) + step + all.length) % all.length;
    show(all[box.at].dataset.ref);
    all[box.at].scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  box.onblur = () => {
    box.at = undefined;
    quiet();
  };
  hear(box, about => glow(about));
}
