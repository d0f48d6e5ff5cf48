// A form is sent once, however long Enter is held or how often the button is hit.

/** Returns a function that lets it be sent once more: nothing had been sent, for something in it was wrong. */
export function guardSubmit (form, mayEnd, goOn) {
  let sent = false
  const button = form.querySelector('[data-submit]')
  const text = button.textContent
  form.addEventListener('submit', (event) => {
    if (!mayEnd()) {
      // Enter in a text box means "next", not "send everything".
      event.preventDefault()
      goOn()
    } else if (sent) {
      event.preventDefault()
    } else {
      sent = true
      showSending(form)
    }
  })
  return () => {
    sent = false
    button.removeAttribute('aria-disabled')
    button.textContent = text
  }
}

function showSending (form) {
  const button = form.querySelector('[data-submit]')
  button.setAttribute('aria-disabled', 'true')
  button.textContent = form.dataset.textSending
  form.querySelector('[data-progress]').textContent = form.dataset.textSending
}
