const make = (name, className, parent, text) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  parent?.append(node);
  return node;
};

export default function ({ parentElement: root, data: { json } }) {
  const d = JSON.parse(json), leads = (node, link) => { follows(node, link, d.places); return node; };
  const head = root.querySelector('.head') ?? make('div', 'head', root), list = root.querySelector('.scenes') ?? make('ol', 'scenes', root);
  const begin = leads(make('a', 'start', null, 'Start'), d.start), title = make('h2', '', null, d.title);
  make('span', 'count', title, d.count);
  head.replaceChildren(title, begin);
  if (d.again) leads(make('a', '', head, `Go on at ${d.again.number}`), d.again.link);
  if (d.key) make('span', 'key', head, 'or press →');
  list.replaceChildren(...d.scenes.map(scene => {
    const item = make('li');
    leads(make('a', '', item, scene.title), scene.link);
    make('span', '', item, scene.words);
    return item;
  }));
  // What was just loaded is led to, and the keys that go on start it from there.
  begin.onkeydown = e => {
    if (!['ArrowRight', 'PageDown'].includes(e.key) || e.altKey || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    visit(address(d.start, d.places), d.places);
  };
  const loaded = d.loaded && JSON.stringify([d.title, d.scenes]);
  if (!loaded || document.unrolledLoaded === loaded) return;
  document.unrolledLoaded = loaded;
  setTimeout(() => { begin.focus(); head.scrollIntoView({ block: 'nearest' }); }, 100);
}
