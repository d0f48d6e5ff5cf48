// What is said of a screen: every text that can be seen and every control's name, in the order of the document, first
// what is asked, then the help at the foot, then the tools at the top. Long numbers that somebody typed are hidden
// unless asked for.

const PARTS = ['.app-kiosk__main', '.app-kiosk__footer', '.app-kiosk__tools', '.app-speech', '.app-speech__more']
const LONG_DIGITS = /[0-9Xx*][0-9Xx* -]{5,}[0-9Xx*]/gu
const INLINE = new Set(['inline', 'inline-block', 'inline-flex', 'contents'])

/** Returns [{text, lang}] of the page; `dialog`: of that alone. `words`: {chosen, hidden}; `digits`: say them too. */
export function scriptOf (page, words, { dialog = null, digits = false } = {}) {
  const roots = dialog ? [dialog] : PARTS.map((part) => page.querySelector(part)).filter(Boolean)
  return roots.flatMap((root) => itemsOf(root, words, digits))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
}

function itemsOf (root, words, digits) {
  const items = []
  let block = null
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, { acceptNode: seen })
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const found = node.nodeType === Node.TEXT_NODE ? node.data : valueOf(node)
    if (!found.trim()) continue
    const text = digits || !isTyped(node) ? found : found.replace(LONG_DIGITS, words.hidden)
    const owner = blockOf(node.nodeType === Node.TEXT_NODE ? node.parentElement : node)
    if (owner !== block) items.push({ text: '', lang: (owner.closest('[lang]') || document.documentElement).lang })
    block = owner
    items[items.length - 1].text += text
  }
  markChosen(root, items, words)
  return items.map(({ text, lang }) => ({ text: text.replace(/\s+/gu, ' ').trim(), lang }))
}

/** Leaves out what nobody sees, with all that is in it. */
function seen (node) {
  if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT
  const isOut = node.hidden || node.getAttribute('aria-hidden') === 'true' || ['OPTION', 'TEMPLATE', 'SVG'].includes(node.tagName.toUpperCase())
  if (isOut || !node.getClientRects().length || getComputedStyle(node).visibility === 'hidden') return NodeFilter.FILTER_REJECT
  return NodeFilter.FILTER_ACCEPT
}

/** What somebody entered, where it stands or where it is read back: its numbers are theirs. */
function isTyped (node) {
  return node.nodeType !== Node.TEXT_NODE || Boolean(node.parentElement.closest('.app-review__answer'))
}

function valueOf (element) {
  if (element.tagName === 'SELECT') return element.selectedOptions[0] ? element.selectedOptions[0].text : ''
  if (element.tagName === 'TEXTAREA') return element.value
  if (element.tagName !== 'INPUT') return ''
  if (element.type === 'checkbox' || element.type === 'radio') return element.checked ? element.dataset.spoken || '\u2713' : ''
  return ['hidden', 'password'].includes(element.type) ? '' : element.value
}

function blockOf (element) {
  let block = element
  while (block.parentElement && INLINE.has(getComputedStyle(block).display) && !block.matches('a, button, label, input, select')) block = block.parentElement
  return block
}

/** The tick of a box is said as a word before its name. */
function markChosen (root, items, words) {
  for (const item of items) item.text = item.text.replace('\u2713', words.chosen)
}
