// The page at which staff pair this machine with a fair and see how its outbox is. Nothing on it is about a person: a
// record shows its number, its age and what the service said.
import { Device } from './device.js'
import { arePagesKept } from './pages.js'
import { numbersLeft, REFUSED, TAKEN, WAITING } from './protocol.js'
import { openStore } from './store.js'

const CLOCK_TRUSTED = 5 * 60_000

export async function showDevice (page) {
  const part = (name) => page.querySelector(`[data-device-${name}]`)
  const say = (key) => { part('message').textContent = part('message').dataset[key] }
  let store
  try {
    store = await openStore()
    await store.write('probe', Date.now())
  } catch {
    say('cannot')
    return
  }
  let device = null

  const show = async () => {
    const pairing = await store.read('pairing')
    // Pairing again is the only way on for what waits here, once the service does not know this machine any more.
    part('pair').hidden = Boolean(pairing) && !(device && device.isUnpaired)
    part('health').hidden = !pairing
    if (!pairing) return
    const [records, blocks, offers] = await Promise.all([store.records(), store.read('blocks'), store.read('offers')])
    const waiting = records.filter((one) => one.state === WAITING)
    const refused = records.filter((one) => one.state === REFUSED)
    const put = (name, text) => { part(name).textContent = text }
    put('name', pairing.name)
    put('fair', page.documentElement.lang === 'en' ? pairing.fair.name_en : pairing.fair.name)
    put('waiting', String(waiting.length))
    put('oldest', waiting.length ? moment(waiting[0].takenAt) : '–')
    put('seen', moment(await store.read('seen')))
    put('left', String(numbersLeft(blocks || [])))
    put('clock', part('clock').dataset[Math.abs(pairing.skew || 0) > CLOCK_TRUSTED ? 'wrong' : 'right'])
    put('ready', part('ready').dataset[offers && (await arePagesKept()) ? 'yes' : 'no'])
    showList(part('refused'), refused.map((one) => `${one.number}: ${one.why}`))
    showList(part('gone'), (device && device.gone ? device.gone : []).map(String))
    part('start').href = `/kiosk/?fair=${pairing.fair.id}`
    part('unpair').disabled = waiting.length + refused.length > 0
    if (device && device.isUnpaired) say('unpaired')
  }

  const wake = async () => {
    const pairing = await store.read('pairing')
    if (!pairing) return show()
    device = new Device(store, pairing)
    device.onChange(show)
    device.work()
    await show()
    await device.prepare()
  }

  part('form').addEventListener('submit', async (event) => {
    event.preventDefault()
    const token = part('token').value.trim()
    part('token').value = ''
    say('wait')
    const found = await pair(store, token)
    say(found)
    if (found !== 'paired') return
    if (device) window.location.reload()
    else await wake()
  })
  part('send').addEventListener('click', async () => { say('wait'); await device.compare(); say('sent'); await show() })
  part('again').addEventListener('click', async () => { await device.outbox.retryRefused(); await device.flush(); await show() })
  part('unpair').addEventListener('click', async () => {
    await forget(store)
    window.location.reload()
  })
  await wake()
}

/** Asks the service who this token is, and keeps it. Returns the key of the sentence to say. */
async function pair (store, token) {
  if (!token) return 'wrong'
  const device = new Device(store, { token })
  let answer
  try {
    answer = await device.outbox.asked('/api/v1/device')
  } catch {
    return 'offline'
  }
  const { status, body } = answer
  if (status !== 200 || !body || !body.fair || !body.key) return status === 401 || status === 403 ? 'wrong' : 'offline'
  const waiting = (await store.records()).filter((one) => one.state !== TAKEN)
  if (waiting.some((one) => one.fair !== body.fair.id)) return 'other'
  if (navigator.storage && navigator.storage.persist) await navigator.storage.persist()
  const skew = Date.now() - Date.parse(body.now)
  await store.write('pairing', { token, name: body.name, fair: body.fair, key: body.key, skew })
  await store.write('blocks', [])
  await store.write('burned', [])
  await store.write('asking', null)
  return 'paired'
}

/** Forgets the pairing. What the service has taken stays sealed in the outbox until its three days are over. */
async function forget (store) {
  for (const name of ['pairing', 'offers', 'blocks', 'asking', 'burned']) await store.write(name, null)
  for (const record of await store.records()) if (record.state === TAKEN) await store.drop(record.key)
  if (window.caches) for (const name of await caches.keys()) await caches.delete(name)
}

function moment (at) {
  return at ? new Date(at).toLocaleString(document.documentElement.lang, { timeZone: 'Asia/Shanghai' }) : '–'
}

function showList (place, lines) {
  place.hidden = lines.length === 0
  const list = place.querySelector('ul')
  list.textContent = ''
  for (const line of lines) {
    const item = document.createElement('li')
    item.textContent = line
    list.append(item)
  }
}
