const KEYS = [
  ['→  or  Page down', 'next scene; on Derive, without a tour, the next line'],
  ['←  or  Page up', 'the scene before; the line before'],
  ['↓, ↑', 'presented: further down what is taller than the screen, and up'],
  ['Home, End', 'first and last scene'],
  ['p', 'present: no sidebar, large type, edits locked; again, or Escape, ends it'],
  ['f', 'full screen'],
  ['s', 'spotlight on what is pointed at or has the focus'],
  ['l', 'copy the link to exactly this view'],
  ['t', 'take it home: handout, slides, notebook, pictures, numbers'],
  ['?', 'this list; Escape shuts it'],
  ['Tab, Shift Tab', 'from picture to picture, and from button to button'],
  ['arrow keys in a picture', 'from cell to cell, from weight to weight'],
  ['Enter', 'pick what has the focus'],
];

function build(box) {
  const scene = make('section', 'scene', box),
    tools = make('div', 'tools', box);
  make('h2', '', scene);
  make('div', 'words', scene);
  const turn = make('div', 'turn', scene);
  make('a', 'back', turn, '‹ back');
  make('span', 'where', turn).setAttribute('role', 'status');
  make('a', 'next', turn, 'next ›');
  make('button', 'end', turn, 'End the tour');
  make('button', 'link', tools, 'Copy link');
  make('button', 'take', tools, 'Take it home');
  make('button', 'present', tools, 'Present');
  make('button', 'help', tools, 'Keys');
  make('span', 'told', tools).setAttribute('role', 'status');
  const dialog = make('dialog', '', box),
    list = make('dl', '', null);
  dialog.setAttribute('aria-label', 'Keys');
  make('h2', '', dialog, 'Keys');
  dialog.append(list);
  for (const [key, does] of KEYS) {
    make('dt', '', list, key);
    make('dd', '', list, does);
  }
  make('button', 'shut', dialog, 'Close');
  for (const button of box.querySelectorAll('button')) button.type = 'button';
  make('div', 'spot', box).hidden = true;
}

// What is presented is as large as fits below the words; what would get too small for the
// last row stays as it is, and scrolls. Charts of Plotly's have a size of their own.
const SMALLEST = 0.75,
  LARGEST = 1.7;
function fit(box, d) {
  const one = d.present && document.querySelector(`.st-key-pic_${d.focus}`);
  for (const other of document.querySelectorAll('[class*=st-key-pic_]'))
    if (other !== one) other.style.zoom = '';
  box.growing ??= new ResizeObserver(() => {
    const pic = box.fitted;
    if (!pic || Math.abs(pic.getBoundingClientRect().height - pic.fits) < 2) return;
    clearTimeout(box.refit);
    box.refit = setTimeout(() => fit(box, box.latest), 120);
  });
  box.growing.disconnect();
  box.fitted = one && !one.querySelector('.js-plotly-plot') && one;
  if (!box.fitted) return one && one.style.zoom && (one.style.zoom = '');
  const main = document.querySelector('[data-testid=stMain]');
  const room =
    innerHeight - one.getBoundingClientRect().top - (main?.scrollTop ?? 0) - 16;
  const fits = zoom => {
    one.style.zoom = zoom;
    return (
      one.getBoundingClientRect().height <= room &&
      one.scrollWidth <= one.clientWidth + 1
    );
  };
  let low = SMALLEST,
    high = LARGEST;
  for (let n = 0; n < 6; n++) {
    const middle = (low + high) / 2;
    fits(middle) ? (low = middle) : (high = middle);
  }
  if (!fits(low)) one.style.zoom = '';
  one.fits = one.getBoundingClientRect().height;
  box.growing.observe(one);
}

function words(box, scene, places) {
  const key = JSON.stringify([scene.paragraphs, location.search]),
    place = box.querySelector('.words');
  if (place.key === key) return;
  place.key = key;
  place.replaceChildren(
    ...scene.paragraphs.map(part => {
      const p = make('p');
      for (const { words, link } of part)
        link ? follows(make('a', 'phrase', p, words), link, places) : p.append(words);
      p.onclick = e => {
        box.look = e.target.matches('.phrase');
      };
      return p;
    }),
  );
}
// What this address says, a few things changed or, where they are null, left out.
function changed(changes) {
  const asked = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes))
    value === null ? asked.delete(name) : asked.set(name, value);
  return location.pathname + (String(asked) && '?' + asked);
}

// What is lit is a circle around the pointer or, by keyboard, around what has the focus.
function spotlight(box, on) {
  const spot = box.querySelector('.spot');
  spot.hidden = on === undefined ? !spot.hidden : !on;
  const aim = (x, y) => {
    const zoom = spot.getBoundingClientRect().width / spot.offsetWidth || 1;
    spot.style.setProperty('--x', x / zoom + 'px');
    spot.style.setProperty('--y', y / zoom + 'px');
  };
  box.aim = e => {
    if (spot.hidden) return;
    if (e.type === 'pointermove') return aim(e.clientX, e.clientY);
    const node = e.composedPath()[0],
      at = (node.querySelector?.('.on, .lit') ?? node).getBoundingClientRect?.();
    if (at) aim(at.left + at.width / 2, at.top + at.height / 2);
  };
  if (!spot.hidden && !spot.style.getPropertyValue('--x'))
    aim(innerWidth / 2, innerHeight / 2);
}

function toPicture(d) {
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches
    ? 'auto'
    : 'smooth';
  document
    .querySelector(`.st-key-pic_${d.focus}`)
    ?.scrollIntoView({ block: 'start', behavior });
}

function copyLink(box) {
  const own = new URLSearchParams(location.search).get('tour') === 'own';
  const told = box.querySelector('.told'),
    address = new URL(
      own ? changed({ tour: null, scene: null }) : location.href,
      location.href,
    ).href;
  const say = text => {
    told.textContent = text;
    setTimeout(() => {
      told.textContent = '';
    }, 2500);
  };
  const byHand = () => {
    const field = make('input', '', told);
    field.value = address;
    field.readOnly = true;
    field.setAttribute('aria-label', 'The link, selected to be copied');
    field.focus();
    field.select();
  };
  if (navigator.clipboard)
    navigator.clipboard.writeText(address).then(() => say('Link copied'), byHand);
  else byHand();
}

// A page's tab that was chosen with the pointer does not keep the keys, nor does a radio
// where the arrows turn scenes or lines.
function letGo() {
  setTimeout(() => {
    const held = document.activeElement,
      d = document.unrolledStage.latest;
    const turns = d.scene || d.present || document.querySelector('.derivation');
    if (
      held?.matches('[data-testid=stHeader] a') ||
      (turns && held?.matches('[data-testid=stMain] input[type=radio]'))
    )
      held.blur();
  }, 50);
}

// After a lost connection Streamlit runs the page anew only if a part of it ran last; a
// server that was started anew meanwhile would not know the page.
function reconnecting() {
  const app = document.querySelector('[data-testid=stApp]');
  let lost = false,
    waiting = 0;
  new MutationObserver(() => {
    const { testConnectionState: connection, testScriptState: script } = app.dataset;
    if (connection !== 'CONNECTED') {
      lost = true;
      return clearTimeout(waiting);
    }
    if (script === 'running') {
      lost = false;
      return clearTimeout(waiting);
    }
    if (!lost) return;
    lost = false;
    waiting = setTimeout(
      () => visit(location.href, document.unrolledStage.latest.places, true),
      1200,
    );
  }).observe(app, {
    attributes: true,
    attributeFilter: ['data-test-connection-state', 'data-test-script-state'],
  });
}

function pressed(box, e) {
  const [target] = e.composedPath(),
    d = box.latest,
    dialog = box.querySelector('dialog');
  const pages = { PageDown: 1, PageUp: -1 }[e.key],
    step = pages ?? { ArrowRight: 1, ArrowLeft: -1 }[e.key];
  const field =
    target.matches?.('input, textarea, select, [contenteditable=true]') &&
    !(target.matches('input[type=radio]') && (pages || /^[a-z?]$/.test(e.key)));
  if (e.altKey || e.ctrlKey || e.metaKey || dialog.open || field) return;
  const tab = target.matches?.('[data-testid=stHeader] a');
  const own =
    tab ||
    target === document.body ||
    target === document.documentElement ||
    e.composedPath().includes(box);
  const edge = { Home: 1, End: d.scene?.links.length }[e.key];
  const spot = box.querySelector('.spot'),
    down = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  let done = true;
  if (d.scene && step && (own || (pages && d.present))) box.turn(step);
  else if (d.present && own && down)
    document
      .querySelector('[data-testid=stMain]')
      ?.scrollBy({ top: down * innerHeight * 0.6 });
  else if (d.scene && edge && own) box.turn(edge - box.at);
  else if (d.first && step === 1 && own) visit(address(d.first, d.places), d.places);
  else if (e.key === 'p') box.present(!d.present);
  else if (e.key === 's') spotlight(box);
  else if (e.key === 'l') copyLink(box);
  else if (e.key === 't') box.take();
  else if (e.key === '?') dialog.showModal();
  else if (e.key === 'f')
    document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen();
  else if (e.key === 'Escape' && !spot.hidden) spotlight(box, false);
  else if (e.key === 'Escape' && d.present) box.present(false);
  else done = false;
  if (done) {
    e.preventDefault();
    e.stopPropagation();
  }
}

export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  const d = JSON.parse(json);
  const box = root.querySelector('.scene-bar') ?? make('div', 'scene-bar', root);
  if (!box.firstChild) build(box);
  box.latest = d;
  const scene = box.querySelector('.scene'),
    [back, where, next, end] = box.querySelector('.turn').children,
    dialog = box.querySelector('dialog');
  scene.hidden = !d.scene;
  box.classList.toggle('presenting', d.present);
  box.querySelector('.tools .present').textContent = d.present
    ? 'Stop presenting'
    : 'Present';
  // Presses that come faster than scenes arrive add up, and lead to the last at once.
  if (d.scene?.number === box.at) box.turning = 0;
  if (!(box.turning > Date.now())) box.at = d.scene?.number;
  box.turn = by => {
    const to = Math.min(d.scene.links.length, Math.max(1, box.at + by));
    if (to === box.at) return;
    const soon = box.turning > Date.now();
    box.at = to;
    box.turning = Date.now() + 1500;
    where.textContent = `scene ${to} of ${d.scene.links.length}`;
    clearTimeout(box.going);
    box.going = setTimeout(
      () => visit(address(d.scene.links[to - 1], d.places), d.places),
      soon ? 200 : 0,
    );
  };
  box.present = on => visit(changed({ present: on ? 'on' : null }), d.places, true);
  if (d.scene) {
    const { number, links } = d.scene;
    scene.setAttribute('aria-label', `Scene ${number} of ${links.length}`);
    scene.firstChild.textContent = d.scene.title;
    words(box, d.scene, d.places);
    where.textContent = `scene ${number} of ${links.length}`;
    for (const [way, to] of [
      [back, number - 1],
      [next, number + 1],
    ]) {
      way.ariaDisabled = to < 1 || to > links.length;
      if (links[to - 1]) follows(way, links[to - 1], d.places);
      else {
        way.removeAttribute('href');
        way.onclick = null;
      }
    }
    end.onclick = () =>
      visit(changed({ tour: null, scene: null, focus: null }), d.places);
  }
  box.take = () => setTriggerValue('take', 1);
  box.querySelector('.tools .take').onclick = box.take;
  box.querySelector('.tools .link').onclick = () => copyLink(box);
  box.querySelector('.tools .present').onclick = () => box.present(!d.present);
  box.querySelector('.tools .help').onclick = () => dialog.showModal();
  dialog.querySelector('.shut').onclick = () => dialog.close();
  const page = document.documentElement;
  page.toggleAttribute('data-unrolled-scene', Boolean(d.scene));
  const sticky = () =>
    getComputedStyle(
      document.querySelector('.st-key-scene_bar')?.parentNode ?? document.body,
    ).position === 'sticky';
  const room = () => {
    const sticks = box.latest.scene && sticky();
    page.style.setProperty('--un-stage', sticks ? box.offsetHeight + 'px' : '0px');
  };
  box.room ??= new ResizeObserver(() => box.measure());
  box.measure = room;
  box.room.observe(box);
  const arrived = d.scene && `${d.scene.title} ${d.scene.number} ${d.present}`;
  if (arrived !== box.arrived) {
    box.arrived = arrived;
    if (arrived && !d.present && d.focus !== 'page' && d.focus !== 'lines')
      setTimeout(() => {
        room();
        sticky()
          ? toPicture(d)
          : document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0);
      }, 600);
    else if (arrived) document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0);
  }
  // Where the words do not stay in sight, a phrase leads to the picture that it sets.
  if (box.look && !sticky()) setTimeout(() => toPicture(d), 300);
  box.look = false;
  for (const wait of [0, 300, 900])
    setTimeout(() => box.latest === d && fit(box, d), wait);
  document.unrolledStage = box;
  if (!document.unrolledStageKeys) {
    document.unrolledStageKeys = true;
    addEventListener('pointerup', letGo, true);
    reconnecting();
    document.addEventListener(
      'keydown',
      e => {
        const stage = document.unrolledStage;
        if (stage.isConnected) pressed(stage, e);
      },
      true,
    );
    addEventListener('resize', () => {
      const stage = document.unrolledStage;
      if (stage.isConnected) fit(stage, stage.latest);
    });
    for (const name of ['pointermove', 'focusin', 'keyup'])
      document.addEventListener(name, e => document.unrolledStage.aim?.(e));
  }
}
