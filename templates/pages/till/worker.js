// Keeps the shell of the cashier's page, and nothing else: no answer of the server's is ever kept.
const NAME = "tessera-till-" + "SHELL_VERSION";
const ADDRESSES = "SHELL_ADDRESSES";

self.addEventListener("install", event => {
  const fresh = ADDRESSES.map(address => new Request(address, { cache: "reload" }));
  event.waitUntil(caches.open(NAME).then(cache => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", event => {
  const isOld = name => name.startsWith("tessera-till-") && name !== NAME;
  event.waitUntil(caches.keys().then(names => Promise.all(names.filter(isOld).map(name => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  const lang = url.pathname === "/till" && url.searchParams.get("lang");
  const address = lang ? `${url.pathname}?lang=${lang}` : url.pathname;
  if (!ADDRESSES.includes(address)) return;
  event.respondWith(caches.open(NAME).then(cache => cache.match(address)).then(kept => kept ?? fetch(event.request)));
});
