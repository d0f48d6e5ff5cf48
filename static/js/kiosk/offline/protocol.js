// What an answer to a record means, and when to try again. No network, no clock, no store: all of it can be tried out.

export const WAITING = 'waiting' // not acknowledged: sent again and again, for ever
export const TAKEN = 'taken' // the service answered with this key and this number
export const REFUSED = 'refused' // the service will never take it as it is: somebody of the staff has to look

const FIRST_PAUSE = 1000
const LONGEST_PAUSE = 60_000
const KEPT_AFTER = 72 * 3600 * 1000

// Never right by itself, however often the same is sent. What is not listed may pass: 401 when the device is paired
// anew, 404 when a proxy answered, 408, 425, 429, and everything from 500 on.
const FOR_STAFF = new Set([400, 409, 410, 413, 415, 422])

/**
 * Says what an answer means for a record: `{state, why}`. `answer`: {status, body}, body parsed or null.
 * *Decision:* nothing but 200 or 201 with the record's own key and number counts as taken: a hall's network answers
 * 200 with its own sign-in page.
 */
export function verdict (record, answer) {
  const { status, body } = answer
  if (status === 200 || status === 201) {
    const isOurs = body && body.id === record.key && body.ticket
    if (!isOurs) return { state: WAITING, why: 'not the service' }
    if (body.ticket.number !== record.number) return { state: REFUSED, why: `another number: ${body.ticket.number}` }
    return { state: TAKEN, why: '' }
  }
  const isProblem = body && body.status === status && typeof body.title === 'string'
  if (FOR_STAFF.has(status) && isProblem) return { state: REFUSED, why: String(body.detail || body.title) }
  return { state: WAITING, why: String(status) }
}

/** Milliseconds until the next try: doubling from a second to a minute, half of it by chance; longer where asked to. */
export function pause (tries, retryAfter, chance) {
  const most = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(Math.max(tries - 1, 0), 10))
  const asked = Number.parseInt(retryAfter, 10)
  return Math.max(most / 2 + (most / 2) * chance, Number.isFinite(asked) && asked > 0 ? asked * 1000 : 0)
}

/** Tells whether a record that was taken may go: not before three days, so that it can be sent after a restore. */
export function mayGo (record, now) {
  return record.state === TAKEN && now - record.takenByServerAt > KEPT_AFTER
}

/** Returns the first and the last number that were ever told here, or null. */
export function toldNumbers (blocks) {
  const used = blocks.filter((one) => one.next > one.first)
  if (!used.length) return null
  return { first: Math.min(...used.map((one) => one.first)), last: Math.max(...used.map((one) => one.next - 1)) }
}

/** How many numbers are left to tell. */
export function numbersLeft (blocks) {
  return blocks.reduce((sum, one) => sum + one.last - one.next + 1, 0)
}
