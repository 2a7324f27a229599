// Marks the words that a search led here for: each `found` of the address names folded words that stand together, or
// letters with a `*` that a word begins with. They are marked in the paragraph that the address leads to, or from there
// into the next; else wherever they stand.

import { anchor } from "../frame/anchor.js"
import { mark, read } from "../text/mark.js"
import { fold } from "./fold.js"
import { places, wordsOf } from "./joins.js"
import { endOf } from "./joints.js"

const { paragraphs } = read()
const words = wordsOf(paragraphs.map(({ element }) => element.textContent))

/**
 * Where what is wanted stands: `[from, to)` each.
 * @param {string} wanted
 */
function standing(wanted) {
  const phrase = fold(wanted).map(({ word }) => word)
  if (phrase.length && wanted.endsWith("*")) return words.flatMap(({ word }, at) => (word.startsWith(phrase[0]) ? [{ from: at, to: at + 1, isWord: true }] : []))
  return places(words, phrase, [], endOf).map(([from, to]) => ({ from, to, isWord: phrase.length === 1 }))
}

/** @param {{ from: number, to: number }} stretch */
const isHere = ({ from, to }) => words.slice(from, to).some(({ paragraph }) => paragraphs[paragraph].element.id === anchor())
const all = new URLSearchParams(location.search).getAll("found").flatMap(standing)
const here = all.filter(isHere)
for (const { from, to, isWord } of here.length ? here : all) {
  const reached = words.slice(from, to).map(({ paragraph }) => paragraph)
  for (const paragraph of new Set(isWord ? [reached[0], ...reached.slice(-1)] : reached)) {
    const within = words.slice(from, to).filter(word => word.paragraph === paragraph)
    mark(paragraphs[paragraph].element, within[0].start, within[within.length - 1].end)
  }
}
document.querySelector("mark[data-found]")?.scrollIntoView({ block: "center" })
