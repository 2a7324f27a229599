// What is looked for more widely: words near each other, words that begin with some letters, and some of the words asked for.

import { beginning as entries } from "./beginning.js"
import { inOrder, lowest } from "./lists.js"

const MOST_FILES = 12 // that are looked through for words that begin with some letters

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Found} Found */
/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./query.js").Item} Item */

/**
 * Words that begin with some letters.
 * @param {Index} index
 * @param {Item} item
 * @param {Answer} answer
 * @returns {Promise<Found>}
 */
export async function beginning(index, { words: [letters], typed }, answer) {
  const { words, isCut } = await entries(index, letters, MOST_FILES)
  if (isCut) answer.beginnings.push(typed)
  /** @type {Map<number, number>} where each ends: of `re-elect`, `re` alone begins with `re` */
  const ends = new Map()
  for (const [, { list: { places, kinds } }] of words) {
    places.forEach((place, at) => ends.set(place, Math.min(ends.get(place) ?? Infinity, place + (kinds[at] >> 4 || 1))))
  }
  const frequent = [...index.frequent.keys()].filter(word => word.startsWith(letters))
  const names = [...new Set(words.flatMap(([, { told }]) => (told[2] ? told[2].split(" ").map(Number) : [])))]
  return { phrase: [`${letters}*`], names, ...(await index.standing(Array.from(ends, ([begin, end]) => ({ begin, end })), frequent)) }
}

/**
 * Words near each other, in any order; frequent ones, whose places nobody has, are not looked for.
 * @param {Index} index
 * @param {Item} item
 * @param {Answer} answer
 * @param {typeof import("./forms.js").found} foundAs
 * @returns {Promise<Found>}
 */
export async function near(index, { words: asked, distance = 0 }, answer, foundAs) {
  const telling = [...new Set(asked)].filter(word => !index.frequent.has(word))
  answer.crowded.push(...asked.filter(word => index.frequent.has(word)))
  const all = await Promise.all(telling.map(word => foundAs(index, { words: [word], typed: word }, "quoted")))
  /** @type {number[]} */
  const titles = await index.json("titles")
  const edges = [...index.starts].flatMap((start, row) => [start, start + (titles[row] ?? 0)])
  const found = await index.standing(windows(all.map(({ ends }) => ends.map(end => end - 1)), distance, edges), [])
  const words = all.flatMap(one => Array.from(one.ends, (end, at) => ({ begin: one.begins[at], end })))
  const marked = inOrder(words.filter(({ end }) => found.begins[lowest(found.ends, end)] < end))
  return { phrase: telling, ...found, marked }
}

/**
 * The texts that have some of what is asked, those with most of it first.
 * @param {Index} index
 * @param {import("./types.js").Need[]} asked
 */
export function some(index, asked) {
  const has = new Uint8Array(index.documents)
  for (const { exact, texts } of asked) (exact.includes(1) ? exact : texts).forEach((one, row) => (has[row] += one))
  return asked.map((_, i) => has.map(n => Number(n === asked.length - i)))
}

/**
 * The stretches in which a place of each list lies, the shortest that ends at each of them.
 * @param {Uint32Array[]} lists sorted places of each word
 * @param {number} distance how many other places may lie among them
 * @param {number[]} edges where titles and texts begin: no stretch reaches over one
 */
function windows(lists, distance, edges) {
  const all = lists.flatMap((places, list) => Array.from(places, place => ({ place, list }))).sort((a, b) => a.place - b.place)
  const latest = lists.map(() => -Infinity)
  return all.flatMap(({ place, list }) => {
    latest[list] = place
    const begin = Math.min(...latest)
    const isNear = place - begin + 1 - lists.length <= distance && lowest(edges, begin + 1) === lowest(edges, place + 1)
    return isNear ? [{ begin, end: place + 1 }] : []
  })
}
