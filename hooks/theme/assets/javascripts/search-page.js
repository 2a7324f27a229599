// The search page: the address says what is looked for, how it is narrowed and sorted; what is shown follows it.

"use strict"

;(async () => {
  const { need, engine } = window.sourcebook
  await need("search-view.js")
  const { make, count, number, named, marked, facts, remarks } = window.sourcebook.view
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
  const checkAddress = document.querySelector("[data-check-address]")?.dataset.checkAddress

  const PAGE = 10 // documents shown at a time
  const EXACT = 200 // hits up to which they are counted; a quoted phrase shows as many at once
  const PAUSE = 140 // milliseconds without a key before a search begins
  const VALUES = 8 // of a facet, shown before the rest

  holder.hidden = false

  /* What the address says. */

  function stateOf(search) {
    const query = new URLSearchParams(search)
    return {
      q: query.get("q") ?? "",
      sort: ["date", "newest"].includes(query.get("sort")) ? query.get("sort") : "relevance",
      chosen: new Map(["kind", "publisher", "year"].map(key => [key, query.getAll(key)]).filter(([, values]) => values.length)),
    }
  }

  function addressOf({ q, sort: by, chosen }) {
    const query = new URLSearchParams()
    if (q) query.set("q", q)
    for (const [key, values] of chosen) for (const value of values) query.append(key, value)
    if (by !== "relevance") query.set("sort", by)
    const text = query.toString()
    return text ? `?${text}` : location.pathname
  }

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

  /* What is shown. */

  let ticket = 0
  let shown = PAGE

  async function show() {
    const mine = ++ticket
    const isOld = () => mine !== ticket
    if (input.value !== state.q) input.value = state.q
    sort.value = state.sort
    again.hidden = true
    if (!state.q.trim()) {
      list.dataset.searchResults = "done"
      list.replaceChildren()
      narrow.replaceChildren()
      remark.replaceChildren()
      more.hidden = sort.parentElement.hidden = true
      status.textContent = ""
      return
    }
    list.dataset.searchResults = "busy"
    list.setAttribute("aria-busy", "true")
    try {
      const found = await look(state, isOld)
      if (isOld()) return
      fill(found)
      list.dataset.searchResults = "done"
    } catch (error) {
      if (isOld()) return
      if (!isUnreachable(error)) throw error
      tellFailure()
    } finally {
      if (!isOld()) list.removeAttribute("aria-busy")
    }
  }

  const isUnreachable = error => !window.sourcebook.Unreachable || error instanceof window.sourcebook.Unreachable

  function tellFailure() {
    list.replaceChildren()
    narrow.replaceChildren()
    remark.replaceChildren()
    more.hidden = sort.parentElement.hidden = true
    status.textContent = "The search can’t be reached just now: the connection seems to be lost. It is tried again as soon as there is one."
    again.hidden = false
    list.dataset.searchResults = "failed"
  }

  async function look({ q, sort: by, chosen }, isOld) {
    const search = await engine()
    const answer = await search.ask(q)
    if (isOld()) return null
    const table = await search.facets()
    const all = answer.levels.flat()
    const row = key => table.rowOf.get(key)
    const passes = new Map(table.facets.map(facet => [facet.key, passing(facet, chosen.get(facet.key))]))
    const kept = all.filter(key => table.facets.every(facet => passes.get(facet.key)(row(key))))
    const order = by === "relevance" ? byRelevance(kept, answer, table, row) : byDay(kept, await search.days(), row, by)
    const isQuoted = answer.query.phrases.length > 0 && !answer.query.whole.length
    const first = order.slice(0, Math.max(shown, isQuoted ? EXACT : 0))
    if (isOld()) return null
    const made = await window.sourcebook.search.results(search, answer, first, by === "relevance")
    return { answer, table, all, kept, row, passes, made, isMore: order.length > first.length }
  }

  /** Whether a row has one of the values chosen of a facet; all have, where none is chosen. An empty value: not stated. */
  function passing(facet, values) {
    if (!values) return () => true
    const numbers = new Set(values.map(value => (value === "" ? 0 : facet.values.indexOf(value) + 1 || -1)))
    return row => numbers.has(facet.rows[row])
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

  function fill({ answer, table, all, kept, row, passes, made, isMore }) {
    const total = kept.length
    const isNarrowed = total < all.length
    const counted = total > EXACT ? `More than ${count(EXACT, "text", "texts")}` : total ? count(total, "text", "texts") : "No text"
    const asked = answer.query.phrases.length || answer.query.whole.length
    status.textContent = asked
      ? `${counted} found${isNarrowed ? " in this selection" : ""}.`
      : "Type a word, or part of a sentence: there is no letter or digit to look for."
    remark.replaceChildren(...remarks(answer).map(said => make("p", {}, said)))
    list.replaceChildren(...made.map(one => entry(one)))
    more.hidden = !isMore
    sort.parentElement.hidden = total < 2
    fillFacets(table, all, row, passes)
  }

  function entry(one) {
    const { search } = window.sourcebook
    const { document: text } = one
    const exact = one.isPhrase ? make("span", { className: "sb-result__exact" }, "exact words") : null
    const also = one.also
      ? make("p", { className: "sb-result__also" }, make("a", { href: checkLink() }, `Also in ${count(one.also, "other", "others")}`))
      : null
    const title = make("a", { href: search.documentAddress(text) }, ...marked(search.titlePieces(one)))
    const said = facts(text)
    return make(
      "li",
      { className: "sb-result", "data-document": text.id },
      make("h2", { dir: "auto" }, title),
      said || exact ? make("p", { className: "sb-result__facts" }, said, exact) : null,
      also,
      ...one.offered.map(paragraph => passage(one, paragraph)),
    )
  }

  function passage(one, paragraph) {
    const { search } = window.sourcebook
    const { anchor, number: id, pieces, isCutBefore, isCutAfter } = search.excerpt(one.document, paragraph)
    const label = make("span", { className: "sb-result__number" }, make("span", { className: "sb-visually-hidden" }, "Paragraph "), id)
    const words = make(
      "span",
      { className: "sb-result__words", dir: "auto", lang: one.document.language || null },
      isCutBefore ? "… " : null,
      ...marked(pieces),
      isCutAfter ? " …" : null,
    )
    return make("a", { className: "sb-result__passage", href: search.address(one, paragraph), "data-paragraph": anchor }, label, words)
  }

  const checkLink = () => `${checkAddress}?${new URLSearchParams({ q: state.q.replace(/["“”„«»]/g, " ").trim().slice(0, 1500) })}`

  function fillFacets(table, all, row, passes) {
    const parts = table.facets.map(facet => {
      const others = table.facets.filter(other => other !== facet)
      const counts = new Map()
      for (const key of all) {
        if (!others.every(other => passes.get(other.key)(row(key)))) continue
        const value = facet.rows[row(key)]
        counts.set(value, (counts.get(value) ?? 0) + 1)
      }
      const chosen = state.chosen.get(facet.key) ?? []
      for (const value of chosen) {
        const at = value === "" ? 0 : facet.values.indexOf(value) + 1
        if (!counts.has(at)) counts.set(at, 0)
      }
      if (counts.size < 2 && !chosen.length) return null
      const entries = [...counts].map(([at, n]) => ({ at, n, value: at ? facet.values[at - 1] : "" }))
      entries.sort((a, b) => !a.at - !b.at || (facet.key === "year" ? b.at - a.at : b.n - a.n || a.at - b.at))
      const boxes = entries.map(one => facetBox(facet.key, one, chosen.includes(one.value)))
      const rest = boxes.slice(VALUES)
      const isOpen = entries.slice(VALUES).some(({ value }) => chosen.includes(value))
      return make(
        "fieldset",
        { "data-facet": facet.key },
        make("legend", {}, facet.label),
        ...boxes.slice(0, VALUES),
        rest.length ? make("details", { open: isOpen }, make("summary", {}, count(rest.length, "more", "more")), ...rest) : null,
      )
    })
    const focused = document.activeElement?.closest("[data-search-facets]") ? document.activeElement : null
    const place = focused && [focused.name, focused.value]
    narrow.replaceChildren(...parts.filter(Boolean))
    narrow.parentElement.hidden = !narrow.childElementCount
    if (place) [...narrow.querySelectorAll("input")].find(box => box.name === place[0] && box.value === place[1])?.focus()
  }

  function facetBox(key, { n, value }, checked) {
    const box = make("input", { type: "checkbox", name: key, checked })
    box.value = value
    const label = value ? make("span", { dir: "auto" }, value) : make("span", { className: "sb-absent" }, "not stated")
    return make("label", { "data-value": value }, box, label, make("span", { className: "sb-facet__count" }, number.format(n)))
  }

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
    shown = Math.max(shown, before) + PAGE
    await show()
    list.children[before]?.querySelector("a")?.focus()
  })
  again.addEventListener("click", show)
  addEventListener("online", () => list.dataset.searchResults === "failed" && show())
  addEventListener("popstate", () => {
    state = stateOf(location.search)
    isTyping = false
    shown = PAGE
    clearTimeout(timer)
    show()
  })

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
  show()
})()
