// The one way in which words are compared, as `hooks/sourcebook/text/fold.py` has it: text → folded words, each with
// its place in the text (`start` and `end` count UTF-16 units, as strings do here).

import { APOSTROPHE_LETTERS, ENDS_BEFORE_A_NOTE, LETTERS, MARKUP as MARKUP_OF_PAGES, NUKTAS, NUMBERS_APART, PARTS_ARABIC, READ_AS, UNSPACED } from "../text/letters.js"

/** @typedef {{ word: string, start: number, end: number }} Folded */

const LONGEST_WORD = 64
const ANY_OF_THE_LETTERS = new RegExp(`[${LETTERS}]`, "g")
const OTHERS = READ_AS.split(" ")
const INVISIBLE = /^(?!\u200b)[\p{Cf}\u0640\u055b\u055c\u055e]$/u // and what Arabic and Armenian set within a word
const IS_APART = new RegExp(`[${NUMBERS_APART}]`)
const SMALL_NUMBER = new RegExp(`[¹²³⁰⁴-⁹](?:(?<=[\\p{L}\\p{Nl}\\p{No}]{4}.)|(?<=[${ENDS_BEFORE_A_NOTE}${UNSPACED}].))[¹²³⁰⁴-⁹]*`, "gu")
const MARKUP = new RegExp(MARKUP_OF_PAGES, "gi")
const NO_WORD = new RegExp(`(?<=[\\p{L}\\p{Nl}\\p{No}${ENDS_BEFORE_A_NOTE}])\\[\\p{Nd}{1,3}\\](?!-\\s)|(?<=[\u0600-\u06ff])${PARTS_ARABIC}`, "gu") // the number of a note, and what parts
// Of the marks on letters those are kept that are as good as letters: vowels, tones and the like of Indic scripts, Thai, Khmer and others.
const MARK = new RegExp(`(?![\\u0900-\\u135c\\u1360-\\u180a\\u1810-\\u1aaf\\u1b00-\\u1ccf\\u3099\\u309a\\ua800-\\uabff\\u{11000}-\\u{11fff}])\\p{M}|[${NUKTAS}]`, "gu")
const LETTER = `(?![${UNSPACED}${APOSTROPHE_LETTERS}])[\\p{L}\\p{N}]\\p{M}*`
const WORD = new RegExp(`${LETTER}(?:(?!(?<=\\p{Ll})\\p{Lu})${LETTER})*|(?=[\\p{L}\\p{N}])[${UNSPACED}]\\p{M}*`, "gu")

/**
 * What `made` makes of a character, or of what stands between spaces: most come again and again.
 * @template T
 * @param {(of: string) => T} made
 * @returns {(of: string) => T}
 */
function remembered(made) {
  /** @type {Map<string, T>} */
  const known = new Map()
  return of => {
    const found = known.get(of) ?? made(of)
    known.set(of, found)
    return found
  }
}

/** What is compared of a character, but for its case; nothing, if it can't be seen or is a mark on the letter before it. */
const look = remembered(character => {
  const letters = INVISIBLE.test(character) ? "" : character.normalize("NFKD").replace(MARK, "").replace(/\p{Nd}/gu, plain)
  return IS_APART.test(character) ? ` ${letters} ` : letters
})

/**
 * 0 to 9 for a digit of any script: Unicode has those of each in a row.
 * @param {string} letter
 */
function plain(letter) {
  const code = letter.codePointAt(0) ?? 0
  let digit = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(code - digit - 1))) digit++
  return String(digit % 10)
}

/**
 * A word of such letters, its signs in their one order.
 * @param {string} found
 */
function lower(found) {
  const word = found.toLowerCase().replace(ANY_OF_THE_LETTERS, one => OTHERS[LETTERS.indexOf(one)])
  return Array.from(word.normalize("NFKD").replace(/([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb])/g, "$2$1")).slice(0, LONGEST_WORD).join("")
}

/** The words of what stands between spaces. */
const wordsOf = remembered(piece => {
  let all = "", at = 0
  /** @type {number[]} where the character of each letter begins */
  const starts = []
  /** @type {number[]} */
  const ends = []
  for (const character of piece) {
    const letters = look(character)
    const next = at + character.length
    if (!letters && /\p{M}/u.test(character)) ends[ends.length - 1] = next
    for (let i = 0; i < letters.length; i++) {
      starts.push(at)
      ends.push(next)
    }
    all += letters
    at = next
  }
  return Array.from(all.matchAll(WORD), ({ 0: found, index }) => ({ word: lower(found), start: starts[index], end: ends[index + found.length - 1] }))
})

/** @param {string} found as many spaces */
const blank = found => " ".repeat(found.length)

/**
 * The folded words of a text.
 * @param {string} text
 * @returns {Folded[]}
 */
export function fold(text) {
  const words = text.replace(MARKUP, blank).replace(NO_WORD, blank).replace(SMALL_NUMBER, number => "\u2060".repeat(number.length))
  return Array.from(words.matchAll(/[^ \n]+/g)).flatMap(({ 0: piece, index }) => wordsOf(piece).map(({ word, start, end }) => ({ word, start: index + start, end: index + end })))
}
