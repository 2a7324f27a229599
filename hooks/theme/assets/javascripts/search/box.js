// The search box of every page: as one types, the best few texts; arrows, Enter and Esc as in any list of choices. Enter
// without a choice goes to the search page.

import { make, one } from "../frame/dom.js"
import { comma, gettext, quoted } from "../frame/words.js"
import { engine, failed, LOST } from "./reach.js"
import { facts, marked, teller, told } from "./view.js"

const SHOWN = 6
const PAUSE = 140 // milliseconds without a key before a search begins
const BEFORE = 8 // words shown before those that were found

/** @import { Result, Search } from "./types.js" */

const seen = new WeakSet()

/**
 * Let a box search.
 * @param {HTMLElement} box
 */
export function searchBox(box) {
  if (seen.has(box)) return
  seen.add(box)
  engine().catch(() => {}) // it is opened while the reader types
  /** @type {HTMLInputElement} */
  const input = one("input", box)
  const list = make("div", { id: "sb-search-list", role: "listbox", "aria-label": gettext("Texts found") })
  const said = make("p", { role: "status" })
  const panel = make("div", { className: "panel", hidden: true }, said, list)
  box.append(panel)
  const attributes = { role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" }
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value)

  let ticket = 0, timer = 0, chosen = -1, isStale = false

  /** @param {boolean} isOpen */
  function open(isOpen) {
    panel.hidden = !isOpen
    input.setAttribute("aria-expanded", String(isOpen && list.childElementCount > 0))
    if (!isOpen) choose(-1)
  }

  /** @param {number} at */
  function choose(at) {
    const options = [...list.children]
    chosen = Math.max(-1, Math.min(at, options.length - 1))
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)))
    input.setAttribute("aria-activedescendant", options[chosen]?.id ?? "")
    options[chosen]?.scrollIntoView({ block: "nearest" })
  }

  async function look() {
    const mine = ++ticket
    const typed = input.value
    if (!typed.trim()) {
      list.replaceChildren()
      said.textContent = ""
      return open(false)
    }
    try {
      const search = await engine()
      const answer = await search.ask(typed)
      const rows = answer.levels.flat()
      const [made, telling] = await Promise.all([search.results(answer, rows.slice(0, SHOWN), true), teller(answer)])
      if (mine !== ticket) return
      isStale = false
      list.replaceChildren(...made.map((one, at) => option(search, one, at)))
      list.hidden = !made.length
      const all = rows.length > made.length ? [gettext("Enter shows all.")] : []
      const near = answer.similar.map(({ forms }) => gettext("Near: {forms}.", { forms: forms.map(quoted).join(comma) }))
      said.textContent = [told(answer, rows.length, telling), ...all, ...(telling?.remarks(answer) ?? []), ...near].join(" ")
      open(document.activeElement === input)
      choose(-1)
    } catch (error) {
      if (mine !== ticket) return
      list.replaceChildren()
      list.hidden = true
      said.textContent = failed(error)
      open(true)
    }
  }

  /**
   * @param {Search} search
   * @param {Result} one
   * @param {number} at
   */
  function option(search, one, at) {
    const [best] = one.offered
    const shown = best ? search.excerpt(one.document, best, BEFORE) : null
    const href = best ? search.address(one, best) : search.documentAddress(one.document)
    return make(
      "a",
      { href, role: "option", id: `sb-search-${at}`, className: "option", "aria-selected": "false", tabIndex: -1 },
      make("span", { className: "source-words", dir: "auto" }, ...marked(search.titlePieces(one))),
      make("span", { className: "fine" }, [facts(one.document), shown && `¶ ${shown.anchor.slice(1)}`].filter(Boolean).join(" · ")),
      shown ? make("q", { dir: "auto" }, ...marked(shown.pieces)) : null,
    )
  }

  input.addEventListener("input", () => {
    isStale = true // what is shown was found by what was typed before
    choose(-1)
    clearTimeout(timer)
    ticket++
    timer = setTimeout(look, PAUSE)
  })
  input.addEventListener("focus", () => list.childElementCount && open(true))
  input.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!list.childElementCount) return
      event.preventDefault()
      if (isStale) return
      if (panel.hidden) open(true)
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1))
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault()
      list.querySelectorAll("a")[chosen].click()
    } else if (event.key === "Escape") {
      if (!panel.hidden) event.preventDefault()
      else input.blur()
      open(false)
    }
  })
  addEventListener("online", () => said.textContent === LOST && look())
  list.addEventListener("mousedown", event => event.preventDefault())
  box.addEventListener("focusout", ({ relatedTarget: to }) => (to instanceof Node && box.contains(to)) || open(false))
  if (input.value) look()
}
