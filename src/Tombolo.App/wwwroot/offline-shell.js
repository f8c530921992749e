/* The part of a shell's service worker that every app on Tombolo shares: imported by it after the list of its files.
   The shell is kept as a whole, version by version: a version is complete before it serves a single file, and stays until a
   person asks for the next one. Nothing of a conversation ever goes through here. */
const version = `tombolo-shell-${self.assetsManifest.version}`;
const kept = self.assetsManifest.assets.filter(asset => !/\.(br|gz|map|pdb)$|service-worker/.test(asset.url));
const addresses = new Set(kept.map(asset => new URL(asset.url, self.registration.scope).href));
const page = new URL('index.html', self.registration.scope).href;

async function install() {
  const cache = await caches.open(version);
  await cache.addAll(kept.map(asset => new Request(asset.url, asset.url === 'index.html' ? { cache: 'no-cache' } : { integrity: asset.hash, cache: 'default' })));
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter(name => name.startsWith('tombolo-shell-') && name !== version).map(name => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request, address) {
  const cached = await (await caches.open(version)).match(address, { ignoreVary: true });
  return cached ?? fetch(request);
}

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(activate()));
self.addEventListener('message', event => event.data === 'activate' && self.skipWaiting());
self.addEventListener('fetch', event => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const address = request.url.split('#')[0].split('?')[0];
  // A place inside the app is answered by the app's page; pages of the same origin that are not the app's go to the server.
  if (request.mode === 'navigate') {
    const path = new URL(request.url).pathname;
    const isApp = !/^\/(dev|jwks|health|v1|\.well-known)(\/|$)/.test(path);
    if (isApp) event.respondWith(answer(request, page));
  } else if (addresses.has(address)) {
    event.respondWith(answer(request, address));
  }
});
