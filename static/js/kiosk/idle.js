// An abandoned screen: a warning after `idleSeconds`, half a minute to answer by any key or tap, then a fresh start.
// Extending has no limit. The count is drawn every second and spoken only twice.

const COUNTDOWN_SECONDS = 30
const SPOKEN_AT = [30, 15]

export function watchIdleness ({ restartUrl, idleSeconds }) {
  const dialog = document.querySelector('[data-idle-dialog]')
  if (!restartUrl || !dialog) return
  const quietFor = Number(idleSeconds || 120) * 1000
  let lastSign = Date.now()
  let warnedAt = null
  let returnTo = null

  const stay = (event) => {
    lastSign = Date.now()
    if (warnedAt === null) return
    // The key that answers the warning must not also press what gets the focus back.
    if (event.type === 'keydown') event.preventDefault()
    warnedAt = null
    close(dialog)
    if (returnTo) returnTo.focus()
  }

  const warn = () => {
    warnedAt = Date.now()
    returnTo = document.activeElement
    open(dialog)
  }

  const tick = () => {
    const now = Date.now()
    if (warnedAt === null) {
      if (now - lastSign >= quietFor) warn()
      return
    }
    const left = COUNTDOWN_SECONDS - Math.floor((now - warnedAt) / 1000)
    if (left <= 0) window.location.replace(restartUrl)
    else showLeft(dialog, left)
  }

  for (const sign of ['keydown', 'pointerup', 'input']) {
    document.addEventListener(sign, stay, { capture: true })
  }
  // Whoever listens is there, though nothing is touched.
  document.addEventListener('app-speaking', () => { if (warnedAt === null) lastSign = Date.now() })
  dialog.addEventListener('cancel', (event) => { event.preventDefault(); stay(event) })
  window.setInterval(tick, 1000)
}

function open (dialog) {
  if (dialog.showModal) dialog.showModal()
  else dialog.setAttribute('open', '')
  showLeft(dialog, COUNTDOWN_SECONDS)
  dialog.querySelector('[data-idle-stay]').focus()
  document.dispatchEvent(new CustomEvent('app-shown', { detail: dialog }))
}

function close (dialog) {
  if (dialog.close && dialog.open) dialog.close()
  else dialog.removeAttribute('open')
}

function showLeft (dialog, left) {
  dialog.querySelector('[data-idle-seconds-left]').textContent = String(left)
  const spoken = dialog.querySelector('[data-idle-announce]')
  if (SPOKEN_AT.includes(left)) spoken.textContent = spoken.dataset.text.replace('{seconds}', String(left))
}
