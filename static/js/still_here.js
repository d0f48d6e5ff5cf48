// A page on which somebody is signed in: who types is there, and before the idle end it asks. The server decides; here
// it is only said in time. What was typed stays on the page, and the server keeps it over a sign-in.

const WARN_SECONDS = 120
const TELL_SECONDS = 240
const LOOK_EVERY = 5000

export function watchSession (dialog) {
  if (!dialog || !window.fetch) return
  const lasts = Number(dialog.dataset.idleSeconds) * 1000
  let seen = Date.now()
  let isOver = false

  const tell = async () => {
    seen = Date.now()
    const answer = await window.fetch(dialog.dataset.stillHere, { credentials: 'same-origin' }).catch(() => null)
    if (answer && answer.status === 401) end()
  }

  const end = () => {
    isOver = true
    dialog.querySelector('[data-before]').hidden = true
    dialog.querySelector('[data-after]').hidden = false
    open(dialog)
  }

  const look = () => {
    if (isOver) return
    const left = lasts - (Date.now() - seen)
    // Not asked: two forgotten pages would keep each other awake.
    if (left <= 0) end()
    else if (left <= WARN_SECONDS * 1000) open(dialog)
  }

  const answered = () => { if (!isOver) tell() }
  dialog.addEventListener('close', answered)
  dialog.querySelector('[data-stay]').addEventListener('click', () => {
    if (dialog.close && dialog.open) return dialog.close()
    dialog.removeAttribute('open')
    answered()
  })
  for (const sign of ['keydown', 'pointerup', 'input']) {
    document.addEventListener(sign, () => {
      if (!dialog.open && !isOver && Date.now() - seen > TELL_SECONDS * 1000) tell()
    })
  }
  window.setInterval(look, LOOK_EVERY)
}

function open (dialog) {
  if (dialog.open || dialog.hasAttribute('open')) return
  if (dialog.showModal) dialog.showModal()
  else dialog.setAttribute('open', '')
}
