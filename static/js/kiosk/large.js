// Large letters: a class on <html>, carried from page to page in the address and nowhere else.

export function offerLargeLetters () {
  const item = document.querySelector('[data-large-item]')
  const button = document.querySelector('[data-large-toggle]')
  if (!item || !button) return
  item.hidden = false
  carry(isLarge())
  button.addEventListener('click', () => {
    const large = document.documentElement.classList.toggle('app-large')
    button.setAttribute('aria-pressed', String(large))
    carry(large)
  })
}

function isLarge () {
  return document.documentElement.classList.contains('app-large')
}

function carry (large) {
  for (const link of document.querySelectorAll('a[href]:not([href^="#"]):not([data-restart])')) {
    link.href = withLarge(link.href, large)
  }
  for (const form of document.querySelectorAll('form')) {
    form.setAttribute('action', withLarge(form.getAttribute('action') || window.location.href, large))
  }
}

function withLarge (address, large) {
  const url = new URL(address, window.location.href)
  if (url.origin !== window.location.origin) return address
  if (large) url.searchParams.set('large', '1')
  else url.searchParams.delete('large')
  return url.href
}
