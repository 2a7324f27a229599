// Finds phrases: from the places of one word to those of the next. A frequent word needs none: its code stands beside the
// places of its neighbours, and two of them that follow each other are listed as a pair.

import { meet, merged } from "./lists.js"

/**
 * A step of a phrase: the word that has to stand next, of which kinds it may be where it is made of several (a bit each),
 * and to which step it leads.
 * @typedef {{to: number, word: string, kinds: number}} Step
 *
 * How far a phrase was found: the sorted places at which its next word has to stand, each times 256 and with the code of
 * what stands there, where that is known, else `last`, the frequent word before; or nothing but a `run` of frequent words
 * that it begins with.
 * @typedef {{run?: undefined, at: Float64Array, last: string}} Reached
 * @typedef {Reached | {run: string[]}} State
 */

const AT_ONCE = 24 // steps whose lists are asked for together

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./lists.js").List} List */

export class Phrases {
  /** @param {Index} index */
  constructor(index) {
    this.index = index
  }

  /**
   * Where a phrase stands: the sorted places after its last word, or, for one frequent word, only the texts; and whether a
   * word of it may be made of several.
   * @param {Step[][]} steps what may follow, step by step; the one after the last is the end
   * @returns {Promise<{ends: Uint32Array, texts: Uint8Array, isMade: boolean}>}
   */
  async find(steps) {
    /** @type {State[][]} */
    const states = Array.from({ length: steps.length + 1 }, () => [])
    states[0].push({ run: [] })
    let isMade = false
    for (let at = 0; at < steps.length; at++) {
      if (at % AT_ONCE === 0 && states.slice(at).some(({ length }) => length)) {
        const listed = steps.slice(at, at + AT_ONCE).flat().filter(({ word, kinds }) => this.isListed(word, kinds))
        const lists = await Promise.all(listed.map(({ word }) => this.index.list(word)))
        isMade ||= lists.some(({ kinds }) => kinds.some(Boolean))
      }
      const here = states[at].length > 1 ? (await import("./runs.js")).together(states[at]) : states[at]
      for (const step of steps[at]) {
        for (const state of here) {
          for (const next of await this.next(state, step)) if (next.run || next.at.length) states[step.to].push(next)
        }
      }
    }
    return { ...(await this.ended(states[steps.length])), isMade }
  }

  /**
   * Whether a word's list has to be looked through: a frequent one's has only words made of several.
   * @param {string} word
   * @param {number} kinds
   */
  isListed(word, kinds) {
    const frequent = this.index.frequent.get(word)
    return !frequent || (frequent.kinds & kinds) > 0
  }

  /**
   * @param {State} state
   * @param {Step} step
   */
  async next(state, { word, kinds }) {
    /** @type {State[]} */
    const found = []
    const { code } = this.index.frequent.get(word) ?? {}
    if (state.run) {
      if (code) found.push({ run: [...state.run, word] })
    } else if (code && !state.last) found.push({ at: state.at.filter(at => at % 256 === code).map(at => at - code + 256), last: word })
    else if (code) found.push(await (await import("./runs.js")).pair(this.index, state, word))
    if (this.isListed(word, kinds)) {
      const list = await this.index.list(word)
      const next = (await this.following(state, list)).filter(at => !list.kinds[at] || kinds & (1 << (list.kinds[at] & 15)))
      found.push(after(list, next, at => list.kinds[at] >> 4 || 1))
    }
    return found
  }

  /**
   * The numbers of those places of a word's list that stand next.
   * @param {State} state
   * @param {List} list
   */
  async following(state, { places, left }) {
    const { run } = state
    if (!run || run.length > 1) return meet(run ? await runs(this.index, run, places) : placesOf(state), places, 0)
    const code = this.index.frequent.get(run[0])?.code
    return [...places.keys()].filter(at => !run.length || left[at] === code)
  }

  /** @param {State[]} states */
  async ended(states) {
    /** @type {Uint32Array[]} */
    const all = []
    let texts = new Uint8Array(this.index.documents)
    for (const state of states) {
      const { run } = state
      if (run?.length === 1) texts = await this.index.having(run[0])
      else all.push(run ? await runs(this.index, run) : placesOf(state))
    }
    const ends = merged(all)
    this.index.eachText(ends, row => (texts[row] = 1))
    return { ends, texts }
  }
}

/** @type {typeof import("./runs.js").runs} */
const runs = async (...run) => (await import("./runs.js")).runs(...run)
/** @param {Reached} state */
export const placesOf = ({ at }) => Uint32Array.from(at, one => Math.floor(one / 256))

/**
 * Sorted, and each once: words of several places may end in another order than they begin.
 * @param {Iterable<number>} all
 */
export const inOrder = all => Float64Array.from(new Set(all)).sort()

/**
 * What is reached by places of a list, so many places on each.
 * @param {List} list
 * @param {number[]} numbers of the places
 * @param {(number: number) => number} span
 * @returns {Reached}
 */
export const after = ({ places, right }, numbers, span) => ({ at: inOrder(numbers.map(i => (places[i] + span(i)) * 256 + right[i])), last: "" })
