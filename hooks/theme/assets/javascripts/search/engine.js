// The search itself: a query in, texts out, best first. Texts go by their number in the archive; a set of them is an array
// with a 1 for each that is in it.

import { fold } from "./fold.js"
import { Forms } from "./forms.js"
import { parse } from "./query.js"

const MOST_TEXTS = 0.5 // share of the texts beyond which a word tells nothing apart, beside others
const ENOUGH = 200 // texts from which on that is so
const SATURATION = 1.2, BY_LENGTH = 0.75 // BM25
const OF_FORMS = 0.4 // what a word in another form counts

/** @import { Index } from "./index.js" */
/** @import { Item } from "./query.js" */
/** @import { Answer, Found, Need, Texts } from "./types.js" */

export class Engine {
  /** @param {Index} index */
  constructor(index) {
    this.index = index
    this.forms = new Forms(index)
  }

  /** @param {string} typed */
  async ask(typed) {
    const query = parse(typed)
    const nothing = { nowhere: [], instead: [], passed: [], crowded: [], beginnings: [], names: [], similar: [] }
    /** @type {Answer} */
    const answer = { query, levels: [], wanted: [], phrase: null, having: 0, partly: false, apart: false, ...nothing }
    if (!query.needs.length) return answer
    const [needs, whole, without] = await Promise.all([
      Promise.all(query.needs.map((items, at) => this.need(items, answer, { isLast: at === query.needs.length - 1, isAlone: query.needs.length === 1 }))),
      query.whole ? this.forms.found(query.whole) : null,
      Promise.all(query.without.map(item => this.find(item, answer))),
    ])
    await this.say(needs, answer)
    const strict = needs.filter(({ isStrict }) => isStrict)
    if (strict.some(({ texts }) => !texts.includes(1))) return answer
    const within = strict.length ? strict.map(({ texts }) => texts).reduce(both) : null
    const longest = strict.map(({ items: [one] }) => one).filter(({ item }) => item.kind === "phrase").sort((a, b) => b.item.words.length - a.item.words.length)[0]
    /** @type {Texts[]} */
    const levels = []
    if (whole) {
      answer.wanted.push({ rank: 0, ...whole })
      levels.push(within ? both(within, whole.texts) : whole.texts)
    }
    const isAsked = whole && (!query.needs.some(({ length }) => length > 1) || whole.texts.includes(1))
    if (longest) Object.assign(answer, { phrase: longest.item, having: count(longest.exact[0].texts) })
    else if (isAsked) Object.assign(answer, { phrase: query.whole, having: count(whole.texts) })
    const others = needs.filter(({ isStrict, isNowhere }) => !isStrict && !isNowhere)
    levels.push(...(others.length ? await this.byWords(others, within, answer) : within ? [within] : []))
    answer.apart = !answer.nowhere.length && !answer.instead.length && !levels.some(level => level.includes(1))
    this.rank(levels, without, needs, answer)
    return answer
  }

  /**
   * What is to be said of parts of a query that were found nowhere, and the names that it may mean.
   * @param {Need[]} needs
   * @param {Answer} answer
   */
  async say(needs, answer) {
    for (const { item, nowhere, instead } of needs.flatMap(({ items }) => items)) {
      if (nowhere) answer.nowhere.push(item)
      else if (instead?.length) answer.instead.push({ item, forms: instead })
    }
    if (answer.nowhere.length) answer.similar = await (await import("./others.js")).similarTo(this.forms, answer.nowhere)
    const words = needs.flatMap(({ items: [{ item, loose }] }) => [item.words, ...loose.map(({ phrase }) => phrase)].flat())
    const looked = await Promise.all(words.filter(word => !this.index.frequent.has(word)).map(word => this.index.look(word)))
    const isNamed = answer.similar.length > 0 || looked.some(({ names }) => names.length) || needs.some(({ items: [{ item }] }) => item.kind === "beginning")
    if (isNamed) answer.names = await (await import("./names.js")).namesOf(this.index, needs, answer.similar, fold)
  }

  /**
   * What a text must have one of.
   * @param {Item[]} items
   * @param {Answer} answer
   * @param {{ isLast: boolean, isAlone: boolean }} place in the query
   * @returns {Promise<Need>}
   */
  async need(items, answer, place) {
    const found = await Promise.all(
      items.map(async item => {
        if (isLoose(item)) return this.forms.of(item, place)
        const found = await this.find(item, answer)
        return { item, exact: [found], loose: [], nowhere: !found.texts.includes(1) }
      }),
    )
    for (const { item, exact, loose } of found) {
      const rank = isLoose(item) || item.kind === "beginning" ? 1 : 0
      answer.wanted.push(...exact.map(one => ({ rank, ...one })), ...loose.map(one => ({ rank: 2, ...one })))
    }
    const exact = this.index.union(found.flatMap(one => one.exact).map(({ texts }) => texts))
    const loose = found.flatMap(one => one.loose).map(({ texts }) => texts)
    const texts = this.index.union([exact, ...loose])
    return { items: found, isStrict: !items.some(isLoose), exact, texts, isNowhere: found.every(({ nowhere }) => nowhere) }
  }

  /**
   * What an item stands for in quotation marks, or after a minus.
   * @param {Item} item
   * @param {Answer} answer
   * @returns {Promise<Found>}
   */
  async find(item, answer) {
    if (item.kind !== "near" && item.kind !== "beginning") return this.forms.found(item, "quoted")
    return (await import("./wide.js"))[item.kind](this, item, answer)
  }

  /**
   * The texts that have all words as they are typed, those first that have the words passed over too; then those that
   * have them in any form; else those with some.
   * @param {Need[]} needs
   * @param {Texts | null} within
   * @param {Answer} answer
   */
  async byWords(needs, within, answer) {
    /** @param {Need} need */
    const isPassed = ({ items, exact }) => items.length === 1 && this.index.documents >= ENOUGH && count(exact) > MOST_TEXTS * this.index.documents
    const telling = needs.filter(need => !isPassed(need))
    const passed = telling.length ? needs.filter(isPassed) : []
    const asked = telling.length ? telling : needs
    const all = within ?? new Uint8Array(this.index.documents).fill(1)
    const exact = asked.map(need => need.exact).reduce(both, all)
    const loose = asked.map(need => need.texts).reduce(both, all)
    if (loose.includes(1) || within || asked.length === 1) {
      const having = passed.map(need => need.exact).reduce(both, exact)
      if (passed.some(need => count(both(loose, need.exact)) < count(loose))) answer.passed = passed.map(({ items: [one] }) => one.item)
      return [having, exact, loose]
    }
    answer.partly = true
    return (await import("./wide.js")).some(this.index, asked)
  }

  /**
   * Put the levels in order: each text in the first that has it, by how much of the query it is about; of texts that have
   * the whole phrase, those lead whose words others took.
   * @param {Texts[]} levels
   * @param {Found[]} without
   * @param {Need[]} needs
   * @param {Answer} answer
   */
  rank(levels, without, needs, answer) {
    const scores = this.scores(needs)
    const seen = this.index.union(without.map(({ texts }) => texts))
    const { lent } = this.index.manifest
    answer.levels = levels.map((level, at) => {
      /** @param {number} row */
      const taken = row => (answer.phrase && !at && lent[row]) || 0
      const rows = [...level.keys()].filter(row => level[row] && !seen[row])
      for (const row of rows) seen[row] = 1
      return rows.sort((a, b) => taken(b) - taken(a) || scores[b] - scores[a] || a - b)
    })
  }

  /**
   * How much of the query each text is about: BM25.
   * @param {Need[]} needs
   */
  scores(needs) {
    const { index } = this
    const scores = new Float64Array(index.documents)
    const average = index.starts[index.documents] / index.documents
    for (const { exact, loose } of needs.flatMap(({ items }) => items)) {
      for (const found of [...exact, ...loose]) {
        const times = new Uint32Array(index.documents)
        index.eachText(found.ends, row => times[row]++)
        const having = count(found.texts)
        const telling = (exact.includes(found) ? 1 : OF_FORMS) * Math.log(1 + (index.documents - having + 0.5) / (having + 0.5))
        times.forEach((n, row) => {
          const length = (index.starts[row + 1] - index.starts[row]) / average
          scores[row] += (telling * n * (SATURATION + 1)) / (n + SATURATION * (1 - BY_LENGTH + BY_LENGTH * length))
        })
      }
    }
    return scores
  }
}

/** @param {Item} item that may stand in other forms too */
const isLoose = ({ kind }) => kind === "word" || kind === "joined"
/** @type {(one: Texts, other: Texts) => Texts} */
const both = (one, other) => one.map((isIn, row) => isIn & other[row])
/** @param {Texts} texts */
const count = texts => texts.reduce((sum, isIn) => sum + isIn, 0)
