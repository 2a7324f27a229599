// Where a phrase stands in the words of a text.

import { fold } from "./fold.js"

/** @typedef {import("./ways.js").Way} Way */
/** @typedef {typeof import("./joints.js").endOf} EndOf */

/**
 * A folded word, and where it stands in what is shown: `text` is its paragraph.
 * @typedef {{word: string, start: number, end: number, text: string, paragraph: number}} Word
 */

/**
 * The number after the last word of a phrase that begins at `at`, or -1; `ways` are words that some of it makes.
 * @param {Word[]} words
 * @param {number} at
 * @param {string[]} phrase
 * @param {Way[]} ways
 * @param {EndOf} [endOf]
 * @returns {number}
 */
function match(words, at, phrase, ways, endOf, from = 0) {
  for (; from < phrase.length; from++, at++) {
    const here = words[at]
    if (!here?.word) return -1
    for (const { at: first, length, word } of ways) {
      if (first !== from) continue
      const next = here.word === word ? at + 1 : endOf && /\d/.test(word) ? endOf(words, at, word) : -1
      const end = next < 0 ? next : match(words, next, phrase, ways, endOf, from + length)
      if (end >= 0) return end
    }
    if (here.word === phrase[from]) continue
    if (!endOf || !(phrase[from].startsWith(here.word) || (/^\d+$/.test(phrase[from]) && /\p{L}/u.test(here.word)))) return -1
    at = endOf(words, at, phrase[from]) - 1
    if (at < 0) return -1
  }
  return at
}

/**
 * Where a phrase stands in the words of a text: `[from, to]` each.
 * @param {Word[]} words
 * @param {string[]} phrase
 * @param {Way[]} [ways]
 * @param {EndOf} [endOf] that of joints.js, where a word may be made of several
 */
export function places(words, phrase, ways = [], endOf) {
  /** @type {[number, number][]} */
  const found = []
  for (let at = 0; phrase.length && at < words.length; at++) {
    const end = match(words, at, phrase, ways, endOf)
    if (end >= 0) found.push([at, end])
  }
  return found
}

/**
 * The words of paragraphs, each with its place.
 * @param {string[]} texts
 * @returns {Word[]}
 */
export const wordsOf = texts => texts.flatMap((text, paragraph) => fold(text).map(one => Object.assign(one, { text, paragraph })))
