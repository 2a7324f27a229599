// What is one word to some readers and several to others, as `hooks/sourcebook/search/joined.py` has it: in the index, and in
// the words of a text, where what was found is marked (ways.js has it of a query). Few words that are looked for are made of
// several.

import { LINE_DASHES, LINE_HYPHENS } from "../text/letters.js"
import { APOSTROPHE_ALONE, GROUPS, HYPHEN_ALONE, isPoint, MOST_PARTS, PARTICLE } from "./signs.js"

/** @typedef {import("./joins.js").Word} Word */

const SPACES = /(?:[\u200b\ufeff\u200e\u200f]|[^\S\n\r\v\u2028\u2029])*/.source
const PAGE = /[^\p{L}\p{N}\n]*(?:[A-Za-z]{1,6}\.? ?)?(?:\d{1,4}[rv]?(?: ?(?:\/|[a-z]{2,3}) ?\d{1,4})?|[ivxlc]{1,7}|[IVXLC]{1,7})[^\p{L}\p{N}\n]*/u.source
const HEADLINE = /[^\S\n]*[[{<*†‡§][^\n]{0,79}|[^\p{Ll}\p{Lm}\p{Lo}\n]{0,80}|(?=[^\n]*\p{N})[^\p{Ll}\n][^\n]{0,79}/u.source
const NOTE = /(?:[ \t]{2,}\d{1,4}|[([]?\p{N}{1,3}[)\]]|[¹²³⁰⁴-⁹]{1,3}|[*†‡§"'”’»)]{1,2})?/u.source
const GOES_ON = `(?:\\d{1,4}[ \\t]+)?(?:[>|“”„«»"‚‘’']${SPACES}){0,3}[-‐‑]?`
const WITHIN_A_NUMBER = new RegExp(`^(?!$)[${GROUPS}]?-?\\s*$`)
const LETTERS_BEHIND = /(?<=^\d+)\p{L}[\p{L}\p{N}]*$/u // of a number
const LETTERS_BEFORE = /^\p{L}+(?=\d+$)/u
const OF_AN_AMOUNT = /^\p{L}{1,3}(?=\d{3,}$)|(?<=^(?!(?:1\d|20)\d\d\D)\d{3,})\p{L}{1,3}$/u
const IN_KOREAN = /[가-힣]\s+[가-힣]$/
const LINE_END = new RegExp(`^\\p{M}*\\u00ad?[${LINE_DASHES}${LINE_HYPHENS}]\\u00ad?${NOTE}${SPACES}\\r?[\\n\\v\\u0085\\u2028\\u2029](?:(?:${PAGE}|${HEADLINE})\\r?\\n){0,6}${SPACES}${GOES_ON}$`, "u")
const LONGEST_GAP = 160
const MOST_PLACES = 15

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
  if (gap.length > LONGEST_GAP) return false
  if (other === one + 1) {
    if (!gap) return words[one].start !== words[other].start
    if (HYPHEN_ALONE.test(gap) || APOSTROPHE_ALONE.test(gap)) return true
    if (/^[ \u00a0]$/.test(gap) && PARTICLE.test(words[one].word) && /\p{Lu}/u.test(first)) return true
    if (/^\p{L}*\d+(?:\p{L}[\p{L}\p{N}]*)?$/u.test(words[one].word + words[other].word) && WITHIN_A_NUMBER.test(gap)) return true
    if (isPoint(gap, words[one], words[other])) return true
  }
  if (/\n/.test(gap) && IN_KOREAN.test(words[one].text.at(words[one].end - 1) + gap + first)) return true
  // A capital goes on with a word that is all in capitals.
  return LINE_END.test(gap) && (!/\p{Lu}/u.test(first) || /\p{Lu}\p{M}*$/u.test(words[one].text.slice(words[one].start, words[one].end)))
}

/**
 * Where the word that begins at `at` ends, whose parts make `word`; the number after its last part, or -1.
 * @param {Word[]} words
 * @param {number} at
 * @param {string} word
 */
export function endOf(words, at, word) {
  const isNumber = /^\d+$/.test(word)
  /** @param {string} made letters stand beside a number */
  const number = made => (isNumber ? made.replace(LETTERS_BEHIND, "") : made)
  const { word: first, text, start, end } = words[at]
  let made = isNumber ? first.replace(LETTERS_BEFORE, "") : first
  if (isNumber && (first.replace(OF_AN_AMOUNT, "") === word || (made === word && /^[.,]\d/.test(text.slice(end))) || (number(first) === word && /\d[.,]$/.test(text.slice(0, start))))) return at + 1
  if (made === word) return -1
  let last = at
  for (let parts = 1; made !== word; parts++) {
    if (parts === MOST_PARTS * 3 || !word.startsWith(made)) return -1
    // A page number, or a headline, may stand between the parts.
    let next = last + 1
    while (words[next] && next < at + MOST_PLACES) {
      const longer = made + words[next].word
      if ((word.startsWith(longer) || number(longer) === word) && isJoint(words, last, next)) break
      next++
    }
    if (!words[next] || next === at + MOST_PLACES) return -1
    made = (made + words[next].word).slice(0, word.length)
    last = next
  }
  return last + 1
}
