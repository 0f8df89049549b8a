const cardsOf = d => d.columns.flat().flatMap(g => g.cards);

function build(box, d) {
  box.replaceChildren();
  const svg = el('svg', { 'aria-hidden': true }, box),
    groups = line(box, 'groups');
  for (const list of d.columns) {
    const column = document.createElement('div');
    column.className = 'column';
    groups.append(column);
    for (const group of list) {
      const head = document.createElement('div');
      head.className = 'section';
      head.textContent = '§ ' + group.section;
      column.append(head);
      for (const card of group.cards) {
        const button = document.createElement('button'),
          number = document.createElement('span');
        button.type = 'button';
        button.dataset.slug = card.slug;
        if (card.equation) {
          number.className = 'equation';
          number.textContent = `(${card.equation}) `;
          button.append(number);
        }
        button.append(card.title);
        column.append(button);
      }
    }
  }
  return svg;
}

// Straight pieces with rounded corners.
function bent(points) {
  let path = `M${points[0]}`;
  points.slice(1).forEach(([x, y], n) => {
    const [px, py] = points[n],
      next = points[n + 2];
    if (!next) {
      path += `L${x} ${y}`;
      return;
    }
    const back = Math.min(6, (Math.abs(x - px) + Math.abs(y - py)) / 2),
      on = Math.min(6, (Math.abs(next[0] - x) + Math.abs(next[1] - y)) / 2);
    path += `L${x - back * Math.sign(x - px)} ${y - back * Math.sign(y - py)}Q${x} ${y} ${x + on * Math.sign(next[0] - x)} ${y + on * Math.sign(next[1] - y)}`;
  });
  return path;
}
const LANE = 4;

// From a card to one in its own or the next column straight; further ones below all cards.
function arrows(box, svg, d) {
  const ground = box.querySelector('.groups'),
    at = ground.getBoundingClientRect();
  const zoom = at.width / ground.offsetWidth || 1;
  const place = slug => {
    const r = box.querySelector(`[data-slug="${slug}"]`).getBoundingClientRect();
    const left = (r.left - at.left) / zoom + ground.scrollLeft,
      top = (r.top - at.top) / zoom,
      width = r.width / zoom,
      height = r.height / zoom;
    const column = [...ground.querySelectorAll('.column')].indexOf(
      box.querySelector(`[data-slug="${slug}"]`).parentNode,
    );
    return {
      left,
      right: left + width,
      y: top + height / 2,
      top,
      bottom: top + height,
      x: left + width / 2,
      column,
    };
  };
  const floor = Math.max(...cardsOf(d).map(card => place(card.slug).bottom)) + LANE;
  let lane = 0;
  svg.replaceChildren();
  ground.prepend(svg);
  el(
    'path',
    { d: 'M0 0L7 3.5L0 7Z', class: 'head' },
    el(
      'marker',
      {
        id: 'head',
        viewBox: '0 0 7 7',
        refX: 6.5,
        refY: 3.5,
        markerWidth: 7,
        markerHeight: 7,
        orient: 'auto',
        markerUnits: 'userSpaceOnUse',
      },
      svg,
    ),
  );
  for (const [name, value] of Object.entries({
    width: ground.scrollWidth,
    height: ground.scrollHeight,
  }))
    svg.setAttribute(name, value);
  for (const card of cardsOf(d))
    for (const used of card.uses) {
      const a = place(used),
        b = place(card.slug),
        same = a.column === b.column,
        far = Math.abs(a.column - b.column) > 1;
      const down = b.y > a.y,
        dx = Math.max(14, (b.left - a.right) / 2);
      if (far) {
        const shift = 5 + (lane % 3) * 3,
          below = floor + (lane++ % 5) * LANE;
        const [end, side] =
          b.column > a.column
            ? [b.left, b.left - shift - 3]
            : [b.right, b.right + shift + 3];
        el(
          'path',
          {
            d: bent([
              [a.right, a.y],
              [a.right + shift, a.y],
              [a.right + shift, below],
              [side, below],
              [side, b.y],
              [end, b.y],
            ]),
            class: 'arrow',
            'data-from': used,
            'data-to': card.slug,
          },
          svg,
        );
        continue;
      }
      const path =
        same && Math.abs(a.y - b.y) < 60
          ? `M${a.left + 44} ${down ? a.bottom : a.top}L${a.left + 44} ${down ? b.top : b.bottom}`
          : same
            ? `M${a.left} ${a.y}C${a.left - 14} ${a.y} ${b.left - 14} ${b.y} ${b.left} ${b.y}`
            : a.x < b.x
              ? `M${a.right} ${a.y}C${a.right + dx} ${a.y} ${b.left - dx} ${b.y} ${b.left} ${b.y}`
              : `M${a.left} ${a.y}C${a.left - dx} ${a.y} ${b.right + dx} ${b.y} ${b.right} ${b.y}`;
      el(
        'path',
        { d: path, class: 'arrow', 'data-from': used, 'data-to': card.slug },
        svg,
      );
    }
}

function strong(box, slug) {
  line(box, 'says').textContent = box.said?.[slug] ?? '';
  for (const path of box.querySelectorAll('.arrow'))
    path.classList.toggle(
      'strong',
      path.dataset.from === slug || path.dataset.to === slug,
    );
  for (const card of box.querySelectorAll('button')) {
    const linked = [...box.querySelectorAll('.arrow')].some(
      p =>
        (p.dataset.from === slug && p.dataset.to === card.dataset.slug) ||
        (p.dataset.to === slug && p.dataset.from === card.dataset.slug),
    );
    card.classList.toggle('linked', linked);
  }
}

export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  const d = JSON.parse(json);
  const box = frame(root, 'map'),
    shape = JSON.stringify(d.columns),
    names = Object.fromEntries(cardsOf(d).map(c => [c.slug, c.title]));
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', 'Derivations, by section of the source');
  if (box.shape !== shape) {
    box.shape = shape;
    box.svg = build(box, d);
  }
  const cards = [...box.querySelectorAll('button')],
    all = cardsOf(d);
  const chosen = cards.find(c => c.dataset.slug === d.chosen);
  box.said = {};
  for (const card of cards) {
    const { uses, used_by: users } = all.find(c => c.slug === card.dataset.slug),
      list = slugs => slugs.map(s => names[s]).join(', ');
    const said = [
      uses.length && `uses: ${list(uses)}`,
      users.length && `used by: ${list(users)}`,
    ]
      .filter(Boolean)
      .join('; ');
    card.setAttribute('aria-pressed', card === chosen);
    card.setAttribute('aria-description', said);
    box.said[card.dataset.slug] =
      `${names[card.dataset.slug]}${said && ' '}${said}.`.replace('.;', ';');
    card.tabIndex = card === chosen ? 0 : -1;
  }
  const rest = () => strong(box, d.chosen);
  const draw = () => {
    arrows(box, box.svg, d);
    rest();
  };
  draw();
  if (!box.redraw) {
    box.addEventListener('focusin', e => strong(box, e.target.dataset.slug));
    box.addEventListener('focusout', () => box.rest());
  }
  box.redraw = draw;
  box.rest = rest;
  box.sight ??= new ResizeObserver(() => box.redraw());
  box.sight.observe(box);
  chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  box.onmouseover = e => {
    const card = e.target.closest('button');
    card ? strong(box, card.dataset.slug) : rest();
  };
  box.onmouseleave = rest;
  box.onclick = e => {
    const card = e.target.closest('button');
    if (!card || card === chosen) return;
    oneStep();
    if (e.detail) card.blur();
    setTriggerValue('choose', card.dataset.slug);
  };
  box.onkeydown = e => {
    const card = e.target.closest('button'),
      groups = [...box.querySelectorAll('.column')];
    const move = {
      ArrowRight: [1, 0],
      ArrowLeft: [-1, 0],
      ArrowDown: [0, 1],
      ArrowUp: [0, -1],
    }[e.key];
    if (!card || !move) return;
    e.preventDefault();
    e.stopPropagation();
    const column = groups.indexOf(card.parentNode),
      row = [...card.parentNode.querySelectorAll('button')].indexOf(card);
    const next = groups[column + move[0]]?.querySelectorAll('button');
    const to = next?.[Math.min(row + move[1], next.length - 1)];
    if (!to || (move[1] && to === card) || row + move[1] < 0) return;
    card.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
}
