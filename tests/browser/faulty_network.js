// Registers people through a network that loses, doubles and falsifies, with the kiosk's own outbox, store and seals.
// Returns what each was told. `weak`: an outbox with one of the mistakes that the comparison has to notice.
async ({ people, first, seed, token, fair, weak }) => {
  const { Outbox } = await import('/static/js/kiosk/offline/outbox.js')
  const { openStore } = await import('/static/js/kiosk/offline/store.js')
  const injected = {}
  let state = seed
  const dice = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const answer = (status, text, headers = {}) => new Response(text, { status, headers })
  const FAULTS = {
    'lost on the way': () => { throw new TypeError('lost') },
    'answer lost': async (path, options) => { await window.fetch(path, options); throw new TypeError('lost') },
    'answer cut': async (path, options) => answer(200, (await (await window.fetch(path, options)).text()).slice(0, 30)),
    'sent twice': async (path, options) => { await window.fetch(path, options); return window.fetch(path, options) },
    'body cut': (path, options) => window.fetch(path, { ...options, body: options.body.slice(0, -40) }),
    'sign-in page': () => answer(200, '<html><title>Wi-Fi</title></html>', { 'Content-Type': 'text/html' }),
    'another answer': () => answer(200, JSON.stringify({ id: crypto.randomUUID(), ticket: { number: 1 } })),
    500: () => answer(500, ''),
    502: () => answer(502, '<html>bad gateway</html>'),
    503: () => answer(503, '', { 'Retry-After': '5' }),
    429: () => answer(429, '', { 'Retry-After': '90' })
  }
  const faulty = async (path, options) => {
    if (!path.includes('/registrations') || dice() < 0.3) return window.fetch(path, options)
    const names = Object.keys(FAULTS)
    const name = names[Math.floor(dice() * names.length)]
    injected[name] = (injected[name] || 0) + 1
    return FAULTS[name](path, options)
  }
  class StartsAnew extends Outbox {
    async send (record) {
      const sent = await super.send(record)
      if (sent.state === 'waiting') await this.keep(crypto.randomUUID(), { name: '又来', consents: ['store'] }, 'zh-CN')
      return sent
    }
  }
  class BelievesAnyAnswer extends Outbox {
    async send (record) {
      const { answer } = await super.send(record)
      if (answer.status === 200) await this.note(record.key, 'taken', '')
      return { state: answer.status === 200 ? 'taken' : 'waiting', answer }
    }
  }
  class ForgetsOnError extends Outbox {
    async send (record) {
      const sent = await super.send(record)
      if (sent.state !== 'taken') await this.store.drop(record.key)
      return sent
    }
  }
  const Kind = { StartsAnew, BelievesAnyAnswer, ForgetsOnError }[weak] || Outbox
  const store = await openStore()
  if (!(await store.read('pairing'))) await store.write('pairing', { token, fair })
  const pairing = await store.read('pairing')
  const outbox = new Kind(store, pairing, { fetch: faulty, chance: dice })
  await outbox.compare()
  const told = []
  for (let person = first; person < first + people; person += 1) {
    const answers = { name: `李${person}`, consents: ['store'], consent_version: '2026-11' }
    const record = await outbox.keep(crypto.randomUUID(), answers, 'zh-CN')
    if (!record) throw new Error('no number left')
    const { state } = await outbox.send(record)
    told.push({ key: record.key, number: record.number, said: state })
    if (dice() < 0.3) await outbox.flush()
    if (person % 40 === 39) await outbox.compare()
  }
  return { told, injected }
}
