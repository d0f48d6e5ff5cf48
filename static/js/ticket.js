// The ticket's page: print the slip, or finish so that "back" does not show it to the next person.

const print = document.querySelector('[data-print]')
if (print) {
  print.hidden = false
  print.addEventListener('click', () => window.print())
}

// The server forgets first; then the start page takes this page's place in the browser's history. Should the server
// not answer, the start page forgets too.
const finish = document.querySelector('[data-finish-form]')
if (finish) {
  let isLeaving = false
  finish.addEventListener('submit', (event) => {
    event.preventDefault()
    if (isLeaving) return
    isLeaving = true
    const leave = () => window.location.replace(finish.dataset.start)
    window.fetch(finish.action, { method: 'POST', body: new FormData(finish), redirect: 'manual' }).then(leave, leave)
  })
}
