function build(root) {
  const head = make('div', 'head', root);
  make('h2', '', head);
  make('a', 'start', head, 'Start');
  make('span', 'key', head, 'or press →');
  make('a', 'again', head);
  make('ol', 'scenes', root);
}

export default function ({ parentElement: root, data: { json } }) {
  if (!root.querySelector('.head')) build(root);
  const d = JSON.parse(json),
    leads = (node, link) => follows(node, link, d.places);
  const head = root.querySelector('.head'),
    list = root.querySelector('.scenes'),
    [title, begin, key, again] = head.children;
  title.textContent = d.title;
  make('span', 'count', title, d.count);
  leads(begin, d.start);
  key.hidden = !d.key;
  again.hidden = !d.again;
  if (d.again) {
    again.textContent = `Go on at ${d.again.number}`;
    leads(again, d.again.link);
  }
  list.replaceChildren(
    ...d.scenes.map(scene => {
      const item = make('li');
      leads(make('a', '', item, scene.title), scene.link);
      make('span', '', item, scene.words);
      return item;
    }),
  );
  // What was just loaded is led to, and the keys that go on start it from there.
  begin.onkeydown = e => {
    if (
      !['ArrowRight', 'PageDown'].includes(e.key) ||
      e.altKey ||
      e.ctrlKey ||
      e.metaKey ||
      e.shiftKey
    )
      return;
    e.preventDefault();
    visit(address(d.start, d.places), d.places);
  };
  const loaded = d.loaded && JSON.stringify([d.title, d.scenes]);
  if (!loaded || document.unrolledLoaded === loaded) return;
  document.unrolledLoaded = loaded;
  setTimeout(() => {
    begin.focus();
    head.scrollIntoView({ block: 'nearest' });
  }, 100);
}
