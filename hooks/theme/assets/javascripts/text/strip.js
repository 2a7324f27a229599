// The strip of paragraphs is one stop of the keyboard: the arrow keys move in it, Home and End go to its ends.

/** @type {Record<string, number>} */
const MOVES = document.dir === "rtl" ? { ArrowRight: -1, ArrowLeft: 1 } : { ArrowRight: 1, ArrowLeft: -1 }
/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll("[data-strip] a")
const cells = [...links]

for (const [at, cell] of cells.entries()) {
  cell.addEventListener("keydown", event => {
    const row = Math.max(1, cells.findIndex(other => other.offsetTop > cells[0].offsetTop))
    const by = { ...MOVES, ArrowDown: row, ArrowUp: -row, Home: -Infinity, End: Infinity }[event.key]
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const next = cells[Math.min(cells.length - 1, Math.max(0, at + by))]
    cell.tabIndex = -1
    next.tabIndex = 0
    next.focus()
  })
}

/**
 * Show in the strip where one is in the text.
 *
 * @param {number} number of a paragraph
 */
export function showPlace(number) {
  /** @type {Element | null} */
  let current = null
  for (const cell of cells) {
    if (parseInt(cell.textContent, 10) <= number) current = cell
    cell.removeAttribute("aria-current")
  }
  current?.setAttribute("aria-current", "location")
}
