// Marks the words that a search led here for: each `found` of the address names folded words that stand together. They
// are marked in the paragraph that the address leads to, or from there into the next; else wherever they stand.

import "./fold.js"
import { anchor as anchorOfAddress } from "../frame/anchor.js"
import { mark, read } from "../text/found.js"

;(() => {
  const { fold } = window.sourcebook
  const wanted = new URLSearchParams(location.search).getAll("found").map(words => fold(words).map(({ word }) => word))
  const anchor = anchorOfAddress()
  const { paragraphs } = read()
  const words = paragraphs.flatMap(({ element }) => fold(element.textContent).map(word => Object.assign(word, { element })))

  /** The places of a phrase: number of the first word and of the one after the last. */
  function places(phrase) {
    const found = []
    for (let at = 0; phrase.length && at + phrase.length <= words.length; at++) {
      if (phrase.every((word, i) => words[at + i].word === word)) found.push([at, at + phrase.length])
    }
    return found
  }

  const touches = ([from, to]) => words.slice(from, to).some(({ element }) => element.id === anchor)
  const all = wanted.flatMap(places)
  const here = all.filter(touches)
  let first
  for (const [from, to] of here.length ? here : all) {
    for (const { element } of paragraphs) {
      const within = words.slice(from, to).filter(word => word.element === element)
      if (!within.length) continue
      const made = mark(element, within[0].start, within.at(-1).end)
      if (!first || made[0]?.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING) first = made[0] ?? first
    }
  }
  first?.scrollIntoView({ block: "center" })
})()
