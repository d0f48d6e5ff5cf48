// The ticket's page: print the slip, or finish so that "back" does not show it to the next person.

const print = document.querySelector('[data-print]')
if (print) {
  print.hidden = false
  print.addEventListener('click', () => window.print())
}

const finish = document.querySelector('[data-finish]')
if (finish) {
  finish.addEventListener('click', (event) => {
    event.preventDefault()
    window.location.replace(finish.href)
  })
}
