// What a reader types → what is looked for: words, exact phrases in quotation marks of any shape, words near each other
// (`"a b"~5`), words that begin with some letters (`word*`), one thing OR another, and what a minus before any of them
// leaves out. What is written in one piece and folded to several words (`well-known`) is a phrase too.

import { fold } from "./fold.js"

// In a Hebrew word a straight quotation mark stands for gershayim.
const PIECE = /([-−](?=[^\s]))?(?:["“”„«»]([^"“”„«»]*)(?:["“”„«»](?:~(\d+))?|$)|((?:[^\s"“”„«»]|(?<=\p{Script=Hebrew})["”“](?=\p{Script=Hebrew}))+))/gu
const LONGEST = 20_000
const MOST_WORDS = 32
const SHORTEST_BEGINNING = 3 // letters before a `*`

/**
 * What is looked for: folded words; `kind` says how (`joined`: several words typed in one piece), `typed` what was typed.
 * @typedef {{kind: "word" | "joined" | "phrase" | "near" | "beginning", words: string[], typed: string, distance?: number}} Item
 *
 * `needs`: lists of which a text must have an item each; `without`: none of these; `whole`: all that stands outside
 * quotation marks, as one phrase, if it can be one; `cut` says that what is beyond the first 32 words was left out.
 * @typedef {{needs: Item[][], without: Item[], whole: Item | null, cut: boolean}} Query
 */

/**
 * Reads a query.
 * @param {string} text
 * @returns {Query}
 */
export function parse(text) {
  /** @type {Item[][]} */
  const needs = []
  /** @type {Item[]} */
  const without = []
  /** @type {Item[]} */
  const unquoted = []
  let isOr = false
  let wasNeed = false
  for (const [, minus, quoted, distance, piece] of text.slice(0, LONGEST).matchAll(PIECE)) {
    if (piece === "OR" && !minus && wasNeed) {
      isOr = true
      unquoted.push({ words: ["or"], typed: piece, kind: "word" })
      continue
    }
    const item = itemOf(quoted, distance, piece)
    if (!item) continue
    if (minus) without.push(item)
    else if (isOr) needs[needs.length - 1].push(item)
    else needs.push([item])
    if (!minus && quoted === undefined) unquoted.push(item)
    isOr = false
    wasNeed = !minus
  }
  /** @type {Record<string, number>} */
  const counts = { word: 0, joined: 0 }
  const distinct = [...new Map(needs.map(items => [JSON.stringify(items.map(({ typed, ...item }) => item)), items])).values()]
  const kept = distinct.filter(([{ kind }]) => !(kind in counts) || ++counts[kind] <= MOST_WORDS)
  return { needs: kept, without, whole: wholeOf(unquoted, isOr), cut: kept.length < distinct.length }
}

/**
 * @param {string | undefined} quoted what stands in quotation marks, if any do
 * @param {string | undefined} distance
 * @param {string} piece what stands without
 * @returns {Item | null}
 */
function itemOf(quoted, distance, piece) {
  const whole = quoted ?? piece
  const folded = fold(whole)
  if (!folded.length) return null
  const words = folded.map(({ word }) => word)
  const { end } = folded[folded.length - 1]
  const typed = whole.slice(folded[0].start, end)
  if (distance && words.length > 1) return { kind: "near", words, typed, distance: Number(distance) }
  if (quoted !== undefined) return { kind: "phrase", words, typed }
  if (/^\*+$/.test(piece.slice(end)) && words.length === 1 && Array.from(words[0]).length >= SHORTEST_BEGINNING) return { kind: "beginning", words, typed: `${typed}*` }
  return { kind: words.length > 1 ? "joined" : "word", words, typed }
}

/**
 * @param {Item[]} items
 * @param {boolean} endsInOr
 * @returns {Item | null}
 */
function wholeOf(items, endsInOr) {
  const all = endsInOr ? items.slice(0, -1) : items
  const words = all.flatMap(item => item.words)
  if (words.length < 2 || all.some(({ kind }) => kind === "beginning")) return null
  return { kind: "phrase", words, typed: all.map(({ typed }) => typed).join(" ") }
}
