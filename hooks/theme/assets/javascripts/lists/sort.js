// Sorts the catalogue: the head of a column becomes a button. Without this file the table reads as it stands.
// Of a catalogue in several pages it sorts the page shown, and says so.
// A column says how it is compared by `data-sort`: as text in the page's language, or by the number in `data-value`.

// Brackets and quotation marks don't count, as in a library's catalogue.
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, ignorePunctuation: true })
const compare = {
  text: (a, b) => collator.compare(a, b),
  number: (a, b) => a - b,
}

const note = document.querySelector("[data-sorts-a-page]")
note?.removeAttribute("hidden")

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const heads = table.querySelectorAll("th[data-sort]")
  const told = document.createElement("p")
  told.className = "hidden"
  told.setAttribute("role", "status")
  table.parentElement.after(told)
  for (const head of heads) {
    const button = document.createElement("button")
    button.type = "button"
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending"
      for (const other of heads) other.removeAttribute("aria-sort")
      head.setAttribute("aria-sort", down ? "descending" : "ascending")
      sort(table.tBodies[0], head, down)
      told.textContent = `Sorted by ${button.textContent}, ${down ? "descending" : "ascending"}${note ? ", on this page alone" : ""}`
    })
  }
}

/** Put the rows of `body` in the order of the column under `head`; rows without a value stay last either way. */
function sort(body, head, down) {
  const value = row => {
    const cell = row.cells[head.cellIndex]
    const text = cell.dataset.value ?? cell.textContent.trim()
    return head.dataset.sort === "number" ? (text === "" ? NaN : Number(text)) : text
  }
  const missing = value => value === "" || Number.isNaN(value)
  const rows = Array.from(body.rows, row => ({ row, value: value(row) }))
  rows.sort((a, b) => {
    if (missing(a.value) || missing(b.value)) return missing(a.value) - missing(b.value)
    return compare[head.dataset.sort](a.value, b.value) * (down ? -1 : 1)
  })
  body.append(...rows.map(({ row }) => row))
}
