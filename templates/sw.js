{% load static %}// Says so kindly when a page cannot be reached. Everything else goes to the network as ever.
const PAGE = "{% url 'movies:offline' %}";
const FILES = [
  PAGE,
  "{% static 'cinematch/css/tokens.css' %}",
  "{% static 'cinematch/css/base.css' %}",
  "{% static 'cinematch/css/parts.css' %}",
  "{% static 'cinematch/fonts/archivo-latin.woff2' %}",
];
const CACHE = "offline-" + FILES.join("");

async function keepFiles() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await (await caches.open(CACHE)).addAll(FILES);
}

async function pageOrOffline(request) {
  try {
    return await fetch(request);
  } catch {
    return caches.match(PAGE);
  }
}

addEventListener("install", (event) => event.waitUntil(keepFiles()));
addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") event.respondWith(pageOrOffline(event.request));
  else if (FILES.includes(new URL(event.request.url).pathname)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(event.request)));
  }
});
