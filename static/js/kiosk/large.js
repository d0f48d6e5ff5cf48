// Large letters and speech: carried from page to page in the address and nowhere else.

const carried = new Map()

export function offerLargeLetters () {
  const here = new URL(window.location.href).searchParams
  for (const name of ['large', 'speak']) carried.set(name, here.get(name) === '1')
  document.addEventListener('app-carry', (event) => {
    for (const [name, value] of Object.entries(event.detail)) carried.set(name, value === '1')
    carry()
  })
  // A page that was kept for a day without a network has not read its address.
  document.documentElement.classList.toggle('app-large', carried.get('large'))
  carry()
  const item = document.querySelector('[data-large-item]')
  const button = document.querySelector('[data-large-toggle]')
  if (!item || !button) return
  item.hidden = false
  button.setAttribute('aria-pressed', String(carried.get('large')))
  button.addEventListener('click', () => {
    const large = document.documentElement.classList.toggle('app-large')
    button.setAttribute('aria-pressed', String(large))
    carried.set('large', large)
    carry()
  })
}

function carry () {
  for (const link of document.querySelectorAll('a[href]:not([href^="#"]):not([data-restart])')) {
    link.href = carrying(link.href)
  }
  for (const form of document.querySelectorAll('form')) {
    form.setAttribute('action', carrying(form.getAttribute('action') || window.location.href))
  }
}

function carrying (address) {
  const url = new URL(address, window.location.href)
  if (url.origin !== window.location.origin) return address
  for (const [name, isOn] of carried) {
    if (isOn) url.searchParams.set(name, '1')
    else url.searchParams.delete(name)
  }
  return url.href
}
