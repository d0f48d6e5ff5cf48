// What every kiosk page does: large letters, the idle watch and, where there is a form, one step at a time.
// Nothing is stored: the next person starts from what the server sent.
import { watchIdleness } from './kiosk/idle.js'
import { offerLargeLetters } from './kiosk/large.js'
import { showSteps } from './kiosk/steps.js'

offerLargeLetters()
watchIdleness(document.body.dataset)

const form = document.querySelector('form[data-steps]')
if (form) showSteps(form)

// A page that is left may be brought back from the browser's memory with the answers of whoever stood here before:
// it leaves blank, and coming back it asks the server.
window.addEventListener('pagehide', () => { document.body.hidden = true })
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return
  if (form) form.reset()
  window.location.replace(window.location.pathname + window.location.search)
})

// Starting again takes this page's place, so that "back" does not lead to it.
for (const link of document.querySelectorAll('[data-restart]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault()
    window.location.replace(link.href)
  })
}
