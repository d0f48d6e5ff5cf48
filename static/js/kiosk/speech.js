// The kiosk speaks: one control at the same place of every screen, and F2, begin and end it; again, slower, and digits
// where asked for. It goes on from screen to screen until it is ended or the next person begins.
//
// Only voices that live in the machine speak: one from elsewhere would be sent what is on the screen.
import { scriptOf } from './script.js'

const KEY = 'F2'
const SLOW = 0.65

export function offerSpeech (page) {
  const holder = page.querySelector('[data-speech]')
  if (!holder) return
  holder.hidden = false
  const speech = new Speech(page, holder)
  if (new URL(window.location.href).searchParams.get('speak') === '1') speech.begin()
}

class Speech {
  constructor (page, holder) {
    this.page = page
    this.part = (name) => page.querySelector(`[data-speech-${name}]`)
    this.words = { chosen: holder.dataset.chosen, hidden: holder.dataset.hiddenDigits }
    this.isOn = false
    this.turn = 0
    this.bind(holder)
  }

  bind (holder) {
    this.part('toggle').addEventListener('click', () => (this.isOn ? this.end() : this.begin()))
    this.part('again').addEventListener('click', () => this.say())
    this.part('slower').addEventListener('click', (event) => this.press(event.currentTarget))
    this.part('digits').addEventListener('click', (event) => this.press(event.currentTarget))
    this.page.addEventListener('keydown', (event) => {
      if (event.key === KEY) { event.preventDefault(); if (this.isOn) this.end(); else this.begin() }
      if (event.key === 'Escape' && this.isOn) this.end()
    })
    this.page.addEventListener('app-shown', (event) => { if (this.isOn) this.say(event.detail) })
    window.addEventListener('pagehide', () => this.hush())
    this.texts = holder.dataset
  }

  press (button) {
    button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'))
    this.say()
  }

  isPressed (name) {
    return this.part(name).getAttribute('aria-pressed') === 'true'
  }

  async begin () {
    const voices = await voicesHere()
    if (!voiceFor(voices, this.page.documentElement.lang)) return this.tell(this.texts.noVoice)
    this.voices = voices
    this.show(true)
    this.say()
  }

  end () {
    this.hush()
    this.show(false)
  }

  show (isOn) {
    this.isOn = isOn
    this.tell('')
    this.part('toggle').textContent = isOn ? this.texts.stop : this.texts.start
    this.part('more').hidden = !isOn
    this.page.dispatchEvent(new CustomEvent('app-carry', { detail: { speak: isOn ? '1' : null } }))
  }

  tell (text) {
    this.part('message').textContent = text
  }

  hush () {
    this.turn += 1
    window.speechSynthesis?.cancel()
  }

  /** Says the screen from its beginning, or a dialog alone; what was being said ends. */
  say (dialog = null) {
    this.hush()
    const script = scriptOf(this.page, this.words, { dialog, digits: this.isPressed('digits') })
    this.next(script, 0, this.turn)
  }

  next (script, at, turn) {
    if (turn !== this.turn || at >= script.length) return
    const { text, lang } = script[at]
    const utterance = new SpeechSynthesisUtterance(text)
    const voice = voiceFor(this.voices, lang) || voiceFor(this.voices, this.page.documentElement.lang)
    utterance.voice = voice
    utterance.lang = voice.lang
    utterance.rate = this.isPressed('slower') ? SLOW : 1
    const goOn = () => this.next(script, at + 1, turn)
    utterance.onend = goOn
    utterance.onerror = goOn
    // Somebody who listens is there: the idle clock waits.
    this.page.dispatchEvent(new Event('app-speaking'))
    window.speechSynthesis.speak(utterance)
  }
}

function voiceFor (voices, lang) {
  return voices.find((voice) => voice.lang.slice(0, 2).toLowerCase() === lang.slice(0, 2).toLowerCase())
}

/** The machine's own voices; some browsers know them a moment later only. */
async function voicesHere () {
  const engine = window.speechSynthesis
  if (!engine) return []
  if (!engine.getVoices().length) {
    await new Promise((resolve) => {
      engine.addEventListener('voiceschanged', resolve, { once: true })
      window.setTimeout(resolve, 1500)
    })
  }
  return engine.getVoices().filter((voice) => voice.localService)
}
