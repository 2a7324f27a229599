// Marks the words that a search led here for: each `found` of the address names folded words that stand together, or
// letters with a `*` that a word begins with. They are marked in the paragraph that the address leads to, or from there
// into the next; else wherever they stand.

import { anchor } from "../frame/anchor.js"
import { mark, read } from "../text/mark.js"
import { fold } from "./fold.js"
import { places, wordsOf } from "./joins.js"
import { endOf } from "./joints.js"

/** @typedef {import("./joins.js").Word} Word */

const { paragraphs } = read()
const words = wordsOf(paragraphs.map(({ element }) => element.textContent))
/** @param {Word} word */
const elementOf = word => paragraphs[word.paragraph].element

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
const isHere = ({ from, to }) => words.slice(from, to).some(word => elementOf(word).id === anchor())
const all = new URLSearchParams(location.search).getAll("found").flatMap(standing)
const here = all.filter(isHere)
<<<<<<< HEAD
/** @type {Element | undefined} */
let first
for (const { from, to, isWord } of here.length ? here : all) {
  const ends = [words[from].paragraph, words[to - 1].paragraph]
  for (const [at, { element }] of paragraphs.entries()) {
    const within = words.slice(from, to).filter(({ paragraph }) => paragraph === at)
    if (!within.length || (isWord && !ends.includes(at))) continue
    const made = mark(element, within[0].start, within[within.length - 1].end)
    if (!first || made[0]?.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING) first = made[0] ?? first
=======
for (const [from, to] of here.length ? here : all) {
  for (const element of new Set(words.slice(from, to).map(elementOf))) {
    const within = words.slice(from, to).filter(word => elementOf(word) === element)
    mark(element, within[0].start, within[within.length - 1].end)
>>>>>>> 0d0d73ee (Say facets, days of a range, marks on arrival and parts of long paragraphs in fewer lines)
  }
}
document.querySelector("mark[data-found]")?.scrollIntoView({ block: "center" })
