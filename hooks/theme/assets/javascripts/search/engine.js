// The search itself: a query in, texts out, best first. Texts go by their number in the archive; a set of them is an array
// with a 1 for each that is in it.

import { fold } from "./fold.js"
import { found, lookedFor } from "./forms.js"
import { parse } from "./query.js"

const MOST_TEXTS = 0.5 // share of the texts beyond which a word tells nothing apart, beside others
const ENOUGH = 200 // texts from which on that is so
const SATURATION = 1.2, BY_LENGTH = 0.75 // BM25
const OF_FORMS = 0.4 // what a word in another form counts

/** @import { Index } from "./index.js" */
/** @import { Item } from "./query.js" */
/** @import { Answer, Found, Need, Texts } from "./types.js" */

/**
 * @param {Index} index
 * @param {string} typed
 */
export async function ask(index, typed) {
  const query = parse(typed)
  const nothing = { nowhere: [], instead: [], passed: [], crowded: [], beginnings: [], names: [], similar: [] }
  /** @type {Answer} */
  const answer = { query, levels: [], wanted: [], phrase: null, having: 0, partly: false, apart: false, ...nothing }
  if (!query.needs.length) return answer
  const [needs, whole, without] = await Promise.all([
    Promise.all(query.needs.map((items, at, { length }) => needOf(index, items, answer, at === length - 1, length === 1))),
    query.whole && found(index, query.whole),
    Promise.all(query.without.map(item => find(index, item, answer))),
  ])
  await say(index, needs, answer)
  const strict = needs.filter(({ isStrict }) => isStrict)
  if (strict.some(({ texts }) => !texts.includes(1))) return answer
  const within = common(index, strict.map(({ texts }) => texts))
  const [longest] = strict.map(({ items: [one] }) => one).filter(({ item }) => item.kind === "phrase").sort((a, b) => b.item.words.length - a.item.words.length)
  /** @type {Texts[]} */
  const levels = []
  if (whole) {
    answer.wanted.push({ rank: 0, ...whole })
    levels.push(common(index, [within, whole.texts]))
  }
  if (longest) Object.assign(answer, { phrase: longest.item, having: count(longest.exact[0].texts) })
  else if (whole && (query.needs.every(({ length }) => length === 1) || whole.texts.includes(1))) Object.assign(answer, { phrase: query.whole, having: count(whole.texts) })
  const others = needs.filter(({ isStrict, isNowhere }) => !isStrict && !isNowhere)
  if (others.length) levels.push(...(await byWords(index, others, strict.length ? within : null, answer)))
  else if (strict.length) levels.push(within)
  answer.apart = !answer.nowhere.length && !answer.instead.length && !levels.some(level => level.includes(1))
  rank(index, levels, without, needs, answer)
  return answer
}

/**
 * What is to be said of parts of a query that were found nowhere, and the names that it may mean.
 * @param {Index} index
 * @param {Need[]} needs
 * @param {Answer} answer
 */
async function say(index, needs, answer) {
  for (const { item, nowhere, instead } of needs.flatMap(({ items }) => items)) {
    if (nowhere) answer.nowhere.push(item)
    else if (instead?.length) answer.instead.push({ item, forms: instead })
  }
  if (answer.nowhere.length) answer.similar = await (await import("./others.js")).similarTo(index, answer.nowhere, { found, lookedFor, fold })
  const firsts = needs.map(({ items: [one] }) => one)
  const words = firsts.flatMap(({ item, loose }) => [item.words, item.kind === "joined" ? item.words.join("") : [], ...loose.map(({ phrase }) => phrase)].flat())
  const looked = await Promise.all(words.filter(word => !index.frequent.has(word)).map(index.look))
  const isNamed = answer.similar.length > 0 || looked.some(({ names }) => names.length) || firsts.some(({ item }) => item.kind === "beginning")
  if (isNamed) answer.names = await (await import("./names.js")).namesOf(index, needs, answer.similar, fold)
}

/**
 * What a text must have one of.
 * @param {Index} index
 * @param {Item[]} items
 * @param {Answer} answer
 * @param {boolean} isLast of the query
 * @param {boolean} isAlone
 * @returns {Promise<Need>}
 */
async function needOf(index, items, answer, isLast, isAlone) {
  const all = await Promise.all(items.map(async item => {
    if (isLoose(item)) return lookedFor(index, item, isLast, isAlone)
    const one = await find(index, item, answer)
    return { item, exact: [one], loose: [], nowhere: !one.texts.includes(1) }
  }))
  for (const { item, exact, loose } of all) {
    const rank = isLoose(item) || item.kind === "beginning" ? 1 : 0
    answer.wanted.push(...exact.map(one => ({ rank, ...one })), ...loose.map(one => ({ rank: 2, ...one })))
  }
  const exact = union(index, all.flatMap(one => one.exact))
  return { items: all, isStrict: !items.some(isLoose), exact, texts: union(index, [{ texts: exact }, ...all.flatMap(one => one.loose)]), isNowhere: all.every(({ nowhere }) => nowhere) }
}

/**
 * What an item stands for in quotation marks, or after a minus.
 * @param {Index} index
 * @param {Item} item
 * @param {Answer} answer
 * @returns {Promise<Found>}
 */
const find = async (index, item, answer) =>
  item.kind === "near" || item.kind === "beginning" ? (await import("./wide.js"))[item.kind](index, item, answer, found) : found(index, item, "quoted")

/**
 * The texts that have all words as they are typed, those first that have the words passed over too; then those that
 * have them in any form; else those with some.
 * @param {Index} index
 * @param {Need[]} needs
 * @param {Texts | null} within
 * @param {Answer} answer
 */
async function byWords(index, needs, within, answer) {
  /** @param {Need} need */
  const isPassed = ({ items, exact }) => items.length === 1 && index.documents >= ENOUGH && count(exact) > MOST_TEXTS * index.documents
  const telling = needs.filter(need => !isPassed(need))
  const passed = telling.length ? needs.filter(isPassed) : []
  const asked = telling.length ? telling : needs
  const all = within ? [within] : []
  const exact = common(index, [...all, ...asked.map(need => need.exact)])
  const loose = common(index, [...all, ...asked.map(need => need.texts)])
  if (loose.includes(1) || within || asked.length === 1) {
    if (passed.some(need => count(common(index, [loose, need.exact])) < count(loose))) answer.passed = passed.map(({ items: [one] }) => one.item)
    return [common(index, [exact, ...passed.map(need => need.exact)]), exact, loose]
  }
  answer.partly = true
  return (await import("./wide.js")).some(index, asked)
}

/**
 * Put the levels in order: each text in the first that has it, by how much of the query it is about; of texts that have
 * the whole phrase, those lead whose words others took.
 * @param {Index} index
 * @param {Texts[]} levels
 * @param {Found[]} without
 * @param {Need[]} needs
 * @param {Answer} answer
 */
function rank(index, levels, without, needs, answer) {
  const scores = scoresOf(index, needs)
  const seen = union(index, without)
  const { lent } = index.manifest
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
 * @param {Index} index
 * @param {Need[]} needs
 */
function scoresOf({ documents, starts, eachText }, needs) {
  const scores = new Float64Array(documents)
  const average = starts[documents] / documents
  for (const { exact, loose } of needs.flatMap(({ items }) => items)) {
    for (const found of [...exact, ...loose]) {
      const times = new Uint32Array(documents)
      eachText(found.ends, row => times[row]++)
      const having = count(found.texts)
      const telling = (exact.includes(found) ? 1 : OF_FORMS) * Math.log(1 + (documents - having + 0.5) / (having + 0.5))
      times.forEach((n, row) => {
        const length = (starts[row + 1] - starts[row]) / average
        scores[row] += (telling * n * (SATURATION + 1)) / (n + SATURATION * (1 - BY_LENGTH + BY_LENGTH * length))
      })
    }
  }
  return scores
}

/** @param {Item} item that may stand in other forms too */
const isLoose = ({ kind }) => kind === "word" || kind === "joined"
/** @type {(index: Index, sets: Texts[]) => Texts} the texts that are in all of these */
const common = ({ documents }, sets) => sets.reduce((one, other) => one.map((isIn, row) => isIn & other[row]), new Uint8Array(documents).fill(1))
/** @type {(index: Index, all: { texts: Texts }[]) => Texts} the texts that have any of these */
const union = ({ documents }, all) => Uint8Array.from({ length: documents }, (_, row) => Number(all.some(({ texts }) => texts[row])))
/** @param {Texts} texts */
const count = texts => texts.reduce((sum, isIn) => sum + isIn, 0)
