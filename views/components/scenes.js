export default function ({ parentElement: root, data: { json } }) {
  const d = JSON.parse(json);
  const box = root.querySelector('.scenes') ?? document.createElement('ol');
  if (!box.isConnected) { box.className = 'scenes'; root.append(box); }
  box.replaceChildren(...d.scenes.map(scene => {
    const item = document.createElement('li'), title = document.createElement('a'), words = document.createElement('span');
    title.textContent = scene.title;
    words.textContent = scene.words;
    follows(title, scene.link, d.places);
    item.append(title, words);
    return item;
  }));
}
