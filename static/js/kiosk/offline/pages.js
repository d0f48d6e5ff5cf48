// The kiosk's pages for a day without a network: each set is fetched whole, and only a whole set takes the last one's
// place, so that no page meets another version's script. Fetched without cookies: nobody's language, nobody's visit.

const PAGES = 'kiosk-pages-'
const WHOLE = '/kiosk/pages-are-whole' // put last into a set; worker.js looks for it
const LANGUAGES = ['zh_Hans_CN', 'en']

/** Fetches every page of a fair in both languages, with the files that they name. Raises where one is missing. */
export async function keepPages (fairId) {
  if (!window.caches) return
  const name = PAGES + Date.now()
  const set = await caches.open(name)
  try {
    const files = new Set()
    for (const address of addressesOf(fairId)) {
      const page = await pageAt(address)
      await set.put(address, page.response)
      page.files.forEach((file) => files.add(file))
    }
    await set.addAll([...files])
    await set.put(WHOLE, new Response(''))
  } catch (error) {
    await caches.delete(name)
    throw error
  }
  for (const other of await caches.keys()) {
    if (other.startsWith(PAGES) && other !== name) await caches.delete(other)
  }
}

/** Tells whether a whole set is kept. */
export async function arePagesKept () {
  if (!window.caches) return false
  const sets = (await caches.keys()).filter((name) => name.startsWith(PAGES))
  const found = await Promise.all(sets.map(async (name) => (await caches.open(name)).match(WHOLE)))
  return found.some(Boolean)
}

function addressesOf (fairId) {
  return LANGUAGES.flatMap((lang) => [
    `/kiosk/?fair=${fairId}&lang=${lang}`,
    `/kiosk/fairs/${fairId}?lang=${lang}`,
    `/kiosk/fairs/${fairId}/register?lang=${lang}`,
    `/kiosk/device?lang=${lang}`
  ])
}

async function pageAt (address) {
  const response = await window.fetch(address, { credentials: 'omit', cache: 'no-store' })
  if (!response.ok || response.headers.get('X-JobMatch-Page') !== 'kiosk') throw new Error(address)
  const text = await response.clone().text()
  const page = new DOMParser().parseFromString(text, 'text/html')
  const named = page.querySelectorAll('link[href^="/static/"], script[src^="/static/"], img[src^="/static/"]')
  return { response, files: Array.from(named, (one) => one.getAttribute('href') || one.getAttribute('src')) }
}
