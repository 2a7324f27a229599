// The evidence beside the words. A note opens and closes by itself, and an address that leads into it opens it; with this
// file the marked words open it where they stand, are lit while it is open, and get the focus back. On a phone, where a note
// is a sheet at the foot of the screen, the words are brought above it.

import { around, one } from "../frame/dom.js"
import { paragraphOf, text } from "./paragraphs.js"

const BESIDE = matchMedia("(width >= 1200px)")
const SHEET = matchMedia("(width < 700px)")
/** @typedef {HTMLDetailsElement} Note */

/** @type {HTMLElement | null} */
let origin = null

/**
 * The marks in the text that lead to a note.
 *
 * @param {Note} note
 */
const marksOf = note => document.querySelectorAll(`[data-source-text] a.sh[href="#${CSS.escape(one(".card", note).id)}"]`)

/**
 * The note that a mark leads to.
 *
 * @param {HTMLElement} mark
 * @returns {Note | null | undefined}
 */
const noteOf = mark => document.getElementById(mark.getAttribute("href")?.slice(1) ?? "")?.closest(".note")

/**
 * @param {Note} note
 * @param {HTMLElement} link
 */
function open(note, link) {
  origin = link
  note.style.removeProperty("--at")
  note.open = true
  if (BESIDE.matches && paragraphOf(note) === paragraphOf(link)) {
    const down = link.getClientRects()[0].top - note.getBoundingClientRect().top
    if (down > 0) note.style.setProperty("--at", `${down}px`)
  }
  if (SHEET.matches) {
    const hidden = link.getBoundingClientRect().bottom - (innerHeight - note.offsetHeight - 16)
    if (hidden > 0) scrollBy(0, hidden)
  }
  const summary = one("summary", note)
  summary.focus({ preventScroll: true })
  if (!SHEET.matches) summary.scrollIntoView({ block: "nearest" })
}

/** @param {Note} note */
function close(note) {
  const held = note.contains(document.activeElement)
  note.open = false
  if (held) (origin && noteOf(origin) === note ? origin : one("summary", note)).focus({ preventScroll: true })
}

text?.addEventListener("click", event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const mark = around(event, "a.sh[href^='#']"), back = around(event, ".go a[href^='#at-'], .go a[href^='#p']")
  const note = mark && noteOf(mark)
  if (mark && note) {
    event.preventDefault()
    if (note.open) close(note)
    else open(note, mark)
  }
  /** @type {Note | null | undefined} */
  const left = back?.closest(".note")
  if (left) left.open = false
})

text?.addEventListener(
  "toggle",
  ({ target: note }) => {
    if (!(note instanceof HTMLDetailsElement) || !note.matches(".note")) return
    for (const mark of marksOf(note)) mark.classList.toggle("is-open", note.open)
    if (!note.open) note.style.removeProperty("--at")
  },
  true,
)

addEventListener("keydown", event => {
  /** @type {Note | null | undefined} */
  const note = event.key === "Escape" && !event.defaultPrevented ? text?.querySelector(".note[open]") : null
  if (note) close(note)
})

// Selecting over paragraphs takes in no word of a note; words of a note are selected by beginning there.
text?.addEventListener("pointerdown", event => {
  const card = around(event, ".card")
  for (const other of document.querySelectorAll(".card.is-selectable")) other.classList.toggle("is-selectable", other === card)
  card?.classList.add("is-selectable")
})
