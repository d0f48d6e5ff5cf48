// One fieldset at a time of a form that is rendered once and posted once. Going back keeps every answer, because
// nothing leaves the page until the end. Opens where the server found the first mistake.
import { guardSubmit } from './once.js'
import { summarise } from './review.js'

export function showSteps (form) {
  const steps = Array.from(form.querySelectorAll('[data-step]'))
  const walk = new Walk(form, steps)
  form.querySelector('[data-review]').hidden = false
  document.documentElement.classList.add('app-kiosk--steps')
  walk.show(Math.max(0, steps.findIndex(isWrong)), { focus: false })
  walk.sendAgain = guardSubmit(form, () => walk.atEnd, () => walk.show(walk.nextStep))
  followErrorLinks(walk)
  return walk
}

class Walk {
  constructor (form, steps) {
    this.form = form
    this.steps = steps
    this.at = 0
    // Whoever has been at the end, or was sent back by the server, goes straight to what is left to do.
    this.isReturning = steps.some(isWrong)
    this.submit = form.querySelector('[data-submit]')
    this.back = this.addButton('back', 'govuk-button govuk-button--secondary', () => this.show(this.at - 1))
    this.next = this.addButton('next', 'govuk-button', () => this.show(this.nextStep))
    this.bar = document.createElement('progress')
    this.bar.className = 'app-steps__bar'
    this.bar.max = steps.length
    this.bar.setAttribute('aria-hidden', 'true')
    form.querySelector('[data-progress]').after(this.bar)
  }

  get atEnd () {
    return this.at === this.steps.length - 1
  }

  get nextStep () {
    const wrong = this.steps.findIndex((step, number) => number > this.at && isWrong(step))
    if (!this.isReturning) return this.at + 1
    return wrong < 0 ? this.steps.length - 1 : wrong
  }

  get leadsToTheEnd () {
    return this.isReturning && this.nextStep === this.steps.length - 1
  }

  addButton (name, classes, act) {
    const button = document.createElement('button')
    button.type = 'button'
    button.setAttribute(`data-${name}`, '')
    button.className = classes
    button.textContent = this.form.dataset[name === 'back' ? 'textBack' : 'textNext']
    button.addEventListener('click', act)
    this.submit.before(button)
    return button
  }

  show (index, { focus = true } = {}) {
    this.at = index
    this.steps.forEach((step, number) => { step.hidden = number !== index })
    if (this.atEnd) {
      this.isReturning = true
      summarise(this.form, this.steps.slice(0, -1), (number) => this.show(number))
    }
    this.next.textContent = this.form.dataset[this.leadsToTheEnd ? 'textReturn' : 'textNext']
    this.back.hidden = index === 0
    this.next.hidden = this.atEnd
    this.submit.hidden = !this.atEnd
    // Another language is another page: offered only while there is nothing to lose.
    for (const item of document.querySelectorAll('[data-language-item]')) item.hidden = index > 0 || this.isReturning
    this.tellProgress()
    if (focus) this.focusTitle()
    document.dispatchEvent(new CustomEvent('app-shown'))
  }

  tellProgress () {
    const sentence = this.form.dataset.textProgress
    this.form.querySelector('[data-progress]').textContent = sentence
      .replace('{steps}', String(this.steps.length))
      .replace('{step}', String(this.at + 1))
    this.bar.value = this.at + 1
  }

  focusTitle () {
    const title = this.steps[this.at].querySelector('.app-step__title')
    title.focus({ preventScroll: true })
    window.scrollTo(0, 0)
    // Under a long error summary the question would be out of sight.
    if (title.getBoundingClientRect().bottom > window.innerHeight / 2) this.form.scrollIntoView({ block: 'start' })
  }
}

function isWrong (step) {
  return step.querySelector('.govuk-error-message') !== null
}

function followErrorLinks (walk) {
  for (const link of document.querySelectorAll('.govuk-error-summary a[href^="#"]')) {
    link.addEventListener('click', () => {
      const control = document.getElementById(link.hash.slice(1))
      const number = walk.steps.findIndex((step) => control && step.contains(control))
      if (number >= 0) walk.show(number, { focus: false })
    })
  }
}
