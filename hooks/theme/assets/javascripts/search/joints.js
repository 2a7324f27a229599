// What is one word to some readers and several to others, as `hooks/sourcebook/search/joined.py` has it: in the index, and in
// the words of a text, where what was found is marked (ways.js has it of a query). Few words that are looked for are made of
// several.

import { APOSTROPHE_ALONE, GROUPS, HYPHEN_ALONE, HYPHENS, isPoint, LINE_SIGNS, MOST_PARTS, PARTICLE } from "./signs.js"

/** @typedef {import("./joins.js").Word} Word */

const SPACES = /(?:\u200b|[^\S\n\r\v\u2028\u2029])*/.source
const PAGE = /[^\p{L}\p{N}\n]*(?:[A-Za-z]{1,6}\.? ?)?(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})[^\p{L}\p{N}\n]*/u.source
const WITHIN_A_NUMBER = new RegExp(`^(?!$)[${GROUPS}]?-?\\s*$`)
const LETTERS_BEHIND = /(?<=^\d+)\p{L}+$/u // of a number
const IN_KOREAN = /[가-힣]\s+[가-힣]$/
const LINE_END = new RegExp(`^\\p{M}*\\u00ad?[${LINE_SIGNS}${HYPHENS}]\\u00ad?${SPACES}\\r?[\\n\\v\\u0085\\u2028\\u2029](?:(?:${PAGE}|${SPACES})\\r?\\n)?${SPACES}$`, "u")

/**
 * What stands between two words of a text, as one string over the ends of paragraphs.
 * @param {Word[]} words
 * @param {number} one
 * @param {number} other
 */
function between(words, one, other) {
  const [a, b] = [words[one], words[other]]
  if (a.paragraph === b.paragraph) return a.text.slice(a.end, b.start)
  const inner = []
  for (let at = one + 1; at < other; at++) {
    if (words[at].paragraph !== words[at - 1].paragraph && words[at].paragraph !== b.paragraph) inner.push(words[at].text, "\n")
  }
  return [a.text.slice(a.end), "\n", ...inner, b.text.slice(0, b.start)].join("")
}

/**
 * @param {Word[]} words
 * @param {number} one
 * @param {number} other
 */
function isJoint(words, one, other) {
  const gap = between(words, one, other)
  const first = words[other].text[words[other].start]
  if (gap.length > 60) return false
  if (other === one + 1) {
    if (!gap) return words[one].start !== words[other].start
    if (HYPHEN_ALONE.test(gap) || APOSTROPHE_ALONE.test(gap)) return true
    if (/^[ \u00a0]$/.test(gap) && PARTICLE.test(words[one].word) && /\p{Lu}/u.test(first)) return true
    if (/^\d+\p{L}*$/u.test(words[one].word + words[other].word) && WITHIN_A_NUMBER.test(gap)) return true
    if (isPoint(gap, words[one], words[other])) return true
  }
  if (/\n/.test(gap) && IN_KOREAN.test(words[one].text.at(words[one].end - 1) + gap + first)) return true
  // A capital goes on with a word that is all in capitals.
  return LINE_END.test(gap) && (!/\p{Lu}/u.test(first) || /\p{Lu}\p{M}*$/u.test(words[one].text.slice(words[one].start, words[one].end)))
}

/**
 * The part of a list whose words are of some kinds, a bit each, or stand by themselves.
 * @param {import("./lists.js").List} list
 * @param {Uint8Array} has of which kind each of them is
 * @param {number} kinds
 */
export function allowed({ places, left, right }, has, kinds) {
  /** @type {(_: number, at: number) => boolean} */
  const isAllowed = (_, at) => !has[at] || (kinds & (1 << (has[at] & 15))) > 0
  return { places: places.filter(isAllowed), left: left.filter(isAllowed), right: right.filter(isAllowed), kinds: has.filter(isAllowed) }
}

/**
 * Where the word that begins at `at` ends, whose parts make `word`; the number after its last part, or -1.
 * @param {Word[]} words
 * @param {number} at
 * @param {string} word
 */
export function endOf(words, at, word) {
  let made = words[at].word
  let last = at
  for (let parts = 1; made !== word; parts++) {
    if (parts === MOST_PARTS * 3 || !word.startsWith(made)) return -1
    /** @param {string} part */
    const goesOn = part => word.startsWith(made + part) || (made + part).replace(LETTERS_BEHIND, "") === word
    // A page number may stand between the parts.
    const next = [last + 1, last + 2, last + 3].find(other => words[other] && goesOn(words[other].word) && isJoint(words, last, other))
    if (next === undefined) return -1
    made = (made + words[next].word).slice(0, word.length)
    last = next
  }
  return last + 1
}
