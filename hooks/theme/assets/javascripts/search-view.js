// How results look: what the search page and the search box have in common. Whatever comes from a text is put in as text.

"use strict"

;(() => {
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
  const named = words => `“${words}”`
  const listed = new Intl.ListFormat("en", { type: "conjunction" })

  /** Pieces of a text, with what was found marked. */
  const marked = pieces => pieces.filter(({ text }) => text).map(({ text, isFound }) => (isFound ? make("mark", {}, text) : text))

  /** What is said of a document under its title. */
  const facts = ({ kind, publisher, date }) => [kind, publisher, date].filter(Boolean).join(" · ")

  /** What a search came to beside its results: words that stand nowhere, and what was done about them. */
  function remarks({ nowhere, instead, passed, partly, query, levels }) {
    const said = []
    const phrases = nowhere.filter(({ phrase }) => phrase).map(({ phrase }) => named(phrase.join(" ")))
    const words = nowhere.filter(({ word }) => word).map(({ word }) => named(word))
    if (phrases.length) said.push(`${listed.format(phrases)} ${phrases.length === 1 ? "stands" : "stand"} in no text, word for word.`)
    if (words.length) said.push(`${listed.format(words)} ${words.length === 1 ? "stands" : "stand"} in no text.`)
    for (const { word, forms } of instead) {
      said.push(`${named(word)} stands in no text; looked for instead: ${forms.slice(0, 6).map(named).join(", ")}.`)
    }
    if (partly) said.push("No text has all these words; these have some of them.")
    if (passed.length && !levels[0]?.length) said.push(`${listed.format(passed.map(named))} ${passed.length === 1 ? "stands" : "stand"} in most texts, and ${passed.length === 1 ? "counts" : "count"} in exact phrases only.`)
    if (query.cut) said.push("Only the first 32 words were looked for.")
    return said
  }

  window.sourcebook = Object.assign(window.sourcebook ?? {}, { view: { make, count, number, named, marked, facts, remarks } })
})()
