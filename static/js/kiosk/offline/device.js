// This device, where it is paired with the fair of the page: its outbox at work, and its pages kept for a day offline.
import { Outbox, UnpairedError } from './outbox.js'
import { openStore } from './store.js'
import { keepPages } from './pages.js'

const COMPARE_EVERY = 60_000

/** Returns the device, at work, or null where none is paired (or the browser cannot keep anything). */
export async function wakeDevice () {
  let store
  try {
    store = await openStore()
  } catch {
    return null
  }
  const pairing = await store.read('pairing')
  return pairing ? new Device(store, pairing) : null
}

export class Device {
  constructor (store, pairing) {
    this.store = store
    this.outbox = new Outbox(store, pairing)
    this.listeners = []
  }

  get fair () {
    return this.outbox.pairing.fair
  }

  /** Sends what waits now and from then on, and looks every minute what the service has and needs. */
  work () {
    navigator.serviceWorker?.register('/kiosk/worker.js', { scope: '/kiosk/' }).catch(() => {})
    window.addEventListener('online', () => this.flush())
    this.flush()
    this.compare()
    window.setInterval(() => this.compare(), COMPARE_EVERY)
  }

  async flush () {
    window.clearTimeout(this.timer)
    const wait = await this.outbox.flush()
    if (wait !== null) this.timer = window.setTimeout(() => this.flush(), wait)
    this.tell()
  }

  async compare () {
    try {
      this.gone = await this.outbox.compare()
      this.isUnpaired = false
    } catch (error) {
      // Without a network there is nothing to compare with; the next minute comes.
      this.isUnpaired = error instanceof UnpairedError
    }
    await this.flush()
  }

  /** Brings the pages and positions that are shown without a network. Asked for between two people. */
  async prepare () {
    const { status, body } = await this.outbox.asked('/api/v1/device/offers').catch(() => ({}))
    if (status === 200 && body && body.lines) await this.store.write('offers', body)
    await keepPages(this.fair.id).catch(() => {})
    this.tell()
  }

  onChange (listener) {
    this.listeners.push(listener)
  }

  tell () {
    for (const listener of this.listeners) listener(this)
  }
}
