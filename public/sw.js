// Answers for the page without a network. The build puts before this: FILES,
// what the page is made of, each with its SHA-256, and VERSION, a hash of them
// all.
//
// One version's files are kept together, taken only when each is what the
// build made, and never mixed with another's.

const NAME = `openmercato-ecs ${self.registration.scope} `;
const KEPT = NAME + VERSION;

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== undefined) event.respondWith(answer(path, event.request));
});

async function keep() {
  const cache = await caches.open(KEPT);
  await Promise.all(Object.entries(FILES).map(async ([path, sha256]) => {
    const response = await fetch(new URL(path, self.registration.scope), { cache: 'no-cache' });
    const bytes = await response.clone().arrayBuffer();
    // While a host is being updated it may hand out files of two versions.
    if (!response.ok || (await digest(bytes)) !== sha256) throw new Error(`${path} is not of this version`);
    await cache.put(new URL(path, self.registration.scope), response);
  }));
}

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function takeOver() {
  await self.clients.claim();
  // Other tabs may still show an older version, and fetch more of it.
  const tabs = await self.clients.matchAll({ type: 'window' });
  if (tabs.length > 1) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(NAME) && name !== KEPT).map((name) => caches.delete(name)));
}

/** The file of the page that is asked for; nothing for what is not of the page. */
function pathOf(request) {
  const { origin, pathname, href } = new URL(request.url);
  const scope = new URL(self.registration.scope);
  if (request.method !== 'GET' || origin !== scope.origin || !href.startsWith(scope.href)) return undefined;
  return pathname.slice(scope.pathname.length) || 'index.html';
}

async function answer(path, request) {
  const address = new URL(path, self.registration.scope);
  const current = await caches.open(KEPT);
  return (await current.match(address)) ?? (await older(address)) ?? fetch(request);
}

/** A file of an older version, for a tab that still shows it. */
async function older(address) {
  for (const name of await caches.keys()) {
    const found = name.startsWith(NAME) && (await (await caches.open(name)).match(address));
    if (found) return found;
  }
  return undefined;
}
