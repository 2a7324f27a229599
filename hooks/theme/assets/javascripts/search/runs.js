// What few phrases need: frequent words that follow each other, which only large archives have, and words that are written
// in several ways.

import { lowest } from "./lists.js"
import { followed } from "./phrases.js"

/** @import { Index } from "./index.js" */
/** @import { Begun, State } from "./phrases.js" */

/**
 * Where a run of frequent words stands, two or more; of those about `among` alone, where that is given. A place of a pair
 * tells the word before it and the one behind it, too: so a few of the pairs will do.
 * @param {Index} index
 * @param {string[]} run
 * @param {Uint32Array} [among]
 */
export async function runs(index, run, among) {
  const codes = run.map(word => index.frequent.get(word)?.code)
  /** @type {Uint32Array | undefined} */
  let begins
  for (const at of pairsOf(index, run)) {
    const near = begins?.map(place => place + at) ?? among?.map(place => Math.max(0, place - run.length))
    const { places, left, right } = await index.list(`${run[at]} ${run[at + 1]}`, near)
    const here = places.filter((_, i) => (!at || left[i] === codes[at - 1]) && (at + 2 === run.length || right[i] === codes[at + 2])).map(place => place - at)
    begins = begins ? begins.filter(place => here[lowest(here, place)] === place) : here
    if (!begins.length) break
  }
  return Array.from(begins ?? [], begin => ({ begin, end: begin + run.length, code: 0 }))
}

/**
 * The pairs of a run, by the number of their first word, that lie in the fewest files and tell of all its words; the
 * one that lies in the fewest first.
 * @param {Index} index
 * @param {string[]} run
 */
function pairsOf(index, run) {
  const files = run.slice(1).map((word, at) => index.partsOf(`${run[at]} ${word}`).length)
  /** @type {{ cost: number, pairs: number[] }[]} from each word on */
  const best = []
  for (let from = run.length - 1; from >= 0; from--) {
    for (let at = Math.max(0, from - 2); at <= from + 1 && at < files.length; at++) {
      const { cost, pairs } = best[at + 3] ?? { cost: 0, pairs: [] }
      if (!best[from] || cost + files[at] < best[from].cost) best[from] = { cost: cost + files[at], pairs: [at, ...pairs] }
    }
  }
  return best[0].pairs.sort((a, b) => files[a] - files[b])
}

/**
 * What follows words begun that end with a frequent word, where it is a frequent word too.
 * @param {Index} index
 * @param {Begun[]} begun
 * @param {string} last
 * @param {string} word
 */
export async function pair(index, begun, last, word) {
  const among = Uint32Array.from(begun, ({ end }) => end).sort()
  return followed(begun, await index.list(`${last} ${word}`, among), 0, 1)
}

/**
 * As few states as say the same: their number would grow with every way of writing a word.
 * @param {State[]} states
 */
export function together(states) {
  /** @type {Map<string, State>} */
  const groups = new Map()
  for (const { begun, run } of states) {
    const name = [begun ? "begun" : "", ...run].join(" ")
    const all = begun && [...(groups.get(name)?.begun ?? []), ...begun]
    groups.set(name, { run, begun: all && [...new Map(all.map(one => [one.end, one])).values()] })
  }
  return [...groups.values()]
}
