function copied(button, text) {
  const done = () => {
    const was = button.textContent;
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = was;
    }, 1200);
  };
  const byHand = () => {
    const box =
      button.parentNode.querySelector('textarea') ??
      make('textarea', '', button.parentNode);
    box.readOnly = true;
    box.rows = 3;
    box.value = text;
    box.setAttribute('aria-label', 'LaTeX, selected to be copied');
    box.focus();
    box.select();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand);
  else byHand();
}
const goalOf = (d, n) => {
  while (!d.lines[n].goal) n--;
  return d.lines[n].goal;
};
const written = (d, n) => (d.numbers && d.lines[n].numbers) || d.lines[n].tex;
const lineTex = (d, n) => plain(`${goalOf(d, n)} = ${written(d, n)}`);
const allTex = (d, seen) =>
  '\\begin{aligned}\n' +
  d.lines
    .slice(0, seen)
    .map((l, n) => plain(`${l.goal} &= ${written(d, n)}`).trim())
    .join(' \\\\\n') +
  '\n\\end{aligned}';

function row(rows, d, n) {
  const node = rows.children[n] ?? make('div', 'row', rows);
  if (!node.firstChild) {
    make('h4', 'part', node);
    make('div', 'tex', node);
    const about = make('div', 'about', node);
    make('b', '', about);
    make('span', 'note', about);
    make('span', 'check', about);
    make('button', 'copy', about, 'Copy LaTeX').type = 'button';
  }
  const item = d.lines[n],
    [heading, , about] = node.children,
    [rule, note, check, copy] = about.children;
  heading.textContent = d.parts.find(p => p.first === n)?.title ?? '';
  rule.textContent = item.rule + '. ';
  note.textContent = item.note + ' ';
  check.textContent = item.check;
  check.classList.toggle('no', item.holds === false);
  copy.setAttribute('aria-label', `Copy LaTeX of line ${n + 1}`);
  return node;
}

function show(box, d) {
  const rows = box.querySelector('.rows'),
    last = d.lines.length,
    at = box.at;
  while (rows.children.length > last) rows.lastChild.remove();
  for (let n = 0; n < last; n++) {
    const node = row(rows, d, n),
      seen = n < at,
      now = n === at - 1;
    node.hidden = !seen;
    node.classList.toggle('now', now);
    now
      ? node.setAttribute('aria-current', 'step')
      : node.removeAttribute('aria-current');
    if (!seen) continue;
    const goal = d.lines[n].goal,
      tex = node.children[1];
    tex.classList.toggle('more', !goal);
    fit(tex, `${goal} = ${written(d, n)}`, `Line ${n + 1}`, box.fonts ?? 0);
  }
  const [title, back, next, where] = box.querySelector('.turn').children,
    ask = box.querySelector('.ask');
  const part = d.parts.findLast(p => p.first < at)?.title;
  title.textContent = d.title + (part ? ' · ' + part : '');
  back.ariaDisabled = at <= 1;
  next.ariaDisabled = at >= last;
  next.textContent = d.predict ? 'reveal next ›' : 'next line ›';
  box.querySelector('.all .copy').textContent = d.predict
    ? 'Copy these lines as LaTeX'
    : 'Copy all as LaTeX';
  where.textContent = `line ${at} of ${last}`;
  where.nextSibling.textContent = 'keys ← →';
  const asks = d.predict && at < last,
    [, hint, rule] = ask.children,
    focused = box.getRootNode().activeElement === hint;
  ask.hidden = !asks;
  if (ask.at !== at) {
    ask.at = at;
    hint.hidden = false;
    rule.textContent = '';
  }
  hint.onclick = () => {
    hint.hidden = true;
    rule.textContent = ` Its rule: ${d.lines[at].rule.toLowerCase()}.`;
    next.focus();
  };
  if (!asks && focused) next.focus();
}

function go(box, d, send, at) {
  at = Math.min(d.lines.length, Math.max(1, at));
  if (at === box.at) return;
  box.at = at;
  box.pending = { line: at, until: Date.now() + 4000 };
  box.arrived?.();
  show(box, d);
  see(box, calm());
  send('line', at);
}
const calm = () =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
function see(box, behavior) {
  const now = box.querySelector('.row.now');
  const ask = box.querySelector('.ask'),
    end = ask.hidden ? now : ask;
  const tall =
    end.getBoundingClientRect().bottom - now.getBoundingClientRect().top >
    innerHeight - 220;
  (tall ? now : end).scrollIntoView({ block: tall ? 'start' : 'nearest', behavior });
}

// The line of a link stays in sight while the page around it is still growing, until
// somebody touches it.
const HANDS = ['wheel', 'touchmove', 'keydown', 'pointerdown'];
function arrive(box) {
  box.arrived?.();
  const growing = new ResizeObserver(() => {
    withWords() ? box.arrived() : see(box, 'auto');
  });
  box.arrived = () => {
    growing.disconnect();
    for (const one of HANDS) removeEventListener(one, box.arrived, true);
  };
  for (const one of HANDS) addEventListener(one, box.arrived, true);
  setTimeout(box.arrived, 20000);
  growing.observe(box);
  growing.observe(document.querySelector('.stMainBlockContainer') ?? document.body);
}
// On a phone a scene's words stand above its line, and stay in sight.
const withWords = () => innerWidth <= 700 && inScene();
const inScene = () => document.documentElement.hasAttribute('data-unrolled-scene');

function build(box) {
  const turn = make('div', 'turn', box);
  make('h3', 'title', turn);
  for (const words of ['‹ line before', 'next line ›'])
    make('button', '', turn, words).type = 'button';
  make('span', '', turn).setAttribute('role', 'status');
  make('span', 'keys', turn);
  make('button', 'copy', make('span', 'all', turn), 'Copy all as LaTeX').type =
    'button';
  const both = make('div', 'both', box),
    lines = make('div', 'lines', both),
    beside = make('div', 'beside', both);
  lines.tabIndex = 0;
  lines.setAttribute('role', 'group');
  const aside = make('div', 'aside', lines);
  make('span', '', aside);
  make('div', 'tex', aside);
  make('div', 'rows', lines);
  const ask = make('div', 'ask', lines);
  make('span', '', ask, 'What comes next? Write it down, then reveal it.');
  make('button', '', ask, 'Hint').type = 'button';
  make('span', '', ask).setAttribute('role', 'status');
  make('div', 'where', beside);
  make('div', 'arrays', beside);
  const said = make('div', 'says', beside);
  make('div', 'told tex', said);
  make('div', 'hint', said);
  box.addEventListener('focusin', e => {
    if (e.target.matches('.cell')) cell(box, e.target);
  });
  box.addEventListener('focusout', e => {
    if (e.target.matches('.cell')) dark(box);
  });
}

export default async function ({
  parentElement: root,
  data: { json },
  setTriggerValue: send,
}) {
  const d = JSON.parse(json);
  const box =
    root.querySelector('.derivation') ?? make('div', 'unrolled derivation', root);
  box.latest = d;
  const ready = await loaded(d.katex);
  if (box.latest !== d) return;
  if (!ready) {
    box.replaceChildren(
      ...d.lines.map(l => make('pre', '', null, plain(`${l.goal} = ${l.tex}`))),
    );
    return;
  }
  if (!box.firstChild) build(box);
  if (
    box.pending &&
    (box.slug !== d.slug ||
      box.pending.line === d.line ||
      Date.now() > box.pending.until)
  )
    box.pending = null;
  const first = !box.slug,
    turned = !first && !box.pending && (box.slug !== d.slug || box.at !== d.line);
  if (!box.pending) box.at = d.line;
  box.slug = d.slug;
  const lines = box.querySelector('.lines'),
    [, back, next] = box.querySelector('.turn').children;
  lines.setAttribute(
    'aria-label',
    `${d.title}: ${d.lines.length} lines; arrow keys step`,
  );
  const aside = lines.firstChild;
  aside.hidden = !d.aside;
  if (d.aside) {
    aside.firstChild.textContent = d.aside.words;
    write(aside.lastChild, d.aside.tex);
    watch(aside.lastChild, d.aside.words);
  }
  show(box, d);
  arrays(box, d);
  dark(box);
  const tapped =
    box.tapped &&
    box.querySelector(
      `.result .cell[data-r="${box.tapped.r}"][data-c="${box.tapped.c}"]`,
    );
  if (tapped) cell(box, tapped);
  if ((first && d.line > 1) || (turned && inScene())) arrive(box);
  if (box.picked) {
    box.picked = false;
    see(box, calm());
  }
  const step = to => go(box, d, send, to);
  back.onclick = () => step(box.at - 1);
  next.onclick = () => step(box.at + 1);
  box.onclick = e => {
    const copy = e.target.closest('.copy'),
      node = e.target.closest('.result .cell');
    if (copy)
      copied(
        copy,
        copy.closest('.all')
          ? allTex(d, d.predict ? box.at : d.lines.length)
          : lineTex(d, [...box.querySelectorAll('.row')].indexOf(copy.closest('.row'))),
      );
    if (node) {
      box.tapped = box.touched && { ...node.dataset };
      derive(node);
    }
  };
  const derive = node => {
    const picked = { line: d.gather.line };
    d.arrays[0].settings.forEach((name, n) => {
      picked[name] = Number(n ? node.dataset.c : node.dataset.r);
    });
    box.pending = null;
    box.picked = true;
    oneStep();
    send('pick', picked);
  };
  box.onpointerdown = e => {
    box.touched = e.pointerType === 'touch';
    box.tapped = null;
  };
  box.onkeydown = e => {
    if (e.target.matches('textarea') || e.altKey || e.ctrlKey || e.metaKey) return;
    const node = e.target.closest('.cell');
    if (node) {
      if ((e.key === 'Enter' || e.key === ' ') && node.closest('.result')) {
        e.preventDefault();
        e.stopPropagation();
        return derive(node);
      }
      const move = {
        ArrowRight: [0, 1],
        ArrowLeft: [0, -1],
        ArrowDown: [1, 0],
        ArrowUp: [-1, 0],
      }[e.key];
      if (move) {
        e.preventDefault();
        e.stopPropagation();
        const to = node
          .closest('table')
          .querySelector(
            `.cell[data-m="${Number(node.dataset.m) + move[0]}"][data-n="${Number(node.dataset.n) + move[1]}"]`,
          );
        if (to) {
          node.tabIndex = -1;
          to.tabIndex = 0;
          to.focus();
        }
        return;
      }
    }
    // A formula that scrolls is scrolled by the arrows while it has the focus.
    if (e.target.matches('.tex') && ['ArrowLeft', 'ArrowRight'].includes(e.key))
      return e.stopPropagation();
    const to = {
      ArrowRight: box.at + 1,
      ArrowDown: box.at + 1,
      PageDown: box.at + 1,
      ArrowLeft: box.at - 1,
      ArrowUp: box.at - 1,
      PageUp: box.at - 1,
      Home: 1,
      End: d.lines.length,
    }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    e.stopPropagation();
    step(to);
  };
  // A clicker's Page keys step wherever the focus is, arrows where nothing has it.
  box.page = e => {
    const [node] = e.composedPath(),
      arrow = node === document.body && { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    const to = { PageDown: 1, PageUp: -1 }[e.key] ?? arrow;
    if (
      !to ||
      e.altKey ||
      e.ctrlKey ||
      e.metaKey ||
      node.matches?.('textarea, input:not([type=radio])')
    )
      return;
    e.preventDefault();
    step(box.at + to);
  };
  if (!box.pageKeys) {
    box.pageKeys = e => {
      if (box.isConnected) box.page(e);
      else document.removeEventListener('keydown', box.pageKeys);
    };
    document.addEventListener('keydown', box.pageKeys);
  }
  box.onmouseover = e => {
    const node = e.target.closest?.('.cell, [data-ref]');
    if (!node) return dark(box);
    node.matches('.cell') ? cell(box, node) : symbol(box, node);
  };
  box.onmouseleave = () => dark(box);
  // Beneath the lines the arrays stay in sight once the lines have room above them.
  if (!box.room) {
    const beside = box.querySelector('.beside');
    box.room = new IntersectionObserver(
      ([bar]) =>
        beside.classList.toggle(
          'below',
          !bar.isIntersecting && bar.boundingClientRect.top > 0,
        ),
      { rootMargin: '0px 0px -45% 0px' },
    );
    box.room.observe(box.querySelector('.turn'));
  }
  box.sight ??= new ResizeObserver(() => {
    const wide = box.clientWidth;
    if (wide !== box.wide) {
      box.wide = wide;
      show(box, box.latest);
    }
  });
  box.sight.observe(box);
  if (box.fonts === undefined) {
    box.fonts = 0;
    const refit = () => {
      box.fonts++;
      show(box, box.latest);
    };
    document.fonts.addEventListener('loadingdone', refit);
    document.fonts.ready.then(refit);
  }
}
