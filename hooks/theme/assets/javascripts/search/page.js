// The search page: the address says what is looked for, how it is narrowed and sorted; what is shown follows it.

import "./view.js"
import "./facets.js"
import "./address.js"

;(async () => {
  const { engine, isLost, lost } = window.sourcebook
  const { make, told, remarks, entry } = window.sourcebook.view
  const { passing, fill: fillFacets } = window.sourcebook.facets
  const { stateOf, addressOf } = window.sourcebook
  const holder = document.querySelector("[data-search-page]")
  const form = holder.querySelector("form")
  const input = form.elements.q
  const status = holder.querySelector("[data-search-status]")
  const remark = holder.querySelector("[data-search-remarks]")
  const list = holder.querySelector("[data-search-results]")
  const narrow = holder.querySelector("[data-search-facets]")
  const sort = holder.querySelector("[data-search-sort]")
  const more = holder.querySelector("[data-search-more]")
  const again = holder.querySelector("[data-search-again]")
  const help = holder.querySelector("[data-search-help]")
  const checkAddress = document.querySelector("[data-check-address]")?.dataset.checkAddress

  const PAGE = 10 // documents shown at a time
  const MOST = 200 // documents shown at once for a quoted phrase
  const MANY = 30 // documents from which on the first are shown before the rest
  const PAUSE = 140 // milliseconds without a key before a search begins

  holder.hidden = false

  let state = stateOf(location.search)
  let isTyping = false

  function go(next, { typing = false } = {}) {
    state = next
    if (typing && isTyping) history.replaceState(null, "", addressOf(state))
    else if (addressOf(state) !== (location.search || location.pathname)) history.pushState(null, "", addressOf(state))
    isTyping = typing
    shown = PAGE
    show()
  }

  /** Keep with the page's address how far the reader has come, for when they come back to it. */
  const remember = () => history.replaceState({ shown, y: scrollY }, "")

  async function restore() {
    shown = history.state?.shown ?? PAGE
    await show()
    if (history.state?.y !== undefined) scrollTo(0, history.state.y)
  }

  /* What is shown. */

  let ticket = 0
  let shown = PAGE

  /** Show what the state asks for; where `isMore`, what is shown stays there until there is more. */
  async function show({ isMore = false } = {}) {
    const mine = ++ticket
    const isOld = () => mine !== ticket
    if (input.value !== state.q) input.value = state.q
    sort.value = state.sort
    again.hidden = true
    if (!state.q.trim()) {
      clear("")
      list.dataset.searchResults = "done"
      help.open = true
      return
    }
    list.dataset.searchResults = "busy"
    list.setAttribute("aria-busy", "true")
    try {
      const found = await look(state, isOld, isMore)
      if (isOld()) return
      fill(found)
      list.dataset.searchResults = "done"
    } catch (error) {
      if (isOld()) return
      if (!isLost(error)) throw error
      tellFailure(isMore)
    } finally {
      if (!isOld()) list.removeAttribute("aria-busy")
    }
  }

  function clear(said) {
    for (const part of [list, narrow, remark]) part.replaceChildren()
    narrow.parentElement.hidden = more.hidden = sort.parentElement.hidden = true
    status.textContent = said
  }

  function tellFailure(isMore) {
    const said = `${lost} It is tried again as soon as there is one.`
    if (isMore) status.textContent = said
    else clear(said)
    again.hidden = false
    list.dataset.searchResults = "failed"
  }

  async function look({ q, sort: by, chosen }, isOld, isMore) {
    const search = await engine()
    const answer = await search.ask(q)
    if (isOld()) return null
    const table = await search.index.facets()
    const all = answer.levels.flat()
    const row = key => table.rowOf.get(key)
    const rows = all.map(row)
    const passes = passing(table.facets, chosen)
    const kept = all.filter(key => [...passes.values()].every(passes => passes(row(key))))
    const order = by === "relevance" ? byRelevance(kept, answer, table, row) : byDay(kept, await search.index.days(), row, by)
    const isQuoted = answer.query.phrases.length > 0 && !answer.query.whole.length
    const found = async count => {
      const first = order.slice(0, count)
      const made = await window.sourcebook.search.results(search, answer, first, by === "relevance")
      const isCut = order.length > first.length
      return { answer, made, isCut, total: kept.length, facets: table.facets, rows, passes, chosen }
    }
    const count = Math.max(shown, isQuoted ? MOST : 0)
    if (!isMore && Math.min(count, order.length) > MANY) {
      const early = await found(PAGE)
      if (isOld()) return null
      fill(early)
    }
    return isOld() ? null : found(count)
  }

  /** Of texts that have the whole phrase, those lead whose words others took. */
  function byRelevance(keys, answer, table, row) {
    if (!answer.phrase) return keys
    const same = new Set(answer.levels[0])
    const lent = key => (same.has(key) ? (table.lent[row(key)] ?? 0) : -1)
    return keys.map((key, at) => [key, at]).sort((a, b) => lent(b[0]) - lent(a[0]) || a[1] - b[1]).map(([key]) => key)
  }

  function byDay(keys, days, row, by) {
    const day = key => days[row(key)]
    const sign = by === "newest" ? -1 : 1
    return [...keys].sort((a, b) => !day(a) - !day(b) || sign * (day(a) - day(b)))
  }

  function fill(found) {
    const { answer, made, isCut, total, rows } = found
    status.textContent = told(answer, total, total < rows.length ? " in this selection" : "")
    remark.replaceChildren(...remarks(answer).map(said => make("p", {}, said)))
    list.replaceChildren(...made.map(one => entry(one, checkLink(answer))))
    more.hidden = !isCut
    sort.parentElement.hidden = total < 2
    fillFacets(narrow, found)
  }

  const checkLink = ({ query, phrase }) => phrase && `${checkAddress}#${new URLSearchParams({ q: query.typed.get(phrase.join(" ")) })}`

  /* What the reader does. */

  let timer
  input.addEventListener("input", () => {
    clearTimeout(timer)
    ticket++
    timer = setTimeout(() => go({ ...state, q: input.value, chosen: new Map() }, { typing: true }), PAUSE)
  })
  input.addEventListener("focus", () => engine().catch(() => {}), { once: true })
  form.addEventListener("submit", event => {
    event.preventDefault()
    clearTimeout(timer)
    const isNew = input.value !== state.q
    go({ ...state, q: input.value, chosen: isNew ? new Map() : state.chosen })
  })
  narrow.addEventListener("change", event => {
    const { name, value, checked } = event.target
    const values = (state.chosen.get(name) ?? []).filter(other => other !== value)
    if (checked) values.push(value)
    const chosen = new Map(state.chosen)
    if (values.length) chosen.set(name, values)
    else chosen.delete(name)
    go({ ...state, chosen })
  })
  sort.addEventListener("change", () => go({ ...state, sort: sort.value }))
  more.addEventListener("click", async () => {
    const before = list.childElementCount
    const had = shown
    shown = Math.max(shown, before) + PAGE
    await show({ isMore: true })
    if (list.dataset.searchResults === "failed") shown = had
    else list.children[before]?.querySelector("a")?.focus()
    remember()
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
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const links = [...list.querySelectorAll("a[data-paragraph]")]
    const at = links.indexOf(document.activeElement)
    if (event.key === "Escape" && at >= 0) {
      input.focus()
      return
    }
    if (!step || (at < 0 && document.activeElement !== input) || !links.length) return
    event.preventDefault()
    if (at + step < 0) input.focus()
    else links[Math.min(at + step, links.length - 1)].focus()
  })

  const wide = matchMedia("(min-width: 60em)")
  const fold = () => (narrow.parentElement.open = wide.matches)
  wide.addEventListener("change", fold)
  fold()
  restore()
})()
