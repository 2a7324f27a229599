// The search page: the address says what is looked for, how it is narrowed and sorted; what is shown follows it.

import { around, one } from "../frame/dom.js"
import { CHANGED, checkAddress, engine, failed, forNow } from "./reach.js"
import { entry, teller, told } from "./view.js"

/** @import { Result } from "./types.js" */

const holder = one("[data-search-page]")
/** @param {string} name */
const part = name => one(`[data-search-${name}]`, holder)
const form = one("form", holder)
/** @type {HTMLInputElement} */
const input = one("[name=q]", form)
const [status, remark, list, narrow, dates, more, again, saving, nothing] = ["status", "remarks", "results", "facets", "dates", "more", "again", "saving", "nothing"].map(part)
/** @type {HTMLSelectElement} */
const sort = one("[name=sort]", holder)
const help = /** @type {HTMLDetailsElement} */ (part("help"))
const narrowing = /** @type {HTMLDetailsElement} */ (narrow.parentElement)
const sorting = /** @type {HTMLElement} */ (sort.parentElement)
const [from, to] = dates.querySelectorAll("input")
const FACETS = narrow.dataset.searchFacets?.split(" ") ?? [] // as the build has them

const PAGE = 10 // documents shown at a time
const PAUSE = 140 // milliseconds without a key before a search begins

holder.hidden = false

/**
 * What the address of a search says: what is looked for, how it is narrowed and sorted.
 * @param {string} search the query of an address
 */
const stateOf = search => new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => ["q", "sort", "from", "to", ...FACETS].includes(name)))

let state = stateOf(location.search)
let isTyping = false

/** @param {string} name */
const asked = name => state.get(name) ?? ""
/** @param {URLSearchParams} state */
const addressOf = state => (String(state) ? `?${state}` : location.pathname)

/**
 * @param {URLSearchParams} next
 * @param {boolean} [typing]
 */
function go(next, typing = false) {
  state = next
  if (typing && isTyping) history.replaceState(null, "", addressOf(state))
  else if (addressOf(state) !== (location.search || location.pathname)) history.pushState(null, "", addressOf(state))
  isTyping = typing
  shown = PAGE
  show()
}

/**
 * The state with another query, and narrowed by nothing.
 * @param {string} q
 */
const asking = q => new URLSearchParams({ ...(q && { q }), ...(sort.value && { sort: sort.value }) })

/** Keep with the page's address how far the reader has come, for when they come back to it. */
const remember = () => history.replaceState({ shown, y: scrollY }, "")

async function restore() {
  shown = history.state?.shown ?? PAGE
  await show()
  if (history.state?.y !== undefined) scrollTo(0, history.state.y)
}

/* What is shown. */

let ticket = 0, shown = PAGE
/** @type {Awaited<ReturnType<typeof look>> | null} */
let last = null // what was found last

/**
 * Show what the state asks for; where `isMore`, what is shown stays there until there is more.
 * @param {boolean} [isMore]
 */
async function show(isMore) {
  const mine = ++ticket
  const isOld = () => mine !== ticket
  if (input.value !== asked("q")) input.value = asked("q")
  sort.value = asked("sort")
  if (sort.selectedIndex < 0) sort.value = ""
  ;[from.value, to.value] = [asked("from"), asked("to")]
  again.hidden = true
  if (!asked("q").trim()) {
    clear()
    list.dataset.searchResults = "done"
    help.open = true
    return
  }
  list.dataset.searchResults = "busy"
  list.setAttribute("aria-busy", "true")
  try {
    const found = await look()
    if (isOld()) return
    const [made, telling] = await Promise.all([found.search.results(found.answer, found.order.slice(0, shown), !sort.value), teller(found.answer)])
    if (isOld()) return
    fill(found, made, telling)
    list.dataset.searchResults = "done"
  } catch (error) {
    if (isOld()) return
    const said = failed(error)
    again.hidden = said === CHANGED
    if (again.hidden || !isMore) clear()
    status.textContent = forNow(said)
    if (!again.hidden) list.dataset.searchResults = "failed"
  } finally {
    if (!isOld()) list.removeAttribute("aria-busy")
  }
}

function clear() {
  for (const part of [list, narrow, remark]) part.replaceChildren()
  narrowing.hidden = more.hidden = sorting.hidden = saving.hidden = nothing.hidden = true
  status.textContent = ""
}

/** What the state asks for: the rows found, and those of them that pass what it is narrowed by, in order. */
async function look() {
  const days = { from: asked("from"), to: asked("to"), sort: sort.value }
  const chosen = new Map(FACETS.filter(key => state.has(key)).map(key => [key, state.getAll(key)]))
  const search = await engine()
  const answer = await search.ask(asked("q"))
  const found = answer.levels.flat()
  const rows = Object.values(days).some(Boolean) ? await (await import("./days.js")).byDays(search.index, found, days) : found
  const panel = chosen.size || (narrowing.open && found.length > 1) ? await (await import("./facets.js")).narrowed(search.index, rows, chosen) : null
  const order = panel?.kept ?? rows
  return { search, answer, order, isNarrowed: order.length < found.length, panel }
}

/**
 * @param {Awaited<ReturnType<typeof look>>} found
 * @param {Result[]} made
 * @param {Awaited<ReturnType<typeof teller>>} telling
 */
function fill(found, made, telling) {
  last = found
  const { search, answer, order, isNarrowed } = found
  const elsewhere = answer.phrase && `${checkAddress}#${new URLSearchParams({ q: answer.phrase.typed })}`
  status.textContent = told(answer, order.length, telling, isNarrowed)
  remark.replaceChildren(...(telling?.shown(answer, asked("q"), search, q => addressOf(asking(q))) ?? []))
  list.replaceChildren(...made.map(result => entry(result, elsewhere, search)))
  more.hidden = order.length <= made.length
  sorting.hidden = order.length < 2
  saving.hidden = !order.length
  nothing.hidden = order.length > 0 || !answer.query.needs.length
  if (found.panel) found.panel.fill(narrow)
  else narrow.replaceChildren()
  const isMuch = isNarrowed || order.length > 1
  dates.hidden = !search.index.manifest.isDated || !isMuch
  narrowing.hidden = !narrow.childElementCount && dates.hidden && (narrowing.open || !isMuch)
}

/* What the reader does. */

let timer = 0
input.addEventListener("input", () => {
  clearTimeout(timer)
  ticket++
  timer = setTimeout(() => go(asking(input.value), true), PAUSE)
})
input.addEventListener("focus", () => engine().catch(() => {}), { once: true })
form.addEventListener("submit", event => {
  event.preventDefault()
  clearTimeout(timer)
  go(input.value === asked("q") ? state : asking(input.value))
})
holder.addEventListener("change", ({ target }) => {
  const { name, value, checked, validity } = /** @type {HTMLInputElement} */ (target)
  const isFacet = FACETS.includes(name)
  if (!validity.valid || !(isFacet || ["sort", "from", "to"].includes(name))) return
  const next = new URLSearchParams([...state].filter(([other, of]) => other !== name || (isFacet && of !== value)))
  if (isFacet ? checked : value.trim()) next.append(name, isFacet ? value : value.trim())
  go(next)
})
narrowing.addEventListener("toggle", () => narrowing.open && last && !last.panel && show(true))
more.addEventListener("click", async () => {
  const before = list.childElementCount
  const had = shown
  shown = Math.max(shown, before) + PAGE
  await show(true)
  if (list.dataset.searchResults === "failed") shown = had
  else list.children[before]?.querySelector("a")?.focus()
  remember()
})
saving.addEventListener("click", event => {
  const format = around(event, "[data-format]")?.dataset.format
  const found = last
  if (format && found) import("./download.js").then(({ download }) => download(found, asked("q"), format)).catch(error => (status.textContent = failed(error)))
})
holder.addEventListener("click", event => {
  /** @type {HTMLAnchorElement | null} */
  const example = around(event, "a[data-search-example], [data-search-similar] a")
  if (!example || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  go(stateOf(new URL(example.href).search))
  input.focus()
})
again.addEventListener("click", () => show())
addEventListener("online", () => list.dataset.searchResults === "failed" && show())
addEventListener("popstate", () => {
  state = stateOf(location.search)
  isTyping = false
  clearTimeout(timer)
  restore()
})
history.scrollRestoration = "manual" // the browser would scroll before there is anything to scroll to
addEventListener("scrollend", remember)
list.addEventListener("click", remember)

holder.addEventListener("keydown", event => {
  const places = [input, .../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("a[data-paragraph]"))]
  const at = places.findIndex(one => one === document.activeElement)
  const to = event.key === "ArrowDown" ? at + 1 : event.key === "ArrowUp" ? at - 1 : event.key === "Escape" && at > 0 ? 0 : -1
  if (at < 0 || !places[to]) return
  event.preventDefault()
  places[to].focus()
})

const wide = matchMedia("(min-width: 60em)")
const fold = () => (narrowing.open = wide.matches)
wide.addEventListener("change", fold)
fold()
restore()
