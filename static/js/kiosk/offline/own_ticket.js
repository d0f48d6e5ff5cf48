// The number on the screen of a paired kiosk. The form is gone from the page before the number stands there: nothing is
// left that a browser could restore.

/** Shows the number in place of the form. `state` decides what is said: taken, waiting and refused read differently. */
export function showTicket (form, texts, { state, record, lines }) {
  const page = texts.template.content.cloneNode(true)
  const put = (name, text) => { page.querySelector(`[data-${name}]`).textContent = text }
  put('own-number', String(record.number))
  put('own-state', texts.sentence(state))
  const list = page.querySelector('[data-own-lines]')
  const pattern = list.querySelector('li')
  pattern.remove()
  for (const line of state === 'refused' ? [] : lines) list.append(filled(pattern.cloneNode(true), line, texts))
  page.querySelector('[data-own-none]').hidden = list.children.length > 0
  list.hidden = list.children.length === 0
  form.reset()
  form.replaceWith(page)
  for (const old of document.querySelectorAll('.govuk-error-summary')) old.remove()
  const title = document.querySelector('h1')
  title.textContent = texts.sentence(`title-${state}`)
  document.title = document.title.replace(/^.*(?= – )/u, title.textContent)
  document.documentElement.classList.remove('app-kiosk--steps')
  title.tabIndex = -1
  title.focus()
  window.scrollTo(0, 0)
  bindButtons()
  document.dispatchEvent(new CustomEvent('app-shown'))
}

function filled (item, line, texts) {
  item.querySelector('[data-line-booth]').textContent = texts.sentence('booth').replace('{number}', String(line.booth))
  item.querySelector('[data-line-title]').textContent = line.title
  item.querySelector('[data-line-employer]').textContent = line.employer
  item.querySelector('[data-line-reason]').textContent = line.reasons.join(texts.locale === 'en' ? ' ' : '')
  return item
}

function bindButtons () {
  document.querySelector('[data-own-print]').addEventListener('click', () => window.print())
  document.querySelector('[data-own-finish]').addEventListener('click', () => {
    window.location.replace(document.body.dataset.restartUrl)
  })
}
