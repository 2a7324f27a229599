// The one way in which words are compared, as `hooks/sourcebook/text/fold.py` has it: text → folded words, each with
// its place in the text (`start` and `end` count UTF-16 units, as strings do here).

import { APOSTROPHE_LETTERS, ENDS_BEFORE_A_NOTE, LETTERS, MARKUP as MARKUP_OF_PAGES, NUKTAS, NUMBERS_APART, PARTS_ARABIC, UNSPACED } from "../text/letters.js"

/** @typedef {{ word: string, start: number, end: number }} Folded */

/**
 * What is compared of a letter, and what it does to the word it stands in.
 * @typedef {{ folded: string, isSign: boolean, isPart: boolean, isAlone: boolean, isSmall: boolean, isCapital: boolean }} Letter
 */

const LONGEST_WORD = 64
/** @type {Map<string, string>} */
const READ_AS = new Map(LETTERS.split(" ").map(pair => [pair.slice(0, 1), pair.slice(1)]))
const ANY_OF_THE_LETTERS = new RegExp(`[${[...READ_AS.keys()].join("")}]`, "g")
const INVISIBLE = /^(?!\u200b)[\p{Cf}\u0640\u055b\u055c\u055e]$/u // and what Arabic and Armenian set within a word
const DIGIT = /^\p{Nd}$/u
const IS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u")
const IS_APART = new RegExp(`[${NUMBERS_APART}]`)
const SMALL_NUMBER = new RegExp(`[¹²³⁰⁴-⁹](?:(?<=[\\p{L}\\p{Nl}\\p{No}]{4}.)|(?<=[${ENDS_BEFORE_A_NOTE}${UNSPACED}].))[¹²³⁰⁴-⁹]*`, "gu")
const MARKUP = new RegExp(MARKUP_OF_PAGES, "gi")
const NUMBER_IN_BRACKETS = new RegExp(`(?<=[\\p{L}\\p{Nl}\\p{No}${ENDS_BEFORE_A_NOTE}])\\[\\p{Nd}{1,3}\\](?!-\\s)`, "gu")
const SIGN = /^(?=\p{M})[\u0900-\u135c\u1360-\u180a\u1810-\u1aaf\u1b00-\u1ccf\u3099\u309a\ua800-\uabff\u{11000}-\u{11fff}]$/u
/** @param {string} letter */
const isSign = letter => SIGN.test(letter) && !NUKTAS.includes(letter)
/** @type {Map<string, Letter[] | null>} */
const known = new Map()

/**
 * The letters that a character stands for, none if it can't be seen; null if it is a mark on the letter before it.
 * @param {string} character
 */
function look(character) {
  if (!known.has(character)) known.set(character, read(character))
  return known.get(character)
}

/** @param {string} character */
function read(character) {
  if (INVISIBLE.test(character)) return []
  const base = character.normalize("NFKD").replace(/\p{M}/gu, mark => (isSign(mark) ? mark : ""))
  if (!base && /\p{M}/u.test(character)) return null
  return Array.from(base, letter => {
    const folded = plain(letter.toLowerCase()).replace(ANY_OF_THE_LETTERS, one => READ_AS.get(one) ?? one)
    const isPart = /^[\p{L}\p{N}]+$/u.test(folded) && !APOSTROPHE_LETTERS.includes(folded)
    return {
      folded,
      isSign: isSign(folded),
      isPart,
      isAlone: isPart && IS_UNSPACED.test(folded),
      isSmall: /^\p{Ll}$/u.test(letter),
      isCapital: /^\p{Lu}$/u.test(letter),
    }
  })
}

/**
 * A letter, or 0 to 9 for a digit of any script: Unicode has those of each in a row.
 * @param {string} letter
 */
function plain(letter) {
  const code = letter.codePointAt(0) ?? 0
  if (code < 128 || !DIGIT.test(letter)) return letter
  let digit = 0
  while (DIGIT.test(String.fromCodePoint(code - digit - 1))) digit++
  return String(digit % 10)
}

/**
 * A letter with its signs in their one order.
 *
 * @param {string} letter
 */
const inOrder = letter => letter.normalize("NFKD").replace(/([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb])/, "$2$1")

/**
 * A text with nothing in the place of the numbers of its notes and of what is left of a web page, which are no words.
 *
 * @param {string} text
 */
const withoutNotes = text =>
  text
    .replace(MARKUP, tag => " ".repeat(tag.length))
    .replace(NUMBER_IN_BRACKETS, number => " ".repeat(number.length))
    .replace(SMALL_NUMBER, number => "\u2060".repeat(number.length))

/**
 * The folded words of a text.
 * @param {string} text
 */
export function fold(text) {
  /** @type {Folded[]} */
  const words = []
  let word = "", start = 0, end = 0, wasSmall = false, wasAlone = false
  const finish = () => {
    if (word) words.push({ word: word.length > LONGEST_WORD ? Array.from(word).slice(0, LONGEST_WORD).join("") : word, start, end })
    word = ""
  }
  let at = 0
  for (const character of withoutNotes(text)) {
    const next = at + character.length
    const letters = look(character)
    if (!letters && word) end = next
    const isApart = character > "\u007f" && IS_APART.test(character)
    if (isApart) finish()
    if (character === PARTS_ARABIC && /[\u0600-\u06ff]/.test(text.charAt(at - 1))) finish()
    for (const { folded, isSign, isPart, isAlone, isSmall, isCapital } of letters ?? []) {
      if (isSign) {
        // Several signs of a letter are brought into their one order.
        if (word) [word, end] = [inOrder(word + folded), next]
        else if (wasAlone) {
          const before = words[words.length - 1]
          Object.assign(before, { word: inOrder(before.word + folded), end: next })
        }
        wasSmall = false
        continue
      }
      if (!isPart || isAlone || (wasSmall && isCapital)) finish()
      if (isAlone) {
        words.push({ word: folded, start: at, end: next })
      } else if (isPart) {
        if (!word) start = at
        word += folded
        end = next
      }
      wasSmall = isSmall
      wasAlone = isAlone
    }
    if (isApart) finish()
    at = next
  }
  finish()
  return words
}
