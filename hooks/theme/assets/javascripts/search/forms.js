// How what is looked for may be written in the texts, and in which other forms it stands there.

import { fold } from "./fold.js"
import { phraseIn } from "./phrases.js"
import { APOSTROPHE, gapsIn, HYPHEN, NUMBER, PARTICLE, READ_ALOUD, TOGETHER } from "./signs.js"

const ANY = (1 << TOGETHER) | (1 << HYPHEN) | (1 << APOSTROPHE) | (1 << NUMBER)
const MOST_FORMS = 12

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./query.js").Item} Item */
/** @typedef {"" | "quoted" | "compared"} Mode */
/** @typedef {{ words: string[], typed: string }} Phrase */

/**
 * Of which kinds a word may be where it is made of several, a bit each.
 * @param {Index} index
 * @param {string} word
 * @param {Mode} mode
 */
async function kinds(index, word, mode) {
  if (!mode) return ANY
  const isThere = index.frequent.has(word) || (await index.look(word)).plain > 0
  if (mode === "quoted") return isThere ? 1 << TOGETHER : ANY & ~(1 << NUMBER)
  return isThere ? ANY & ~(1 << APOSTROPHE) : ANY
}

/**
 * Where several words of a phrase are looked for as the one that they make.
 * @param {Index} index
 * @param {Phrase} phrase
 * @param {Mode} mode
 */
export async function waysOf(index, { words, typed }, mode) {
  const folded = fold(typed)
  const isJoined = gapsIn(typed, folded).some((gap, at) => (gap ? !/\s/.test(gap) : /^\p{Lu}/u.test(typed.slice(folded[at + 1].start))))
  if (!isJoined && !words.some(word => PARTICLE.test(word) || /\d/.test(word))) return []
  return (await import("./ways.js")).ways(index, { words, typed }, folded, mode)
}

/**
 * An item of a query as it is looked for: `exact` as typed and `loose` in other forms, each a list of what is found
 * (`phrase`, `ends`, `texts`); `nowhere` where no text has it, `instead` then how its other forms are written.
 * @param {Index} index
 * @param {Item} item
 * @param {boolean} [isLast] of the query
 * @param {boolean} [isAlone]
 * @returns {Promise<import("./types.js").Looked>}
 */
export async function lookedFor(index, item, isLast, isAlone) {
  const [word] = item.words
  const isWord = item.kind === "word"
  const exact = await found(index, item)
  const isThere = exact.texts.includes(1)
  let forms = isWord && (isAlone || !index.frequent.has(word)) ? (await index.look(word)).forms.map(form => [form]) : []
  const others = isThere && isWord ? null : await import("./others.js")
  if (others && !forms.length) forms = await others.formsOf(index, item, isLast, fold)
  const all = await Promise.all(forms.map(words => found(index, { words, typed: "" })))
  const loose = all.filter(({ texts }) => texts.includes(1)).slice(0, MOST_FORMS)
  const instead = isThere ? [] : await others?.allWritten(index, loose)
  return { item, exact: isThere ? [exact] : [], loose, nowhere: !isThere && !loose.length, instead }
}

/**
 * Where a phrase is found, in every way of writing it. `mode`: "quoted" takes it at its word, but for what makes no
 * difference, and for words that stand in no text as they are (`citys`); "compared" lets an apostrophe part two words that
 * are both in the archive (`he’ll`, `hell`).
 * @param {Index} index
 * @param {Phrase} phrase
 * @param {Mode} [mode]
 * @returns {Promise<import("./types.js").Found>}
 */
export async function found(index, { words, typed }, mode = "") {
  const ways = await waysOf(index, { words, typed }, mode)
  const steps = await Promise.all(words.map(async (word, at) => [
    { to: at + 1, word, kinds: (await kinds(index, word, mode)) | (at + 1 < words.length ? 1 << READ_ALOUD : 0) },
    ...ways.filter(way => way.at === at).map(({ length, word }) => ({ to: at + length, word, kinds: ANY })),
  ]))
  return { phrase: words, ...(await phraseIn(index, steps)) }
}
