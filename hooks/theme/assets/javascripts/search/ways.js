// What of a query may be one word in the texts, as `hooks/sourcebook/search/joined.py` has it of these (`well-known`,
// `deBlasio`, `10,000`).

import { APOSTROPHES, HYPHENS, PARTS_ARABIC } from "../text/letters.js"
import { APOSTROPHE, APOSTROPHE_ALONE, ENDINGS, gapsIn, HYPHEN, MARKS_OF_A_FORM, NUMBER, PARTICLE, TOGETHER } from "./signs.js"

const CAPITAL = 5 // beside the kinds that the index has: as typed in one piece
const ENDING = 2 // letters of what follows an apostrophe
const MOST_PARTS = 6
const GROUPS = `,.٬،，_${APOSTROPHES}` // what parts the digits of a number
const GROUPED = new RegExp(`^(?:[1-9]\\d{0,2}([${GROUPS}\\s])\\d{3}(?:\\1\\d{3})*|[1-9]\\d?(?:,\\d\\d)+,\\d{3}|(?!(?:1\\d|20)\\d\\d\\D)[1-9]\\d{0,3}([,，'’])\\d{4}(?:\\2\\d{4})*)$`)
const HYPHEN_ALONE = new RegExp(`^[${PARTS_ARABIC}${HYPHENS}]$`)
const INITIALS = /^(?:\p{L}\.\p{L}{1,2}|\p{L}{2}\.\p{L})$/u // U.N. and Ph.D.

/** @typedef {import("./fold.js").Folded} Folded */

/**
 * Where words of a query, from the word `at` on so many as `length` says, may be the one `word`.
 * @typedef {{at: number, length: number, word: string}} Way
 */

/**
 * Where several words of a phrase are looked for as the one that they make.
 * @param {import("./index.js").Index} index
 * @param {import("./forms.js").Phrase} phrase
 * @param {Folded[]} folded what is typed
 * @param {import("./forms.js").Mode} mode
 */
export async function ways(index, { words, typed }, folded, mode) {
  const possible = waysOf(words, typed, folded).filter(({ kind }) => mode !== "quoted" || kind !== NUMBER)
  const known = await Promise.all(possible.map(async ({ at, length, word, kind }) => {
    const { plain, over, written } = await index.look(word)
    if (kind === NUMBER) return plain + over > 0
    if (!plain) return false
    if (kind === CAPITAL) return true
    const sign = written.find(form => form.split(MARKS_OF_A_FORM).join(" ") === words.slice(at, at + length).join(" "))?.match(MARKS_OF_A_FORM)?.[0]
    if (kind === TOGETHER) return sign === " "
    if (kind === HYPHEN) return mode !== "quoted" || !sign
    if (mode === "quoted") return false
    return mode === "compared" ? !sign : sign !== undefined || ENDINGS.test(words[at + length - 1]) || words[at + length - 1].length > ENDING
  }))
  return possible.filter((_, at) => known[at])
}

/**
 * What of a query may be one word in a text: from the word `at` on so many as `length` says, as `word`. `kind` says what
 * holds it together: a particle's name where it is TOGETHER.
 * @param {string[]} words
 * @param {string} typed
 * @param {Folded[]} folded
 */
function waysOf(words, typed, folded) {
  const gaps = gapsIn(typed, folded)
  const joints = gaps.map((gap, at) => {
    if (HYPHEN_ALONE.test(gap) || INITIALS.test(words[at] + gap + words[at + 1])) return HYPHEN
    if (APOSTROPHE_ALONE.test(gap)) return APOSTROPHE
    return !gap && /^\p{Lu}/u.test(typed.slice(folded[at + 1].start)) ? CAPITAL : 0
  })
  /** @type {(Way & { kind: number })[]} */
  const found = []
  /** @type {(at: number, length: number, kind: number) => void} */
  const add = (at, length, kind) => found.push({ at, length, word: words.slice(at, at + length).join(""), kind })
  for (let at = 0; at + 1 < words.length; at++) {
    for (let last = at; joints[last] && last - at < MOST_PARTS; last++) {
      const kinds = joints.slice(at, last + 1)
      add(at, kinds.length + 1, kinds.every(kind => kind === CAPITAL) ? CAPITAL : kinds.includes(APOSTROPHE) ? APOSTROPHE : HYPHEN)
    }
    if (!joints[at] && PARTICLE.test(words[at])) add(at, 2, TOGETHER)
    for (let length = 2; folded[at + length - 1] && length <= MOST_PARTS; length++) {
      const number = folded.slice(at, at + length).map(({ word }, i) => (i ? gaps[at + i - 1].replace(/\p{Cf}/gu, "") : "") + word).join("") // its digits as 0 to 9
      if (GROUPED.test(number) && !/^\d/.test(typed.slice(folded[at + length - 1].end))) add(at, length, NUMBER)
    }
  }
  return found
}
