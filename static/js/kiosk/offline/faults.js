// What is wrong, where the page itself found it: over the form and beside the field, as the server would have said it.

export function showFaults (walk, faults) {
  clearFaults(walk.form)
  const summary = document.createElement('div')
  summary.className = 'govuk-error-summary'
  summary.tabIndex = -1
  summary.setAttribute('role', 'alert')
  summary.setAttribute('data-own-faults', '')
  const title = document.createElement('h2')
  title.className = 'govuk-error-summary__title'
  title.textContent = walk.form.dataset.textFaults
  const list = document.createElement('ul')
  list.className = 'govuk-list govuk-error-summary__list'
  for (const [field, sentence] of faults) list.append(lineOf(walk, field, sentence))
  summary.append(title, list)
  walk.form.before(summary)
  const wrong = walk.steps.findIndex((step) => step.querySelector('.govuk-error-message'))
  if (wrong >= 0) walk.show(wrong, { focus: false })
  summary.focus()
  document.dispatchEvent(new CustomEvent('app-shown'))
}

export function clearFaults (form) {
  for (const old of document.querySelectorAll('[data-own-faults], .govuk-error-summary')) old.remove()
  for (const old of form.querySelectorAll('.govuk-error-message')) old.remove()
  for (const group of form.querySelectorAll('.govuk-form-group--error')) group.classList.remove('govuk-form-group--error')
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid')
}

function lineOf (walk, field, sentence) {
  const line = document.createElement('li')
  const control = field ? walk.form.querySelector(`[name="${CSS.escape(field)}"]`) : null
  if (!control) {
    line.textContent = sentence
    return line
  }
  markWrong(control, sentence)
  const link = document.createElement('a')
  link.href = `#${control.id}`
  link.textContent = sentence
  link.addEventListener('click', (event) => {
    event.preventDefault()
    walk.show(walk.steps.findIndex((step) => step.contains(control)), { focus: false })
    control.focus()
  })
  line.append(link)
  return line
}

function markWrong (control, sentence) {
  const group = control.closest('.govuk-form-group')
  const message = document.createElement('p')
  message.className = 'govuk-error-message'
  message.id = `${control.id}-own-error`
  message.textContent = sentence
  group.classList.add('govuk-form-group--error')
  const before = control.closest('.govuk-input__wrapper, .govuk-checkboxes, .govuk-radios') || control
  before.before(message)
  control.setAttribute('aria-invalid', 'true')
  const described = (control.getAttribute('aria-describedby') || '').split(' ').filter((id) => id && id !== message.id)
  control.setAttribute('aria-describedby', [...described, message.id].join(' '))
}
