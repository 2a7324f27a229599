// Checks a quotation: finds the passages nearest to a sentence, and shows word by word how they differ from it. All of it
// happens here: the sentence goes into this page's address, behind the `#`, which a browser sends to no server.

import { one } from "../frame/dom.js"
import { gettext, ngettext } from "../frame/words.js"
import { CHANGED, engine, failed, forNow } from "../search/reach.js"
import { answer, Sentence } from "./answer.js"
import { passages } from "./passages.js"

const holder = one("[data-check]")
/** @type {HTMLFormElement} */
const form = one("form", holder)
/** @type {HTMLTextAreaElement} */
const input = one("[name=q]", form)
const [status, results, plain, more, again] = ["status", "results", "told", "more", "again"].map(name => one(`[data-check-${name}]`, holder))

const LONGEST = 1000 // words that are compared
const SHOWN = 12

holder.hidden = false
let ticket = 0

async function show() {
  const mine = ++ticket
  const state = new URLSearchParams(location.hash.slice(1) || location.search)
  const typed = state.get("q") ?? ""
  if (input.value !== typed) input.value = typed
  again.hidden = plain.hidden = more.hidden = true
  results.replaceChildren()
  if (!typed.trim()) {
    status.textContent = ""
    results.dataset.checkResults = "done"
    return
  }
  results.dataset.checkResults = "busy"
  status.textContent = gettext("Comparing…")
  try {
    const search = await engine()
    const all = search.fold(typed)
    const found = all.length ? await passages(search, typed, all.slice(0, LONGEST)) : null
    if (mine !== ticket) return
    tell(search, typed, found, { isCut: all.length > LONGEST, from: state.get("from") })
    results.dataset.checkResults = "done"
  } catch (error) {
    if (mine !== ticket) return
    const said = failed(error)
    told(forNow(said))
    again.hidden = said === CHANGED
    results.dataset.checkResults = "failed"
  }
}

/**
 * Show what was found; `from` is the document in which the sentence was selected, if it was.
 *
 * @param {import("../search/types.js").Search} search
 * @param {string} typed
 * @param {import("./types.js").Nearest | null} found
 * @param {{ isCut: boolean, from: string | null }} how
 */
function tell(search, typed, found, { isCut, from }) {
  if (!found) {
    told(gettext("Type or paste a sentence: there is no letter or digit to compare."))
    return
  }
  const notes = []
  if (isCut) notes.push(ngettext("Only the first {n} word was compared.", "Only the first {n} words were compared.", LONGEST))
  if (found.compared) notes.push(ngettext("We looked for near wording in the {n} text that has most of the rarer words.", "We looked for near wording in the {n} texts that have most of the rarer words.", found.compared))
  const toSearch = `${holder.dataset.searchAddress}?${new URLSearchParams({ q: `“${typed.replace(/["“”„«»]/g, " ").trim()}”` })}`
  const { says, elements } = answer(search, new Sentence(typed, found.words), found, { from, notes, toSearch })
  status.textContent = [says, ...notes].join(" ")
  results.replaceChildren(...elements)
  fold(results.querySelector(".others"))
}

/**
 * Keep of a long list the first texts, until a reader asks for all.
 *
 * @param {Element | null} list
 */
function fold(list) {
  /** @type {NodeListOf<HTMLElement> | undefined} */
  const items = list?.querySelectorAll(":scope > li")
  const rest = [...(items ?? [])].slice(SHOWN)
  for (const item of rest) item.hidden = true
  more.hidden = !rest.length
  more.textContent = ngettext("Show {n} more", "Show {n} more", rest.length)
  more.onclick = () => {
    for (const item of rest) item.hidden = false
    rest[0].querySelector("a")?.focus()
    more.hidden = true
  }
}

/**
 * Say something to all: where there is no answer to show.
 *
 * @param {string} words
 */
function told(words) {
  status.textContent = plain.textContent = words
  plain.hidden = !words
}

form.addEventListener("submit", event => {
  event.preventDefault()
  const q = input.value.trim()
  const address = `${location.pathname}${q ? `#${new URLSearchParams({ q })}` : ""}`
  if (address !== location.pathname + location.search + location.hash) history.pushState(null, "", address)
  show()
})
input.addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit()
})
again.addEventListener("click", show)
addEventListener("online", () => results.dataset.checkResults === "failed" && show())
addEventListener("popstate", show)
addEventListener("hashchange", show)
show()
