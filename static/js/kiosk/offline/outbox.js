// The outbox: what somebody handed in is on the disk before anything is said, and goes up until the service has it.
import { seal } from './seal.js'
import { mayGo, numbersLeft, pause, REFUSED, TAKEN, toldNumbers, verdict, WAITING } from './protocol.js'

const SEND_WITHIN = 20_000
const RESERVE = 100

export class Outbox {
  constructor (store, pairing, options = {}) {
    this.store = store
    this.pairing = pairing
    this.fetch = options.fetch || ((...asked) => window.fetch(...asked))
    this.now = options.now || (() => Date.now())
    this.chance = options.chance || Math.random
    this.tries = 0
    this.running = null
  }

  /** Keeps a registration: sealed, with a number, on the disk. Returns the record, or null without a number left. */
  async keep (key, answers, language) {
    if (!(await this.isPairedStill())) throw new UnpairedError()
    const { fair, key: sealedTo } = this.pairing
    const sealed = await seal(sealedTo, JSON.stringify(answers), [fair.id, key])
    const takenAt = new Date(this.now()).toISOString()
    return this.store.keep({ key, fair: fair.id, sealed, language, takenAt, state: WAITING, why: '', tries: 0 })
  }

  /** Sends one record once. Returns {state, why, answer}; never raises. */
  async send (record) {
    let answer = { status: 0, body: null, retryAfter: null }
    try {
      answer = await this.post(record)
    } catch {
      // no network, no answer in time, or an answer cut off
    }
    const { state, why } = verdict(record, answer)
    // A disk that is full now loses nothing: the record stays as it was kept, and goes up again under its own key.
    await this.note(record.key, state, why).catch(() => {})
    return { state, why, answer }
  }

  async post (record) {
    const body = {
      sealed: record.sealed,
      number: record.number,
      taken_at: record.takenAt,
      sent_at: new Date(this.now()).toISOString()
    }
    return this.asked(`/api/v1/fairs/${record.fair}/registrations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': record.key, 'Accept-Language': record.language },
      body: JSON.stringify(body)
    })
  }

  /** Asks the service as this device: {status, body, retryAfter}. Raises where no whole answer came in time. */
  async asked (path, options = {}) {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), SEND_WITHIN)
    try {
      const headers = { Authorization: `Bearer ${this.pairing.token}`, ...options.headers }
      const response = await this.fetch(path, {
        ...options, headers, signal: stop.signal, credentials: 'omit', redirect: 'manual', cache: 'no-store'
      })
      const text = await response.text()
      return { status: response.status, body: parsed(text), retryAfter: response.headers.get('Retry-After') }
    } finally {
      clearTimeout(timer)
    }
  }

  async note (key, state, why) {
    const now = this.now()
    await this.store.change(key, (record) => ({
      ...record,
      // What was taken stays taken, whatever a copy of it that was under way is answered.
      state: record.state === TAKEN ? TAKEN : state,
      why: record.state === TAKEN ? '' : why,
      tries: record.tries + 1,
      takenByServerAt: state === TAKEN && !record.takenByServerAt ? now : record.takenByServerAt
    }))
    if (state === TAKEN) await this.store.write('seen', now)
  }

  /** Sends what waits, oldest first, one after the other. Returns milliseconds until it should be called again. */
  flush () {
    this.running = this.running || this.flushOnce().finally(() => { this.running = null })
    return this.running
  }

  async flushOnce () {
    for (const record of await this.store.records()) {
      if (mayGo(record, this.now())) await this.store.drop(record.key)
      if (record.state !== WAITING) continue
      const { state, answer } = await this.send(record)
      if (state === WAITING) {
        this.tries += 1
        return pause(this.tries, answer.retryAfter, this.chance())
      }
      this.tries = 0
    }
    this.tries = 0
    return null
  }

  /**
   * Compares with the service, and brings what is needed: its time and key, numbers in reserve, and what it no longer
   * has (it was restored from a backup) goes up again. Returns the numbers that are neither there nor here.
   */
  async compare () {
    const blocks = (await this.store.read('blocks')) || []
    const told = toldNumbers(blocks)
    const { status, body } = await this.asked('/api/v1/device' + (told ? `?first=${told.first}&last=${told.last}` : ''))
    if (status === 401) throw new UnpairedError()
    if (status !== 200 || !body || !body.key || !body.fair || body.fair.id !== this.pairing.fair.id) return null
    if (!(await this.isPairedStill())) return null
    const skew = this.now() - Date.parse(body.now)
    this.pairing = { ...this.pairing, key: body.key, name: body.name, fair: body.fair, skew }
    await this.store.write('pairing', this.pairing)
    if (numbersLeft(blocks) < RESERVE) await this.fetchNumbers()
    return this.sendAgain(body.missing, told)
  }

  async sendAgain (missing, told) {
    const here = new Map((await this.store.records()).map((record) => [record.number, record]))
    for (const number of missing) {
      const record = here.get(number)
      if (record && record.state === TAKEN) {
        await this.store.change(record.key, (one) => ({ ...one, state: WAITING, takenByServerAt: undefined }))
      }
    }
    const blocks = (await this.store.read('blocks')) || []
    const burned = new Set((await this.store.read('burned')) || [])
    const wasTold = (number) => !burned.has(number) && blocks.some((one) => one.first <= number && number < one.next)
    return told ? missing.filter((number) => wasTold(number) && !here.has(number)) : []
  }

  /** Tells whether this is still what the machine is paired as: another window may have ended it, or paired it anew. */
  async isPairedStill () {
    const kept = await this.store.read('pairing')
    return Boolean(kept) && kept.token === this.pairing.token
  }

  async fetchNumbers () {
    // The key stays until the answer is kept: an answer that was lost on the way is asked for again, not another block.
    const key = (await this.store.read('asking')) || crypto.randomUUID()
    await this.store.write('asking', key)
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key }
    const { status, body } = await this.asked('/api/v1/device/numbers', { method: 'POST', headers, body: '{}' })
    if ((status !== 200 && status !== 201) || !body || !(body.first > 0) || !(body.last >= body.first)) return
    await this.store.addBlock(body)
    await this.store.write('asking', null)
  }

  /** Lets what the service refused go up once more, when staff have found out why. */
  async retryRefused () {
    for (const record of await this.store.records()) {
      if (record.state === REFUSED) await this.store.change(record.key, (one) => ({ ...one, state: WAITING }))
    }
  }
}

export class UnpairedError extends Error {}

function parsed (text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
