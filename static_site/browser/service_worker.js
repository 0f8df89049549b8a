// Keeps the site: the next visit needs no network.
const FILES = new Set($FILES);
const KEPT = 'unrolled-$VERSION';
const scope = new URL('./', self.location.href);

/** The file of the site that a request is for, its query left out; '' for none. */
function fileOf({ method, url }) {
  const asked = new URL(url);
  if (method !== 'GET' || !asked.href.startsWith(scope.href)) return '';
  const path = asked.pathname.slice(scope.pathname.length);
  const file = path.endsWith('/') || !path ? `${path}index.html` : path;
  return FILES.has(file) ? file : '';
}

self.addEventListener('install', event => {
  const kept = caches.open(KEPT).then(cache => cache.addAll([...FILES]));
  event.waitUntil(kept.then(() => self.skipWaiting()));
});

self.addEventListener('activate', event => {
  const drop = async () => {
    for (const name of await caches.keys())
      if (name.startsWith('unrolled-') && name !== KEPT) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(drop());
});

self.addEventListener('fetch', event => {
  const file = fileOf(event.request);
  if (!file) return;
  const answer = async () => {
    const cache = await caches.open(KEPT);
    const key = new URL(file, scope).href;
    const kept = await cache.match(key);
    if (kept) return kept;
    const fresh = await fetch(event.request);
    if (fresh.ok) await cache.put(key, fresh.clone());
    return fresh;
  };
  event.respondWith(answer());
});
