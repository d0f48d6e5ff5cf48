// Reads the answers back before they are sent: one row a step, what was answered in it, a button that leads there.
// What was left empty is not listed question by question: a long list of blanks hides the mistake one looks for.

export function summarise (form, steps, goTo) {
  const list = form.querySelector('[data-review-list]')
  list.textContent = ''
  steps.forEach((step, number) => {
    if (!questionsOf(step).length) return // a step that is only read
    const title = step.querySelector('.app-step__title').textContent.trim()
    list.append(row(form, title, linesOf(form, step), () => goTo(number)))
  })
}

function questionsOf (step) {
  return Array.from(step.children).filter((part) => part.classList.contains('govuk-form-group'))
}

function linesOf (form, step) {
  const groups = questionsOf(step)
  const lines = []
  for (const group of groups) {
    const question = questionText(group)
    const answer = answerText(form, group)
    if (answer) lines.push(groups.length > 1 && question ? question.replace(/[？?]$/, '') + form.dataset.textColon + answer : answer)
  }
  return lines.length ? lines : [form.dataset.textEmpty]
}

// The group's legend, else the first label that is not one of several choices or a part of a date.
function questionText (group) {
  const legend = group.querySelector('legend')
  const controls = Array.from(group.querySelectorAll('input, select, textarea'))
  if (legend) return legend.textContent.trim()
  return controls.length === 1 ? controls[0].labels[0].textContent.trim() : ''
}

function answerText (form, group) {
  const controls = Array.from(group.querySelectorAll('input, select, textarea'))
  if (isTick(group, controls)) return controls[0].checked ? form.dataset.textYes : form.dataset.textNo
  const answers = controls.map(answerOf).filter(Boolean)
  return answers.join(group.querySelector('.govuk-date-input') ? ' ' : form.dataset.textComma)
}

// A box that stands alone is its own question: yes or no.
function isTick (group, controls) {
  return controls.length === 1 && controls[0].type === 'checkbox' && !group.querySelector('legend')
}

function answerOf (control) {
  if (control.type === 'checkbox' || control.type === 'radio') {
    return control.checked ? control.labels[0].textContent.trim() : ''
  }
  if (control.tagName === 'SELECT') return control.value ? control.selectedOptions[0].textContent.trim() : ''
  return control.value.trim() ? withUnit(control) : ''
}

function withUnit (control) {
  const item = control.closest('.govuk-date-input__item')
  const unit = item ? item.querySelector('label') : control.parentElement.querySelector('.govuk-input__suffix')
  return control.value.trim() + (unit ? ' ' + unit.textContent.trim() : '')
}

function row (form, question, lines, change) {
  const line = document.createElement('div')
  line.className = 'govuk-summary-list__row'
  const value = cell('dd', 'govuk-summary-list__value', '')
  for (const text of lines) value.append(cell('p', 'app-review__answer', text))
  const actions = cell('dd', 'govuk-summary-list__actions', '')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'app-review__change'
  button.append(form.dataset.textChange, hidden(' ' + question))
  button.addEventListener('click', change)
  actions.append(button)
  line.append(cell('dt', 'govuk-summary-list__key', question), value, actions)
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
