// What every kiosk page does: large letters, the idle watch and, where there is a form, one step at a time.
// Nothing is stored: the next person starts from what the server sent.
import { watchIdleness } from './kiosk/idle.js'
import { offerLargeLetters } from './kiosk/large.js'
import { showSteps } from './kiosk/steps.js'

offerLargeLetters()
watchIdleness(document.body.dataset)

const form = document.querySelector('form[data-steps]')
if (form) showSteps(form)

// A page brought back from the browser's memory holds the answers of whoever stood here before: ask the server.
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return
  if (form) form.reset()
  window.location.replace(window.location.pathname + window.location.search)
})
