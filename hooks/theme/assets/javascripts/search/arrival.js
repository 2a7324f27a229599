// Marks the words that a search led here for: each `found` of the address names words that stand together, with `…` for
// what a page has between the pieces of one. They are marked in the paragraph that the address leads to, or from there into
// the next; else wherever they stand.

import { anchor } from "../frame/anchor.js"
import { mark, read } from "../text/mark.js"
import { fold } from "./fold.js"

const MOST_BETWEEN = 15 // words of a page between the pieces of one

const { paragraphs } = read()
const words = paragraphs.flatMap(({ element }) => fold(element.textContent).map(word => Object.assign(word, { element })))

/**
 * Where a phrase stands: the numbers of its first words.
 * @param {string[]} phrase
 */
const places = phrase => [...words.keys()].filter(at => phrase.length && phrase.every((word, i) => words[at + i]?.word === word))

/**
 * The words that are wanted, each time that they stand there.
 * @param {string} wanted
 */
function standing(wanted) {
  const [phrase, rest = []] = wanted.split("…").map(part => fold(part).map(({ word }) => word))
  const rests = places(rest)
  return places(phrase).flatMap(from => {
    const to = from + phrase.length
    const behind = rest.length ? rests.find(at => at >= to && at - to <= MOST_BETWEEN) : to
    return behind === undefined ? [] : [[...words.slice(from, to), ...words.slice(behind, behind + rest.length)]]
  })
}

/** @param {typeof words} stretch */
const isHere = stretch => stretch.some(({ element }) => element.id === anchor())
const all = new URLSearchParams(location.search).getAll("found").flatMap(standing)
const here = all.filter(isHere)
for (const stretch of here.length ? here : all) {
  for (const element of new Set(stretch.map(({ element }) => element))) {
    const within = stretch.filter(word => word.element === element)
    mark(element, within[0].start, within[within.length - 1].end)
  }
}
document.querySelector("mark[data-found]")?.scrollIntoView({ block: "center" })
