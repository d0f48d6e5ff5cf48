// The kiosk's service worker. Pages come from the network while there is one, and from the set that was kept whole
// (kiosk/offline/pages.js) while there is none; what a page names comes from where the page came from, by its version.
// It answers GET alone: nothing that anybody says passes through here.

const PAGES = 'kiosk-pages-'
const WHOLE = '/kiosk/pages-are-whole'
const PATIENCE = 4000
const DEFAULT_LANGUAGE = 'zh_Hans_CN'

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(request, url))
  else if (url.pathname.startsWith('/static/')) event.respondWith(file(request))
  else if (url.pathname === '/kiosk/mark') event.respondWith(fetch(request).catch(() => new Response(null, { status: 204 })))
})

async function page (request, url) {
  const kept = await keptPage(request, url)
  if (!kept) return fetch(request)
  const response = await inTime(fetch(request)).catch(() => null)
  // A hall's network answers with its own sign-in page; the kiosk's pages say that they are its own.
  return response && response.headers.get('X-JobMatch-Page') === 'kiosk' && response.status < 500 ? response : kept
}

function inTime (answer) {
  return Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE))])
}

async function keptPage (request, url) {
  const set = await keptSet()
  if (!set) return null
  const referrer = request.referrer ? new URL(request.referrer).searchParams : null
  const lang = url.searchParams.get('lang') || (referrer && referrer.get('lang')) || DEFAULT_LANGUAGE
  const kept = await set.keys()
  const isHere = (path, language) => kept.find((one) => {
    const { pathname, searchParams } = new URL(one.url)
    return pathname === path && searchParams.get('lang') === language
  })
  const found = isHere(url.pathname, lang) || isHere(url.pathname, DEFAULT_LANGUAGE) || isHere('/kiosk/', lang)
  return found ? set.match(found) : null
}

async function keptSet () {
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES)).sort().reverse()
  for (const name of names) {
    const set = await caches.open(name)
    if (await set.match(WHOLE)) return set
  }
  return null
}

async function file (request) {
  const kept = await caches.match(request)
  return kept || fetch(request)
}
