// A form is sent once, however long Enter is held or how often the button is hit.

export function guardSubmit (form, mayEnd, goOn) {
  let sent = false
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
}

function showSending (form) {
  const button = form.querySelector('[data-submit]')
  button.setAttribute('aria-disabled', 'true')
  button.textContent = form.dataset.textSending
  form.querySelector('[data-progress]').textContent = form.dataset.textSending
}
