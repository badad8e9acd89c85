// Opens the check-in without a signal. It keeps versioned static files and the empty form, nothing of anybody.
const CACHE = "{{ cache }}";
const SHELL = "{{ shell }}";
const FILES = [{% for file in files %}"{{ file }}", {% endfor %}SHELL];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("check-in-") && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && /^\/(me|d\/[^/]+)\/(flare\/)?$/.test(pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(SHELL)));
  } else if (FILES.includes(pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
