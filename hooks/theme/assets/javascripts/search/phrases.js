// Finds phrases: from the places of one word to those of the next. A frequent word needs none: its code stands beside the
// places of its neighbours, and two of them that follow each other are listed as a pair.

import { meet, merged } from "./lists.js"

/**
 * A step of a phrase: the word that has to stand next, of which kinds it may be where it is made of several (a bit each),
 * and to which step it leads.
 * @typedef {{to: number, word: string, kinds: number}} Step
 *
 * How far a phrase was found: the sorted places at which its next word has to stand, with the code of what stands there,
 * where that is known, else `last`, the frequent word before; or nothing but a `run` of frequent words that it begins with.
 * @typedef {{run?: string[], places?: Uint32Array, codes?: Uint8Array | null, last?: string}} State
 */

const AT_ONCE = 24 // steps whose lists are asked for together

export class Phrases {
  constructor(index) {
    this.index = index
  }

  /**
   * Where a phrase stands: the sorted places after its last word, or, for one frequent word, only the texts.
   * @param {Step[][]} steps what may follow, step by step; the one after the last is the end
   * @returns {Promise<{ends: Uint32Array, texts: Uint8Array}>}
   */
  async find(steps) {
    /** @type {State[][]} */
    const states = Array.from({ length: steps.length + 1 }, () => [])
    states[0].push({ run: [] })
    for (let at = 0; at < steps.length; at++) {
      if (at % AT_ONCE === 0 && states.slice(at).some(({ length }) => length)) await this.bring(steps.slice(at, at + AT_ONCE).flat())
      const here = together(states[at])
      for (const step of steps[at]) {
        for (const state of here) {
          for (const next of await this.next(state, step)) if (next.run || next.places.length) states[step.to].push(next)
        }
      }
    }
    return this.ended(states[steps.length])
  }

  bring(steps) {
    return Promise.all(steps.map(({ word, kinds }) => (this.isListed(word, kinds) ? this.index.list(word) : null)))
  }

  /** Whether a word's list has to be looked through: a frequent one's has only words made of several. */
  isListed(word, kinds) {
    const frequent = this.index.frequent.get(word)
    return !frequent || (frequent.kinds & kinds) > 0
  }

  /** @returns {Promise<State[]>} */
  async next(state, { word, kinds }) {
    const found = []
    const frequent = this.index.frequent.get(word)
    if (frequent) {
      if (state.run) found.push({ run: [...state.run, word] })
      else if (state.codes) found.push(chosen(state.places, i => state.codes[i] === frequent.code, word))
      else found.push(await this.pair(state, word))
    }
    if (this.isListed(word, kinds)) found.push(await this.listed(state, allowed(await this.index.list(word), kinds)))
    return found
  }

  /** From a frequent word to another. */
  async pair({ places, last }, word) {
    const pairs = await this.index.list(`${last} ${word}`, places)
    const ends = []
    const codes = []
    meet(places, pairs.places, -1, (i, j) => {
      ends.push(places[i] + 1)
      codes.push(pairs.right[j])
    })
    return { places: Uint32Array.from(ends), codes: Uint8Array.from(codes), last: word }
  }

  /** From anything to a word that is not frequent. */
  async listed(state, list) {
    const ends = []
    const codes = []
    const take = j => {
      ends.push(list.places[j] + spanAt(list, j))
      codes.push(list.right[j])
    }
    if (state.places) meet(state.places, list.places, 0, (_, j) => take(j))
    else {
      const { run } = state
      const code = run.length ? this.index.frequent.get(run.at(-1)).code : 0
      const begins = run.length > 1 ? await this.runs(run, list.places) : null
      if (begins) meet(begins, list.places, 0, (_, j) => take(j))
      else list.places.forEach((_, j) => (!run.length || list.left[j] === code) && take(j))
    }
    return inOrder(ends, codes)
  }

  /** The places after a run of frequent words, two or more; of those about `among` alone, where that is given. */
  async runs(run, among) {
    let places
    for (let at = 0; at + 1 < run.length; at++) {
      const list = await this.index.list(`${run[at]} ${run[at + 1]}`, places ?? among?.map(place => Math.max(0, place - run.length)))
      if (!places) places = list.places.map(place => place + 1)
      else {
        const kept = []
        meet(places, list.places, 0, i => kept.push(places[i] + 1))
        places = Uint32Array.from(kept)
      }
      if (!places.length) return places
    }
    return places.map(place => place + 1)
  }

  async ended(states) {
    const all = []
    let texts = new Uint8Array(this.index.documents)
    for (const { run, places } of states) {
      if (places) all.push(places)
      else if (run.length > 1) all.push(await this.runs(run))
      else if (run.length) texts = await this.index.having(run[0])
    }
    const ends = merged(all)
    this.index.eachText(ends.map(end => end - 1), row => (texts[row] = 1))
    return { ends, texts }
  }
}

const spanAt = (list, at) => (list.kinds && list.kinds[at] >> 4) || 1

/** The part of a list whose words are of these kinds, or stand by themselves. */
export function allowed(list, kinds) {
  if (!list.kinds) return list
  const kept = [...list.places.keys()].filter(at => !list.kinds[at] || kinds & (1 << (list.kinds[at] & 15)))
  if (kept.length === list.places.length) return list
  const of = array => array.constructor.from(kept, at => array[at])
  return { places: of(list.places), left: of(list.left), right: of(list.right), kinds: of(list.kinds) }
}

function chosen(places, isChosen, last) {
  return { places: places.filter((_, i) => isChosen(i)).map(place => place + 1), codes: null, last }
}

/** As few states as say the same: their number would grow with every way of writing a word. */
function together(states) {
  const groups = new Map()
  for (const state of states) {
    const name = state.run ? `run ${state.run.join(" ")}` : state.codes ? "" : state.last
    groups.set(name, [...(groups.get(name) ?? []), state])
  }
  return [...groups.values()].map(([first, ...others]) => {
    if (first.run || !others.length) return first
    if (!first.codes) return { ...first, places: merged([first, ...others].map(({ places }) => places)) }
    const all = [first, ...others]
    return inOrder(all.flatMap(({ places }) => [...places]), all.flatMap(({ codes }) => [...codes]))
  })
}

/** Places with their codes, sorted: words of several places may end in another order than they begin. */
function inOrder(ends, codes) {
  const order = ends.map((_, at) => at)
  if (ends.some((end, at) => at && end < ends[at - 1])) order.sort((a, b) => ends[a] - ends[b])
  const kept = order.filter((at, i) => !i || ends[at] !== ends[order[i - 1]])
  return { places: Uint32Array.from(kept, at => ends[at]), codes: Uint8Array.from(kept, at => codes[at]) }
}

