// The search itself: a query in, texts out, best first. Texts go by their number in the archive; a set of them is an array
// with a 1 for each that is in it.

import { Forms } from "./forms.js"
import { openIndex } from "./index.js"
import { merged } from "./lists.js"
import { windows } from "./near.js"
import { Phrases } from "./phrases.js"
import { parse } from "./query.js"

const MOST_TEXTS = 0.5 // share of the texts beyond which a word tells nothing apart, beside others
const ENOUGH = 200 // texts from which on that is so
const MOST_FILES = 12 // that are looked through for words that begin with some letters
const [SATURATION, BY_LENGTH] = [1.2, 0.75] // BM25
const OF_FORMS = 0.4 // what a word in another form counts

/** The engine, its index opened. */
export const open = async () => new Engine(await openIndex())

/**
 * What was looked up: `levels`, lists of texts, best level first, each ordered by how much of the query a text is about;
 * `wanted`, all that was found, to be shown and marked, with its `rank`: 0 for phrases, 1 as typed, 2 in other forms;
 * `phrase`, whose texts come first, and `having`, how many have it whatever else is asked of them. What is to be said:
 * `nowhere` (items that stand in no text), `instead` (those looked for in other forms), `passed` (words that most texts
 * have), `crowded` (frequent words that were not looked for nearby), `beginnings` (of which not all words were looked for),
 * `partly` (no text has all: these have some), `apart` (each part stands in some text), `names`, and `similar` words.
 * @typedef {object} Answer
 */

export class Engine {
  constructor(index) {
    this.index = index
    this.phrases = new Phrases(index)
    this.forms = new Forms(index, this.phrases)
  }

  /** @returns {Promise<Answer>} */
  async ask(typed) {
    const query = parse(typed)
    const answer = { query, levels: [], wanted: [], phrase: null, having: 0, partly: false, apart: false }
    Object.assign(answer, { nowhere: [], instead: [], passed: [], crowded: [], beginnings: [], names: [], similar: [] })
    if (!query.needs.length) return answer
    const [needs, whole, without] = await Promise.all([
      Promise.all(query.needs.map((items, at) => this.need(items, answer, { isLast: at === query.needs.length - 1, isAlone: query.needs.length === 1 }))),
      query.whole && this.forms.found(query.whole),
      Promise.all(query.without.map(item => this.find(item, answer))),
    ])
    await this.say(needs, answer)
    const strict = needs.filter(({ isStrict }) => isStrict)
    if (strict.some(({ texts }) => !texts.includes(1))) return answer
    const within = strict.length ? strict.map(({ texts }) => texts).reduce(both) : null
    const longest = strict.map(({ items: [one] }) => one).filter(({ item }) => item.kind === "phrase").sort((a, b) => b.item.words.length - a.item.words.length)[0]
    const levels = []
    if (whole) {
      answer.wanted.push({ rank: 0, ...whole })
      levels.push(within ? both(within, whole.texts) : whole.texts)
    }
    const isAsked = whole && (!query.needs.some(({ length }) => length > 1) || whole.texts.includes(1))
    const [first, having] = longest ? [longest.item, longest.found.texts] : isAsked ? [query.whole, whole.texts] : []
    if (first) Object.assign(answer, { phrase: first, having: count(having) })
    const others = needs.filter(({ isStrict, isNowhere }) => !isStrict && !isNowhere)
    levels.push(...(others.length ? this.byWords(others, within, answer) : within ? [within] : []))
    answer.apart = !answer.nowhere.length && !answer.instead.length && !levels.some(level => level.includes(1))
    this.rank(levels, without, needs, answer)
    return answer
  }

  /** What is to be said of parts of a query that were found nowhere, and the names that it may mean. */
  async say(needs, answer) {
    for (const { items } of needs) {
      for (const { item, nowhere, instead } of items) {
        if (nowhere) answer.nowhere.push(item)
        else if (instead?.length) answer.instead.push({ item, forms: instead })
      }
    }
    const words = answer.query.needs.flatMap(([{ words }]) => words)
    const unknown = answer.nowhere.filter(({ kind }) => kind === "word")
    const similar = unknown.slice(0, 3).map(async item => ({ item, forms: await this.forms.similar(item.words[0]) }))
    answer.similar = (await Promise.all(similar)).filter(({ forms }) => forms.length)
    answer.names = await this.forms.names(words)
  }

  /** What a text must have one of. */
  async need(items, answer, place) {
    const found = await Promise.all(
      items.map(async item => {
        if (item.kind === "word" || item.kind === "joined") return this.forms.of(item, place)
        const found = await this.find(item, answer)
        return { item, found, exact: [found], loose: [], nowhere: !found.texts.includes(1) }
      }),
    )
    const isStrict = items.every(({ kind }) => kind !== "word" && kind !== "joined")
    const rank = item => (item.kind === "word" || item.kind === "joined" || item.kind === "beginning" ? 1 : 0)
    for (const { item, exact, loose } of found) {
      answer.wanted.push(...exact.map(one => ({ rank: rank(item), ...one })), ...loose.map(one => ({ rank: 2, ...one })))
    }
    const exact = this.union(found.flatMap(one => one.exact))
    const texts = this.union(found.flatMap(one => [...one.exact, ...one.loose]))
    return { items: found, isStrict, exact, texts, isNowhere: found.every(({ nowhere }) => nowhere) }
  }

  union(all) {
    const texts = new Uint8Array(this.index.documents)
    for (const one of all) for (let row = 0; row < texts.length; row++) texts[row] |= one.texts[row]
    return texts
  }

  /** What an item stands for in quotation marks, or after a minus. */
  find(item, answer) {
    if (item.kind === "near") return this.near(item, answer)
    if (item.kind === "beginning") return this.beginning(item, answer)
    return this.forms.found(item, "quoted")
  }

  async beginning({ words: [letters], typed }, answer) {
    const { words, isCut } = await this.index.beginning(letters, MOST_FILES)
    if (isCut) answer.beginnings.push(typed)
    const ends = merged(words.map(([, { list }]) => list.places.map((place, at) => place + Math.max(1, (list.kinds?.[at] ?? 0) >> 4))))
    const frequent = [...this.index.frequent.keys()].filter(word => word.startsWith(letters))
    const all = await Promise.all(frequent.map(async word => ({ texts: await this.index.having(word) })))
    return { phrase: [letters], ways: [], isBeginning: true, ends, texts: this.union([{ texts: this.index.texts(ends.map(end => end - 1)) }, ...all]) }
  }

  /** Words near each other, in any order; frequent ones, whose places nobody has, are not looked for. */
  async near({ words, distance }, answer) {
    const telling = [...new Set(words)].filter(word => !this.index.frequent.has(word))
    answer.crowded.push(...words.filter(word => this.index.frequent.has(word)))
    const all = await Promise.all(telling.map(word => this.forms.found({ words: [word], typed: word }, "quoted")))
    const found = windows(all.map(({ ends }) => ends.map(end => end - 1)), distance, this.index.starts)
    const ends = Uint32Array.from(found, ([, last]) => last + 1)
    return { phrase: telling, ways: [], distance, ends, texts: this.index.texts(ends.map(end => end - 1)) }
  }

  /**
   * The texts that have all words as they are typed, those first that have the words passed over too; then those that
   * have them in any form; else those with some.
   */
  byWords(needs, within, answer) {
    const isPassed = ({ items, exact }) => items.length === 1 && this.index.documents >= ENOUGH && count(exact) > MOST_TEXTS * this.index.documents
    const telling = needs.filter(need => !isPassed(need))
    const passed = telling.length ? needs.filter(isPassed) : []
    const asked = telling.length ? telling : needs
    const all = (name, some) => some.map(need => need[name]).reduce(both, within ?? new Uint8Array(this.index.documents).fill(1))
    const [exact, loose] = [all("exact", asked), all("texts", asked)]
    if (exact.includes(1) || loose.includes(1) || within || asked.length === 1) {
      const having = passed.map(need => need.exact).reduce(both, exact)
      const shown = this.union([{ texts: exact }, { texts: loose }])
      if (passed.some(need => count(both(shown, need.exact)) < count(shown))) answer.passed = passed.map(({ items: [one] }) => one.item)
      return [having, exact, loose]
    }
    answer.partly = true
    const has = new Uint8Array(this.index.documents)
    for (const need of asked) (need.exact.includes(1) ? need.exact : need.texts).forEach((one, row) => (has[row] += one))
    return Array.from({ length: asked.length }, (_, i) => has.map(n => Number(n === asked.length - i)))
  }

  /** Put the levels in order: each text in the first that has it, by how much of the query it is about. */
  rank(levels, without, needs, answer) {
    const scores = this.scores(needs)
    const seen = this.union(without)
    answer.levels = levels.map(level => {
      const rows = []
      level.forEach((isIn, row) => {
        if (isIn && !seen[row]) {
          seen[row] = 1
          rows.push(row)
        }
      })
      return rows.sort((a, b) => scores[b] - scores[a] || a - b)
    })
  }

  /** How much of the query each text is about: BM25. */
  scores(needs) {
    const { index } = this
    const scores = new Float64Array(index.documents)
    for (const { items } of needs) {
      for (const { exact, loose } of items) {
        for (const [found, weight] of [...exact.map(one => [one, 1]), ...loose.map(one => [one, OF_FORMS])]) {
          const times = new Uint32Array(index.documents)
          index.eachText(found.ends.map(end => end - 1), row => times[row]++)
          const having = count(found.texts)
          const telling = weight * Math.log(1 + (index.documents - having + 0.5) / (having + 0.5))
          times.forEach((n, row) => {
            if (!n) return
            const length = (index.starts[row + 1] - index.starts[row]) / index.average
            scores[row] += (telling * n * (SATURATION + 1)) / (n + SATURATION * (1 - BY_LENGTH + BY_LENGTH * length))
          })
        }
      }
    }
    return scores
  }
}

export const both = (one, other) => one.map((isIn, row) => isIn & other[row])
export const count = texts => texts.reduce((sum, isIn) => sum + isIn, 0)
