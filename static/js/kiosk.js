// What every kiosk page does: large letters, the idle watch and, where there is a form, one step at a time.
// Nothing that anybody says is stored but by a machine that is paired with the fair, sealed (kiosk/offline/).
import { watchIdleness } from './kiosk/idle.js'
import { offerLargeLetters } from './kiosk/large.js'
import { wakeDevice } from './kiosk/offline/device.js'
import { showDevice } from './kiosk/offline/device_page.js'
import { handIn } from './kiosk/offline/handing_in.js'
import { textsOf } from './kiosk/offline/texts.js'
import { offerSpeech } from './kiosk/speech.js'
import { showSteps } from './kiosk/steps.js'

offerLargeLetters()
watchIdleness(document.body.dataset)

const form = document.querySelector('form[data-steps]')
const walk = form ? showSteps(form) : null
const texts = textsOf(document)
offerSpeech(document)
const devicePage = document.querySelector('[data-device-page]')
if (devicePage) showDevice(document)
else if (texts) wakeDevice().then(atWork).catch(() => {})

function atWork (device) {
  if (!device || device.fair.id !== texts.fair) return
  device.work()
  // Between two people: what is shown without a network is brought up to date while nobody waits for it.
  if (!walk) device.prepare()
  else walk.form.addEventListener('submit', (event) => takeOver(device, event))
}

async function takeOver (device, event) {
  if (event.defaultPrevented) return
  event.preventDefault()
  await handIn(device, walk, texts)
  if (walk.form.isConnected) walk.sendAgain()
}

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
