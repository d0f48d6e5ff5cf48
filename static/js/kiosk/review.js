// Reads the answers back before they are sent: one row a question, with a button that leads to its step.

export function summarise (form, steps, goTo) {
  const list = form.querySelector('[data-review-list]')
  list.textContent = ''
  steps.forEach((step, number) => {
    for (const group of questionsOf(step)) {
      list.append(row(form, questionText(group, step), answerText(group) || form.dataset.textEmpty, () => goTo(number)))
    }
  })
}

function questionsOf (step) {
  return Array.from(step.children).filter((part) => part.classList.contains('govuk-form-group'))
}

function questionText (group, step) {
  const name = group.querySelector('legend, .govuk-label:not(.govuk-checkboxes__label):not(.govuk-radios__label):not(.govuk-date-input__label)')
  return (name || step.querySelector('.app-step__title')).textContent.trim()
}

function answerText (group) {
  const answers = []
  for (const control of group.querySelectorAll('input, select, textarea')) {
    if (control.type === 'checkbox' || control.type === 'radio') {
      if (control.checked) answers.push(control.labels[0].textContent.trim())
    } else if (control.tagName === 'SELECT') {
      if (control.value) answers.push(control.selectedOptions[0].textContent.trim())
    } else if (control.value.trim()) {
      answers.push(withUnit(control))
    }
  }
  return answers.join(group.querySelector('.govuk-date-input') ? ' ' : '、')
}

function withUnit (control) {
  const item = control.closest('.govuk-date-input__item')
  const unit = item ? item.querySelector('label') : control.parentElement.querySelector('.govuk-input__suffix')
  return control.value.trim() + (unit ? ' ' + unit.textContent.trim() : '')
}

function row (form, question, answer, change) {
  const line = document.createElement('div')
  line.className = 'govuk-summary-list__row'
  line.append(cell('dt', 'govuk-summary-list__key', question), cell('dd', 'govuk-summary-list__value', answer))
  const actions = cell('dd', 'govuk-summary-list__actions', '')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'app-review__change'
  button.append(form.dataset.textChange, hidden(' ' + question))
  button.addEventListener('click', change)
  actions.append(button)
  line.append(actions)
  return line
}

function cell (tag, classes, text) {
  const element = document.createElement(tag)
  element.className = classes
  element.textContent = text
  return element
}

function hidden (text) {
  const element = document.createElement('span')
  element.className = 'govuk-visually-hidden'
  element.textContent = text
  return element
}
