// A page that waits for the worker: it asks again for itself and shows how far the work is, and what came of it as soon as
// it is done. Without a script there is a link for that.

const EVERY = 2000

export function followProgress (place) {
  if (!place || !window.fetch || !window.DOMParser) return
  const look = async () => {
    const answer = await window.fetch(window.location.href, { credentials: 'same-origin' }).catch(() => null)
    if (!answer || !answer.ok) return later()
    const there = new window.DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-work-under-way]')
    if (!there) return window.location.reload()
    const bar = place.querySelector('progress')
    bar.value = there.querySelector('progress').value
    // Said only where it changed: a screen reader would otherwise repeat it every two seconds.
    const told = place.querySelector('[data-told]')
    const text = there.querySelector('[data-told]').textContent
    if (told.textContent !== text) told.textContent = text
    later()
  }
  const later = () => window.setTimeout(look, EVERY)
  later()
}
