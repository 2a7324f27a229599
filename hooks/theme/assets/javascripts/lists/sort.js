// Sorts the catalogue: the head of a column becomes a button. Without this file the table reads as it stands.
// Of a catalogue in several pages it sorts the page shown, and says so.
// A column says how it is compared by `data-sort`: as text in the page's language, or by the number in `data-value`.

import { make } from "../frame/dom.js"
import { gettext } from "../frame/words.js"

/** @typedef {string | number} Value */

const note = document.querySelector("[data-sorts-a-page]")
note?.removeAttribute("hidden")

/** @type {NodeListOf<HTMLTableElement>} */
const tables = document.querySelectorAll("table[data-sortable]")

// By the alphabet of the archive's language, which may be another than that of the pages. Brackets and quotation marks
// don't count, as in a library's catalogue.
const [language] = Intl.Collator.supportedLocalesOf([tables[0].dataset.sortable ?? "", document.documentElement.lang].filter(Boolean))
const collator = new Intl.Collator(language, { numeric: true, ignorePunctuation: true })

for (const table of tables) {
  /** @type {NodeListOf<HTMLTableCellElement>} */
  const heads = table.querySelectorAll("th[data-sort]")
  const told = make("p", { className: "hidden", role: "status" })
  table.parentElement?.after(told)
  for (const head of heads) {
    const button = make("button", { type: "button" }, ...head.childNodes)
    head.append(button)
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending"
      for (const other of heads) other.removeAttribute("aria-sort")
      head.setAttribute("aria-sort", down ? "descending" : "ascending")
      sort(table.tBodies[0], head, down)
      told.textContent = said(down, button.textContent) + (note ? ` ${gettext("Only this page was sorted.")}` : "")
    })
  }
}

/**
 * @param {boolean} down
 * @param {string} column
 */
const said = (down, column) => (down ? gettext("Sorted by {column}, descending.", { column }) : gettext("Sorted by {column}, ascending.", { column }))

/**
 * Put the rows of `body` in the order of the column under `head`; rows without a value stay last either way.
 *
 * @param {HTMLTableSectionElement} body
 * @param {HTMLTableCellElement} head
 * @param {boolean} down
 */
function sort(body, head, down) {
  const isNumber = head.dataset.sort === "number"
  const rows = Array.from(body.rows, row => ({ row, value: valueOf(row.cells[head.cellIndex], isNumber) }))
  rows.sort((a, b) => {
    if (isMissing(a.value) || isMissing(b.value)) return Number(isMissing(a.value)) - Number(isMissing(b.value))
    return compare(a.value, b.value) * (down ? -1 : 1)
  })
  body.append(...rows.map(({ row }) => row))
}

/**
 * What a cell is compared by.
 *
 * @param {HTMLTableCellElement} cell
 * @param {boolean} isNumber
 * @returns {Value}
 */
function valueOf(cell, isNumber) {
  const text = cell.dataset.value ?? cell.textContent.trim()
  if (!isNumber) return text
  return text === "" ? NaN : Number(text)
}

/** @param {Value} value */
const isMissing = value => value === "" || Number.isNaN(value)

/**
 * @param {Value} a
 * @param {Value} b
 */
const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b)))
