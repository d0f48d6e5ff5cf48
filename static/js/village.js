// What an officer has typed leaves the page only once the server has it. A form is sent from the page itself; where
// there is no network it stays as it is, with the photograph, and nothing of it is put into the phone's storage.

import { shrunk } from './village/photograph.js'

const said = document.querySelector('[data-unsent]')
let isSending = false

function tell (text, link) {
  said.textContent = text
  said.hidden = !text
  if (!link) return
  const away = document.createElement('a')
  away.href = said.dataset.signIn
  away.target = '_blank'
  away.rel = 'noopener'
  away.textContent = said.dataset.textSignIn
  said.append(' ', away)
}

async function bodyOf (form) {
  const data = new window.FormData(form)
  const file = form.querySelector('input[type=file]')
  if (!file || !file.files.length) {
    if (file) data.delete(file.name)
    // Without a file it goes as plain fields: those the server keeps over a sign-in that has come to its end.
    return new window.URLSearchParams(data)
  }
  const small = await shrunk(file.files[0])
  if (small) data.set(file.name, small, 'paper.jpg')
  return data
}

// A session that is new has a new token; the page still holds the old one.
async function renewToken (form) {
  const answer = await window.fetch(window.location.href, { credentials: 'same-origin' })
  const fresh = parsed(await answer.text()).querySelector('input[name=csrf_token]')
  if (fresh && !answer.redirected) form.elements.csrf_token.value = fresh.value
}

const parsed = (text) => new window.DOMParser().parseFromString(text, 'text/html')

// The page that answers takes the place of ours; where it is the same form refused, the photograph moves over. It was
// fetched once: a second time it would no longer say what was done.
function show (text, address) {
  const page = parsed(text)
  const [had, has] = [document, page].map((one) => one.querySelector('main input[type=file]'))
  if (had && has && had.files.length) has.files = had.files
  for (const part of ['header', 'main']) document.querySelector(part).replaceWith(page.querySelector(part))
  document.title = page.title
  // Nobody comes back to a form that has arrived: its page leaves the history.
  if (address) window.history.replaceState(null, '', address)
  const first = document.querySelector('.govuk-error-summary, .govuk-notification-banner') || document.querySelector('main')
  first.setAttribute('tabindex', '-1')
  first.focus()
  window.scrollTo(0, 0)
}

async function send (form) {
  if (form.dataset.isStale) await renewToken(form)
  const answer = await window.fetch(form.action, {
    method: 'POST', body: await bodyOf(form), credentials: 'same-origin'
  })
  const isSignIn = answer.redirected && new URL(answer.url).pathname === said.dataset.signIn
  if (isSignIn || answer.status === 400) {
    form.dataset.isStale = 'yes'
    return tell(said.dataset.textSignedOut, true)
  }
  if (answer.status >= 500) throw new Error(String(answer.status))
  const text = await answer.text()
  tell('')
  show(text, answer.redirected && answer.url)
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!form.matches('form[data-keep]') || !window.fetch || !said) return
  event.preventDefault()
  if (isSending) return
  isSending = true
  tell(said.dataset.textSending)
  send(form).catch(() => tell(said.dataset.textOffline)).finally(() => { isSending = false })
})

// A page that the browser shows again from its memory must not show what somebody typed before.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) window.location.reload()
})
