// Answers for the page without a network. The build puts before this: FILES,
// what the page is made of, each with its SHA-256, and VERSION, a hash of them
// all.
//
// One version's files are kept together, taken only when each is what the
// build made, and never mixed with another's. How a host addresses a file does
// not matter: what is kept is its bytes.

const NAME = `openmercato-ecs ${self.registration.scope} `;
const KEPT = NAME + VERSION;

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
  if (event.data === 'withdraw if gone') event.waitUntil(withdrawIfGone());
});
self.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== undefined) event.respondWith(answer(path, event.request));
});

async function keep() {
  const cache = await caches.open(KEPT);
  await Promise.all(Object.entries(FILES).map(async ([path, sha256]) => {
    const response = await fetch(new URL(path, self.registration.scope), { cache: 'no-cache' });
    const bytes = await response.arrayBuffer();
    // While a host is being updated it may hand out files of two versions; others change what they hand out.
    if (!response.ok || (await digest(bytes)) !== sha256) throw new Error(`${path} is not of this version`);
    await cache.put(new URL(path, self.registration.scope), plain(response, bytes));
  }));
}

/**
 * A response with these bytes and the host's headers. It is a new one, because a browser shows no document from a
 * response that was redirected, as of `index.html` to the folder.
 */
function plain(response, bytes) {
  const headers = new Headers(response.headers);
  // They tell of how the bytes came, and `Vary: *` may not be kept.
  for (const name of ['Content-Encoding', 'Content-Length', 'Vary']) headers.delete(name);
  return new Response(bytes, { headers });
}

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function takeOver() {
  await self.clients.claim();
  // Other tabs may still show an older version, and fetch more of it.
  const tabs = await self.clients.matchAll({ type: 'window' });
  if (tabs.length <= 1) await forget((name) => name !== KEPT);
}

/**
 * Leaves the page to its host, where the host no longer has this file; one that is out of reach has not said so. The tabs
 * that are open go on, and the next visit asks the host.
 */
async function withdrawIfGone() {
  const answer = await fetch(self.location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  if (answer?.status !== 404 && answer?.status !== 410) return;
  await self.registration.unregister();
  await forget(() => true);
}

/** Deletes those of the page's versions that fit. */
async function forget(fits) {
  const names = (await caches.keys()).filter((name) => name.startsWith(NAME) && fits(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** The file of the page that is asked for; nothing for what is not of the page, which goes its own way. */
function pathOf(request) {
  const { origin, pathname, href } = new URL(request.url);
  const scope = new URL(self.registration.scope);
  if (request.method !== 'GET' || origin !== scope.origin || !href.startsWith(scope.href)) return undefined;
  const path = pathname.slice(scope.pathname.length);
  // Some hosts drop the end of a document's name.
  const named = [path, `${path}.html`, `${path}index.html`].find((name) => Object.hasOwn(FILES, name));
  return named ?? (/\.[0-9a-f]{12}\.[a-z]+$/.test(path) ? path : undefined);
}

async function answer(path, request) {
  const address = new URL(path, self.registration.scope);
  // Opened, a version that was withdrawn would be there again.
  const current = await caches.match(address, { cacheName: KEPT });
  return current ?? (await older(address)) ?? fetch(request);
}

/** A file of an older version, for a tab that still shows it. */
async function older(address) {
  for (const name of await caches.keys()) {
    const found = name.startsWith(NAME) && (await caches.match(address, { cacheName: name }));
    if (found) return found;
  }
  return undefined;
}
