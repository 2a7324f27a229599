// What few phrases need: frequent words that follow each other, which only large archives have, and words that are written
// in several ways.

import { lowest, meet } from "./lists.js"
import { after, inOrder, placesOf } from "./phrases.js"

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./phrases.js").State} State */

/**
 * The places after a run of frequent words, two or more; of those about `among` alone, where that is given. A place of a
 * pair tells the word before it and the one behind it, too: so a few of the pairs will do.
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
  return (begins ?? new Uint32Array()).map(place => place + run.length)
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
 * What is reached from a frequent word by another.
 * @param {Index} index
 * @param {import("./phrases.js").Reached} state
 * @param {string} word
 */
export async function pair(index, state, word) {
  const places = placesOf(state)
  const pairs = await index.list(`${state.last} ${word}`, places)
  return after(pairs, meet(places, pairs.places, -1), () => 2)
}

/**
 * As few states as say the same: their number would grow with every way of writing a word.
 * @param {State[]} states
 * @returns {State[]}
 */
export function together(states) {
  /** @type {Map<string, State>} */
  const runs = new Map()
  /** @type {Map<string, Float64Array[]>} */
  const groups = new Map()
  for (const state of states) {
    if (state.run) runs.set(state.run.join(" "), state)
    else groups.set(state.last, [...(groups.get(state.last) ?? []), state.at])
  }
  return [...runs.values(), ...[...groups].map(([last, all]) => ({ at: all.length > 1 ? inOrder(all.flatMap(at => [...at])) : all[0], last }))]
}
