// A button that prints appears where there is a script to press it for.

export function offerPrint () {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
}
