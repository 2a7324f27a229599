// How results look: what the search page and the search box have in common. Whatever comes from a text is put in as text.

;(() => {
  const EXACT = 200 // hits up to which they are counted
  const LONGEST_SHOWN = 200 // characters of what is said to stand nowhere

  function make(name, properties = {}, ...content) {
    const element = document.createElement(name)
    for (const [key, value] of Object.entries(properties)) {
      if (value === undefined || value === null || value === false) continue
      if (key in element && !key.includes("-")) element[key] = value
      else element.setAttribute(key, value === true ? "" : value)
    }
    element.append(...content.filter(part => part !== null && part !== undefined))
    return element
  }

  const number = new Intl.NumberFormat("en")
  const count = (n, one, many) => `${number.format(n)} ${n === 1 ? one : many}`
  const shortened = words => (words.length > LONGEST_SHOWN ? `${words.slice(0, LONGEST_SHOWN)}…` : words)
  const listed = new Intl.ListFormat("en", { type: "conjunction" })

  /** Pieces of a text, with what was found marked. */
  const marked = pieces => pieces.filter(({ text }) => text).map(({ text, isFound }) => (isFound ? make("mark", {}, text) : text))

  /** What is said of a document under its title. */
  const facts = ({ kind, publisher, date }) => [kind, publisher, date].filter(Boolean).join(" · ")

  /** How many texts were found. */
  function told({ query }, total, among = "") {
    if (query.phrases.length || query.whole.length) {
      const counted = total > EXACT ? `More than ${count(EXACT, "text", "texts")}` : total ? count(total, "text", "texts") : "No text"
      return `${counted} found${among}.`
    }
    return query.without.length
      ? "A minus leaves texts out: type also what to look for."
      : "Type a word, or part of a sentence: there is no letter or digit to look for."
  }

  /** What a search came to beside its results: words that stand nowhere, and what was done about them. */
  function remarks({ nowhere, instead, passed, partly, apart, query, levels }) {
    const said = []
    const named = folded => `“${shortened(query.typed.get(folded) ?? folded)}”`
    const together = (words, one, many) => words.length && said.push(`${listed.format(words)} ${words.length === 1 ? one : many}.`)
    const distinct = words => [...new Set(words.map(named))]
    together(distinct(nowhere.filter(({ phrase }) => phrase).map(({ phrase }) => phrase.join(" "))), "stands in no text, word for word", "stand in no text, word for word")
    together(distinct(nowhere.filter(({ word }) => word).map(({ word }) => word)), "stands in no text", "stand in no text")
    for (const { word, forms } of instead) {
      said.push(`${named(word)} stands in no text; looked for instead: ${forms.slice(0, 6).map(form => `“${form}”`).join(", ")}.`)
    }
    if (apart) said.push("No text has all of this.")
    if (partly) said.push("No text has all these words; these have some of them.")
    if (!levels[0]?.length) together(distinct(passed), "stands in most texts: those without it are shown too", "stand in most texts: those without them are shown too")
    if (levels.length) together(distinct(query.without.map(words => words.join(" "))), "is left out: no text with it is shown", "are left out: no text with one of them is shown")
    if (query.cut) said.push("Only the first 32 words were looked for.")
    return said
  }

  /** A document that was found; `elsewhere` is where one sees who else has the words. */
  function entry(one, elsewhere) {
    const { search } = window.sourcebook
    const { document: text } = one
    const exact = one.isPhrase ? make("span", { className: "sb-result__exact" }, "exact words") : null
    const also = one.also
      ? make("p", { className: "sb-result__also" }, make("a", { href: elsewhere }, `Also in ${count(one.also, "other", "others")}`))
      : null
    const title = make("a", { href: search.documentAddress(text) }, ...marked(search.titlePieces(one)))
    const said = facts(text)
    return make(
      "li",
      { className: "sb-result", "data-document": text.id },
      make("h2", { dir: "auto" }, title),
      said || exact ? make("p", { className: "sb-result__facts" }, said ? make("span", {}, said) : null, exact) : null,
      also,
      ...one.offered.map(paragraph => passage(one, paragraph)),
    )
  }

  function passage(one, paragraph) {
    const { search } = window.sourcebook
    const { anchor, number: id, pieces, isCutBefore, isCutAfter } = search.excerpt(one.document, paragraph)
    const label = make("span", { className: "sb-result__number" }, make("span", { className: "hidden" }, "Paragraph "), id)
    const words = make(
      "span",
      { className: "sb-result__words", dir: "auto", lang: one.document.language || null },
      isCutBefore ? "… " : null,
      ...marked(pieces),
      isCutAfter ? " …" : null,
    )
    return make("a", { className: "sb-result__passage", href: search.address(one, paragraph), "data-paragraph": anchor }, label, words)
  }

  window.sourcebook = Object.assign(window.sourcebook ?? {}, { view: { make, count, number, marked, facts, told, remarks, entry } })
})()
