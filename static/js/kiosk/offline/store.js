// What this device keeps over a power cut: who it is here, its numbers, what it ranks with, and the outbox. Records in
// the outbox are sealed; nothing else in here is about a person.
//
// Whatever somebody is told is written with durability 'strict': the browser answers when it lies on the disk, not
// when it was handed to the system.

const NAME = 'jobmatch-kiosk'
const VERSION = 1
const STORES = ['device', 'outbox']

export class StoreError extends Error {}

/** Opens the store. Raises StoreError where the browser has none, or none that can promise. */
export async function openStore () {
  if (!window.indexedDB || !window.crypto || !window.crypto.subtle) throw new StoreError('no store here')
  const database = await new Promise((resolve, reject) => {
    const asked = window.indexedDB.open(NAME, VERSION)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('device')
      asked.result.createObjectStore('outbox', { keyPath: 'key' })
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(new StoreError(String(asked.error)))
    asked.onblocked = () => reject(new StoreError('blocked'))
  })
  database.onversionchange = () => database.close()
  return new Store(database)
}

class Store {
  constructor (database) {
    this.database = database
  }

  /** Returns what is kept under a name: 'pairing', 'blocks', 'burned', 'offers', 'seen'. */
  read (name) {
    return this.asked('device', 'readonly', (store) => store.get(name))
  }

  write (name, value) {
    return this.asked('device', 'readwrite', (store) => store.put(value, name))
  }

  /** Lists the records of the outbox by number. */
  async records () {
    const all = await this.asked('outbox', 'readonly', (store) => store.getAll())
    return all.sort((one, other) => one.number - other.number)
  }

  /** Changes one record where it still is; `change` gets it and returns what becomes of it. */
  change (key, change) {
    return this.transaction(['outbox'], (stores, done) => {
      stores.outbox.get(key).onsuccess = (event) => {
        const record = event.target.result
        if (record) stores.outbox.put(change(record))
        done(Boolean(record))
      }
    })
  }

  /** Takes back a record of which nobody was told anything; its number is not given again. */
  giveUp (record) {
    return this.transaction(STORES, (stores, done) => {
      stores.outbox.delete(record.key)
      stores.device.get('burned').onsuccess = (event) => {
        stores.device.put([...(event.target.result || []), record.number], 'burned')
        done(true)
      }
    })
  }

  drop (key) {
    return this.asked('outbox', 'readwrite', (store) => store.delete(key))
  }

  /**
   * Draws the next number of this device and keeps the record with it, in one strict transaction: either both are on
   * the disk or neither. Returns the record, or null where no number is left.
   */
  keep (record) {
    return this.transaction(STORES, (stores, done) => {
      stores.device.get('blocks').onsuccess = (event) => {
        const blocks = event.target.result || []
        const block = blocks.find((one) => one.next <= one.last)
        if (!block) return done(null)
        const kept = { ...record, number: block.next }
        block.next += 1
        stores.device.put(blocks, 'blocks')
        stores.outbox.put(kept)
        done(kept)
      }
    })
  }

  /** Adds a block once: asked for twice it is the same. */
  addBlock ({ first, last }) {
    return this.transaction(['device'], (stores, done) => {
      stores.device.get('blocks').onsuccess = (event) => {
        const blocks = event.target.result || []
        if (!blocks.some((one) => one.first === first)) stores.device.put([...blocks, { first, last, next: first }], 'blocks')
        done(true)
      }
    })
  }

  async asked (name, mode, ask) {
    return this.transaction([name], (stores, done) => {
      ask(stores[name]).onsuccess = (event) => done(event.target.result)
    }, mode)
  }

  transaction (names, work, mode = 'readwrite') {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(names, mode, { durability: 'strict' })
      if (mode === 'readwrite' && transaction.durability !== 'strict') {
        transaction.abort()
        reject(new StoreError('this browser cannot promise that what it keeps is on the disk'))
        return
      }
      let result
      transaction.oncomplete = () => resolve(result)
      transaction.onabort = () => reject(new StoreError(String(transaction.error)))
      const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]))
      work(stores, (value) => { result = value })
    })
  }
}
