const named = (matrix, i, j) =>
  matrix === 'x' ? `word ${i}` : matrix === 'h0' ? `h(0) ${i}` : `${matrix} ${i},${j}`;

// Everything on the page is grey from the moment an edit is sent until its run is over.
// A short run can start and end between two looks at the app: new data tell of it too,
// and an app that stays idle for 3 s has run.
function stale(box, then) {
  const page = document.documentElement,
    app = document.querySelector('[data-testid=stApp]');
  const idle = () => app?.dataset.testScriptState === 'notRunning';
  box.over?.();
  page.dataset.unrolledStale = '';
  let ran = false;
  const over = () => {
    watch.disconnect();
    ends.forEach(clearTimeout);
    box.over = box.arrived = undefined;
    delete page.dataset.unrolledStale;
    then();
  };
  const look = () => {
    if (!idle()) ran = true;
    else if (ran) requestAnimationFrame(() => box.over === over && over());
  };
  const watch = new MutationObserver(look);
  const ends = [
    setTimeout(() => {
      if (idle()) over();
    }, 3000),
    setTimeout(over, 10000),
  ];
  box.over = over;
  box.arrived = () => {
    ran = true;
    look();
  };
  if (app) watch.observe(app, { attributes: true });
}

function wrong(d, matrix, text) {
  if (matrix === 'x')
    return /[\p{L}\p{N}]/u.test(text)
      ? ''
      : `“${text}” is no word: nothing was changed.`;
  const value = Number(text.trim().replace(/−/g, '-').replace(/,/g, '.') || NaN);
  if (Number.isNaN(value)) return `“${text}” is not a number: nothing was changed.`;
  return Math.abs(value) > d.largest
    ? `${text} is not from −${d.largest.toLocaleString('en')} to ${d.largest.toLocaleString('en')}: nothing was changed.`
    : '';
}

function fill(box, d) {
  const held = box.getRootNode().activeElement?.closest?.('.cell')?.dataset.at;
  const sheets = line(box, 'sheets');
  const shape = JSON.stringify(
    d.tables.map(t => [t.rows, t.columns, t.row_words, t.column_words]),
  );
  if (box.shape !== shape) {
    box.shape = shape;
    sheets.replaceChildren(...d.tables.map(table));
  }
  for (const t of d.tables)
    t.cells.forEach((row, r) =>
      row.forEach((text, c) => {
        const i = t.rows[r],
          j = t.columns[c];
        const cell = sheets.querySelector(`[data-at="${t.matrix} ${i} ${j}"]`),
          was = t.was[r][c];
        cell.dataset.text = text;
        if (!cell.querySelector('input')) cell.textContent = text;
        cell.dataset.value = t.full[r][c];
        cell.classList.toggle('edited', was !== null);
        cell.classList.toggle(
          'chosen',
          Boolean(t.picked) && t.picked[0] == i && t.picked[1] == j,
        );
        cell.title =
          t.full[r][c].replace('-', '−') +
          (was === null ? '' : `, was ${was.replace('-', '−')}`);
        cell.setAttribute(
          'aria-label',
          `${named(t.matrix, i, j)}: ${t.full[r][c]}${was === null ? '' : `, edited, was ${was}`}`,
        );
      }),
    );
  if (held) sheets.querySelector(`[data-at="${held}"]`)?.focus({ preventScroll: true });
}

function table(t) {
  const block = make('div', 'block ' + t.matrix);
  make(
    'div',
    'name',
    block,
    t.name + (t.size ? `, ${t.size}${t.whole ? '' : ', a part of it'}` : ''),
  );
  const sheet = make('div', 'sheet', block),
    grid = make('div', 'grid', sheet);
  grid.setAttribute('role', 'grid');
  grid.setAttribute('aria-label', t.name);
  if (t.matrix === 'x') {
    const row = make('div', 'words', grid);
    row.setAttribute('role', 'row');
    t.rows.forEach(i => {
      const one = make('span', 'one', row);
      make('span', 'index', one, i);
      one.append(cell(t, i, 1));
    });
    return block;
  }
  grid.style.gridTemplateColumns = `auto repeat(${t.columns.length}, minmax(3.6em, auto))`;
  const head = make('div', 'row', grid);
  head.setAttribute('role', 'row');
  make('span', 'index', head);
  t.columns.forEach((j, c) => {
    const top = make('span', 'index', head, t.matrix === 'h0' ? 'h⁽⁰⁾' : j);
    top.setAttribute('role', 'columnheader');
    if (t.column_words) {
      top.textContent = t.column_words[c];
      top.title = `column ${j}`;
    }
  });
  t.rows.forEach((i, r) => {
    const row = make('div', 'row', grid);
    row.setAttribute('role', 'row');
    const side = make('span', 'index side', row, i);
    side.setAttribute('role', 'rowheader');
    if (t.row_words) {
      side.textContent = t.row_words[r];
      side.title = `row ${i}`;
    }
    t.columns.forEach(j => row.append(cell(t, i, j)));
  });
  return block;
}

function cell(t, i, j) {
  const made = make('span', 'cell');
  made.setAttribute('role', 'gridcell');
  made.dataset.at = `${t.matrix} ${i} ${j}`;
  return made;
}

export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  const d = JSON.parse(json);
  const box = frame(root, 'edit');
  let bar = box.querySelector('.bar');
  if (!bar) {
    bar = make('div', 'bar', box);
    for (const [act, title] of [
      ['undo', 'Undo'],
      ['redo', 'Redo'],
      ['reset', 'Reset all'],
    ])
      make('button', act, bar, title).type = 'button';
    make('span', 'used', bar);
    make('div', 'says', box).setAttribute('role', 'status');
  }
  const says = box.querySelector('.says');
  fill(box, d);
  const can = { undo: d.undo, redo: d.redo, reset: d.count > 0 };
  box.version = (box.version ?? 0) + 1;
  box.arrived?.();
  const send = what => {
    const version = box.version;
    stale(box, () => {
      if (box.version !== version) return;
      fill(box, d);
      says.textContent = 'Nothing was changed: the top of the page says why.';
    });
    setTriggerValue('edit', what);
  };
  const act = what => {
    if (can[what]) send({ do: what });
  };
  says.textContent =
    box.sheetsOf !== undefined && box.sheetsOf !== d.text
      ? `${d.count ? d.last : 'No edits'}: everything is computed anew.`
      : '';
  box.sheetsOf = d.text;
  for (const what of ['undo', 'redo', 'reset']) {
    const button = bar.querySelector('.' + what);
    button.setAttribute('aria-disabled', !can[what]);
    button.onclick = () => act(what);
  }
  bar.querySelector('.used').textContent = d.count
    ? `${d.count} edit${d.count > 1 ? 's' : ''}, ${d.used} of the ${d.limit.toLocaleString('en')} characters that a link carries`
    : 'no edits yet';
  const cells = [...box.querySelectorAll('.cell')];
  const home = cells.find(c => c.classList.contains('chosen')) ?? cells[0];
  if (!cells.some(c => c.tabIndex === 0))
    cells.forEach(c => {
      c.tabIndex = c === home ? 0 : -1;
    });
  const focus = c => {
    cells.forEach(o => {
      o.tabIndex = o === c ? 0 : -1;
    });
    c.focus();
  };
  const at = c => c.dataset.at.split(' ');
  const open = (c, typed) => {
    if (c.querySelector('input')) return;
    const [matrix, i, j] = at(c);
    const input = make('input', '', c);
    input.value = typed ?? c.dataset.value;
    const grow = () =>
      input.style.setProperty('--letters', Math.max(6, input.value.length));
    input.oninput = grow;
    grow();
    input.classList.toggle(
      'rightward',
      input.getBoundingClientRect().left < box.getBoundingClientRect().left,
    );
    input.setAttribute('aria-label', named(matrix, i, j));
    input.maxLength = 40;
    input.focus();
    if (typed === undefined) input.select();
    let done = false;
    const close = () => {
      done = true;
      c.textContent = c.dataset.text;
    };
    const save = () => {
      if (done) return true;
      if (input.value === c.dataset.value) {
        close();
        return true;
      }
      const why = wrong(d, matrix, input.value);
      says.textContent = why;
      if (why) {
        input.setAttribute('aria-invalid', 'true');
        return false;
      }
      const value = input.value;
      close();
      c.textContent = value;
      send({ matrix, i: Number(i), j: Number(j), value });
      return true;
    };
    input.onkeydown = e => {
      e.stopPropagation();
      if (e.key === 'Enter') {
        e.preventDefault();
        if (save()) focus(c);
      } else if (e.key === 'Escape') {
        says.textContent = '';
        close();
        focus(c);
      } else if (e.key === 'Tab') {
        if (!save()) return e.preventDefault();
        const next = cells[cells.indexOf(c) + (e.shiftKey ? -1 : 1)];
        if (next) {
          e.preventDefault();
          focus(next);
        }
      }
    };
    input.onblur = () => {
      if (!done && !save())
        says.textContent += ' Enter tries again, Escape leaves it as it was.';
    };
  };
  const step = (c, dx, dy) => {
    const block = c.closest('.grid'),
      mine = [...block.querySelectorAll('.cell')];
    const wide = c.closest('.words')
      ? mine.length
      : c.parentElement.querySelectorAll('.cell').length;
    const n = mine.indexOf(c),
      x = (n % wide) + dx,
      to = mine[n + dx + dy * wide];
    if (to && x >= 0 && x < wide) return focus(to);
    if (dy) focus(cells[cells.indexOf(dy > 0 ? mine.at(-1) : mine[0]) + dy] ?? c);
  };
  box.onclick = e => {
    const c = e.target.closest('.cell');
    if (c) {
      focus(c);
      open(c);
    }
  };
  box.onkeydown = e => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'z') {
      e.preventDefault();
      e.stopPropagation();
      return act(e.shiftKey ? 'redo' : 'undo');
    }
    const c = e.target.closest('.cell');
    if (!c || e.ctrlKey || e.metaKey || e.altKey) return;
    const move = {
      ArrowRight: [1, 0],
      ArrowLeft: [-1, 0],
      ArrowDown: [0, 1],
      ArrowUp: [0, -1],
    }[e.key];
    if (move) {
      e.preventDefault();
      e.stopPropagation();
      step(c, ...move);
    } else if (e.key === 'Enter' || e.key === 'F2') {
      e.preventDefault();
      e.stopPropagation();
      open(c);
    } else if (
      e.key.length === 1 &&
      (at(c)[0] === 'x' ? /[\p{L}\p{N}]/u : /[-−+.\d]/).test(e.key)
    ) {
      e.preventDefault();
      e.stopPropagation();
      open(c, e.key);
    }
  };
}
