// The key “/” leads to the search where a reader has switched that on, on the search page. It is off until then: a key that
// does something by itself is in the way of those who speak to their machine, or whose hand slips.

import { keep, kept } from "../frame/kept.js"

const KEPT = "sourcebook:search-key"

/** @type {HTMLInputElement | null} */
const input = document.querySelector("[data-search-page] input[type=search], [data-search-box] input")

/** @type {HTMLInputElement | null} */
const choice = document.querySelector("[data-search-key]")

/** @type {HTMLElement | null} */
const hint = document.querySelector("[data-search-box] kbd")

/** Whether it is switched on; never where nothing can be kept: then it stays off, and the box says so. */
const isOn = () => kept(KEPT) === "on"

/** Whether what is typed goes into an element. */
const isTypedInto = (/** @type {EventTarget | null} */ target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("textarea, select, input:not([type=radio], [type=checkbox])"))

function show() {
  if (choice) choice.checked = isOn()
  if (hint) hint.hidden = !isOn()
}

choice?.addEventListener("change", () => {
  keep(KEPT, choice.checked ? "on" : "off")
  show()
})

addEventListener("keydown", event => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  if (isTypedInto(event.target) || !input?.checkVisibility() || !isOn()) return
  event.preventDefault()
  input.focus()
  input.select()
})

show()
