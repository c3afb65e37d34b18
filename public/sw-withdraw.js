// Put in the place of sw.js, this withdraws the page's service worker from every browser that has it: at its next visit
// the browser takes this for a newer version, and from then on asks the host for everything. docs/hosting.md says when.

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(withdraw()));
// A page that registers this file while it withdraws takes that back.
self.addEventListener('message', (event) => event.waitUntil(withdraw()));

async function withdraw() {
  await self.registration.unregister();
  const own = `openmercato-ecs ${self.registration.scope} `;
  const names = (await caches.keys()).filter((name) => name.startsWith(own));
  await Promise.all(names.map((name) => caches.delete(name)));
}
