// Finds phrases: from the places of one word to those of the next. A frequent word needs none: its code stands beside the
// places of its neighbours, and two of them that follow each other are listed as a pair.

import { lowest } from "./lists.js"

/** @import { Index } from "./index.js" */
/** @import { List } from "./lists.js" */

/**
 * A step of a phrase: the word that has to stand next, of which kinds it may be where it is made of several (a bit each),
 * and to which step it leads.
 * @typedef {{ to: number, word: string, kinds: number }} Step
 *
 * Words of a phrase that stand together: the place of the first, the one at which the next has to stand, and the code of
 * what stands there, where that is known.
 * @typedef {{ begin: number, end: number, code: number }} Begun
 *
 * How far a phrase was found: `begun`, null where it has frequent words alone so far, and the `run` of those behind which
 * no code was read.
 * @typedef {{ begun: Begun[] | null, run: string[] }} State
 */

const AT_ONCE = 24 // steps whose lists are asked for together

/**
 * Where a phrase stands, and in which texts.
 * @param {Index} index
 * @param {Step[][]} steps what may follow, step by step; the one after the last is the end
 */
export async function phraseIn(index, steps) {
  /** @type {State[][]} */
  const states = Array.from({ length: steps.length + 1 }, () => [])
  states[0].push({ begun: null, run: [] })
  for (let at = 0; at < steps.length; at++) {
    if (at % AT_ONCE === 0 && states.slice(at).some(({ length }) => length)) {
      const listed = steps.slice(at, at + AT_ONCE).flat().filter(step => isListed(index, step))
      await Promise.all(listed.map(({ word }) => index.list(word)))
    }
    const here = states[at].length > 1 ? (await import("./runs.js")).together(states[at]) : states[at]
    for (const step of steps[at]) {
      for (const state of here) {
        for (const next of await follow(index, state, step)) if (next.begun?.length !== 0) states[step.to].push(next)
      }
    }
  }
  const ended = states[steps.length]
  const unplaced = ended.flatMap(({ begun, run }) => (!begun && run.length === 1 ? run : []))
  const all = await Promise.all(ended.map(async ({ begun, run }) => begun ?? (run.length > 1 ? (await import("./runs.js")).runs(index, run) : [])))
  return index.standing(all.flat(), unplaced)
}

/**
 * Whether a word's list has to be looked through: a frequent one's has only words made of several.
 * @param {Index} index
 * @param {Step} step
 */
const isListed = (index, { word, kinds }) => (kinds & (index.frequent.get(word)?.kinds ?? kinds)) > 0

/**
 * @param {Index} index
 * @param {State} state
 * @param {Step} step
 */
async function follow(index, { begun, run }, step) {
  /** @type {State[]} */
  const found = []
  const code = index.frequent.get(step.word)?.code
  if (code && !begun) found.push({ begun, run: [...run, step.word] })
  else if (code && begun) {
    const behind = begun.filter(one => one.code === code).map(one => ({ ...one, end: one.end + 1 }))
    found.push(run.length ? { begun: await (await import("./runs.js")).pair(index, begun, run[0], step.word), run: [] } : { begun: behind, run: [step.word] })
  }
  if (isListed(index, step)) {
    const list = await index.list(step.word)
    found.push({ begun: followed(begun ?? (await afterRun(index, run, list)), list, step.kinds), run: [] })
  }
  return found
}

/**
 * A run of frequent words, none to begin with, where it stands before places of a list.
 * @param {Index} index
 * @param {string[]} run
 * @param {List} list
 * @returns {Promise<Begun[]>}
 */
async function afterRun(index, run, { places, left }) {
  if (run.length > 1) return (await import("./runs.js")).runs(index, run, places)
  const code = index.frequent.get(run[0])?.code
  return Array.from(places.filter((_, at) => !code || left[at] === code), end => ({ begin: end - run.length, end, code: 0 }))
}

/**
 * What follows words begun, out of a list.
 * @param {Begun[]} begun
 * @param {List} list
 * @param {number} kinds of which a word may be that is made of several
 * @param {number} known places of what is listed that are the end of what is begun
 */
export const followed = (begun, { places, right, kinds: made }, kinds, known = 0) =>
  begun.flatMap(({ begin, end }) => {
    const all = []
    for (let at = lowest(places, end - known); places[at] === end - known; at++) {
      if (!made[at] || kinds & (1 << (made[at] & 15))) all.push({ begin, end: places[at] + (made[at] >> 4 || 1 + known), code: right[at] })
    }
    return all
  })
