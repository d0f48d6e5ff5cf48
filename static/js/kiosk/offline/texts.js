// The sentences that the page brings for what happens without the server, in the language of the page.

export function textsOf (page) {
  const holder = page.querySelector('[data-device-texts]')
  if (!holder) return null
  const sentences = new Map(Array.from(holder.querySelectorAll('[data-sentence]'), (one) => [one.dataset.sentence, one.textContent]))
  const reasons = Object.fromEntries(
    Array.from(sentences).filter(([key]) => key.startsWith('reason-')).map(([key, text]) => [key.slice(7), text])
  )
  return {
    locale: holder.dataset.locale,
    fair: holder.dataset.fair,
    reasons,
    template: page.querySelector('template[data-own-ticket]'),
    sentence: (key) => sentences.get(key),
    tell: (key) => {
      const place = page.querySelector('[data-own-state]')
      if (place) place.textContent = sentences.get(key)
    }
  }
}
