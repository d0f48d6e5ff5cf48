// At a paired kiosk the form is not posted: its answers are sealed, kept on the disk with a number of this device, and
// sent. What is said on the screen follows from what is known then: taken by the service, kept here, or neither.
import { answersOf, faultsOf } from './answers.js'
import { boothsFor } from './booths.js'
import { REFUSED, TAKEN, WAITING } from './protocol.js'
import { showFaults } from './faults.js'
import { showTicket } from './own_ticket.js'

const PATIENCE = 5000

/** Hands in what `walk` shows, once. `texts`: the sentences of the page. */
export async function handIn (device, walk, texts) {
  const pairs = Array.from(new FormData(walk.form)).map(([name, value]) => [name, String(value)])
  const functions = Array.from(walk.form.querySelectorAll('input[name^="cannot_"]'), (one) => one.value)
  const answers = answersOf(pairs, functions)
  const faults = faultsOf(pairs, answers, today(device))
  if (faults.length) return showFaults(walk, faults.map(([field, key]) => [field, texts.sentence(key)]))
  const record = await keep(device, answers)
  if (!record) return showFaults(walk, [[null, texts.sentence('full')]])
  const { state, answer } = await soon(device.outbox.send(record))
  const fields = fieldsRefused(answer)
  if (state === REFUSED && fields.length) {
    // Nothing was said to anybody yet: the number is given up, and what is wrong is said while the person stands here.
    const isGivenUp = await device.store.giveUp(record).catch(() => false)
    if (isGivenUp) return showFaults(walk, fields)
  }
  const offers = await device.store.read('offers').catch(() => null)
  const lines = linesFor(state, answer, { answers, offers, texts })
  showTicket(walk.form, texts, { state, record, lines })
  followUp(device, record, state, texts)
}

async function keep (device, answers) {
  const key = crypto.randomUUID()
  try {
    const record = await device.outbox.keep(key, answers, document.documentElement.lang)
    if (record) return record
    await device.outbox.fetchNumbers()
    return await device.outbox.keep(key, answers, document.documentElement.lang)
  } catch {
    return null // a full disk, a browser that cannot promise: nothing is claimed
  }
}

/** What is known after five seconds; the sending itself goes on. */
function soon (sending) {
  const unknown = { state: WAITING, answer: {} }
  return Promise.race([sending, new Promise((resolve) => window.setTimeout(() => resolve(unknown), PATIENCE))])
}

const FIELDS = {
  citizen_number: 'number',
  certificate_number: 'number',
  wage_floor_fen: 'wage',
  hours_week: 'hours',
  distance_km: 'distance',
  consents: 'store'
}

function fieldsRefused (answer) {
  const errors = answer.status === 422 && answer.body ? answer.body.errors || [] : []
  return errors.map(({ field, sentence }) => [FIELDS[field] || field, sentence])
}

/** Lines of the slip, the service's own where it answered. None where they cannot be made: the number is told anyhow. */
export function linesFor (state, answer, { answers, offers, texts }) {
  try {
    if (state !== TAKEN || !Array.isArray(answer.body.suggestions)) return boothsFor(answers, offers, texts.reasons)
    return answer.body.suggestions.map((line) => ({ ...line, reasons: line.reasons[texts.locale] || [] }))
  } catch {
    return []
  }
}

function followUp (device, record, state, texts) {
  if (state === TAKEN) return
  device.onChange(async () => {
    const now = (await device.store.records()).find((one) => one.key === record.key)
    if (now && now.state === TAKEN) texts.tell('later')
  })
  device.flush()
}

/** The day in Beijing as the service counts it, also where this device's clock is wrong. */
function today (device) {
  const now = Date.now() - (device.outbox.pairing.skew || 0)
  return new Date(now + 8 * 3600 * 1000).toISOString().slice(0, 10)
}
