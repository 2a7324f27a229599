// What of the source text is selected.

import { APOSTROPHES, LINE_HYPHENS, NUMBERS_APART, SHARED, UNSPACED, WIDE } from "./letters.js"
import { paragraphs, text } from "./paragraphs.js"

/**
 * Words of a paragraph; `start` is where they begin in the paragraph's text.
 * @typedef {{ paragraph: HTMLElement, start: number, words: string }} Piece
 *
 * What is cited: its pieces, its words (none where a paragraph is cited as such), and where it was selected, or led to.
 * @typedef {{ pieces: [Piece, ...Piece[]], words: string, range?: Range, origin?: HTMLElement }} Cited
 */

/**
 * The part of `range` that lies within `element`.
 *
 * @param {Range} range
 * @param {Node} element
 */
export function clip(range, element) {
  const within = document.createRange()
  within.selectNodeContents(element)
  if (range.compareBoundaryPoints(Range.START_TO_START, within) > 0) within.setStart(range.startContainer, range.startOffset)
  if (range.compareBoundaryPoints(Range.END_TO_END, within) < 0) within.setEnd(range.endContainer, range.endOffset)
  return within
}

/**
 * Whether a range takes in words of the page that stand before the text or after it.
 *
 * @param {Range} range
 */
export function reachesOut(range) {
  if (!text) return true
  const around = document.createRange()
  around.selectNode(text)
  const before = range.cloneRange(), after = range.cloneRange()
  if (range.compareBoundaryPoints(Range.START_TO_START, around) < 0) before.setEndBefore(text)
  else before.collapse(true)
  if (range.compareBoundaryPoints(Range.END_TO_END, around) > 0) after.setStartAfter(text)
  else after.collapse(false)
  return `${before}${after}`.trim() !== ""
}

/**
 * Words of a paragraph as they are quoted: without the ends of lines that flow on the page.
 *
 * @param {{ paragraph: HTMLElement, words: string }} piece
 */
export function quotable({ paragraph, words }) {
  if (text?.dataset.lines !== "flow" || paragraph.matches(".columns, .lines")) return words
  return words.replace(JOINT, "").replace(/[^\S\n]*\n[^\S\n]*/g, " ")
}

/** The selected words of the source text; null if there are none, or others are selected with them. */
export function selected() {
  const selection = document.getSelection()
  if (!selection?.rangeCount || selection.isCollapsed) return null
  return cited(selection.getRangeAt(0))
}

/**
 * The words of the source text that have this anchor, or belong to it.
 *
 * @param {string} [id]
 */
export function anchored(id) {
  if (!id) return null
  const parts = text?.querySelectorAll(`[id="${CSS.escape(id)}"], [data-part-of="${CSS.escape(id)}"]`)
  if (!parts?.length) return null
  const range = document.createRange()
  range.setStartBefore(parts[0])
  range.setEndAfter(parts[parts.length - 1])
  return cited(range)
}

/**
 * The words of the source text in a range, by paragraph.
 *
 * @param {Range} range
 * @returns {Cited | null}
 */
function cited(range) {
  if (!text || !range.intersectsNode(text) || reachesOut(range)) return null
  /** @type {Piece[]} */
  const pieces = []
  for (const paragraph of paragraphs()) {
    if (!range.intersectsNode(paragraph)) continue
    const within = clip(range, paragraph)
    const before = document.createRange()
    before.selectNodeContents(paragraph)
    before.setEnd(within.startContainer, within.startOffset)
    pieces.push({ paragraph, start: before.toString().length, words: within.toString() })
  }
  const [first, ...others] = pieces.filter(piece => piece.words.trim() !== "")
  if (!first) return null
  const last = others.at(-1) ?? first
  first.start += first.words.length - first.words.trimStart().length
  first.words = first.words.trimStart()
  last.words = last.words.trimEnd()
  // What begins or ends within a word is quoted with the whole of it.
  const end = last.start + last.words.length
  last.words += last.paragraph.textContent.slice(end, wordAt(last.paragraph, end)?.end ?? end)
  const start = wordAt(first.paragraph, first.start)?.start ?? first.start
  first.words = first.paragraph.textContent.slice(start, first.start) + first.words
  first.start = start
  /** @type {[Piece, ...Piece[]]} */
  const shown = [first, ...others]
  return { pieces: shown, range: range.cloneRange(), words: shown.map(piece => piece.words).join("\n\n") }
}

const JOINT = new RegExp(`(?<=[${WIDE}][${SHARED}]{0,2})[ \\t]*\\n[ \\t\\u3000]*(?=[${SHARED}]{0,2}[${WIDE}])|(?<=\\u0f0b)[ \\t]*\\n[ \\t\\u3000]*(?=[\\u0f40-\\u0f6c])`, "gu")
// What sets no spaces between words is quoted as it is selected; the number of a note behind a word is none of its letters.
const LETTER = `(?:(?![${UNSPACED}]|(?<=\\p{L}\\p{M}*)[${NUMBERS_APART}])[\\p{L}\\p{M}\\p{N}])`
const LINE_END = `\\u00ad?[${LINE_HYPHENS}]\\u00ad?[^\\S\\n]*[\\n\\v\\u0085\\u2028\\u2029][^\\S\\n]*`
const WITHIN = [
  "(?<=\\p{N})[.,:/⁄٫٬，_\\u00a0\\u2007\\u2009\\u202f](?=\\p{N})", // of a number
  `(?<=${LETTER})[\\u00ad\\u200c\\u200d\\u2060\\ufeff](?=${LETTER})`, // what can't be seen
  `(?<=${LETTER})[${APOSTROPHES}·‧](?=${LETTER})`, // also the point of Catalan
  "(?<=(?<![\\p{L}\\p{M}])\\p{L})\\.(?=\\p{L}(?![\\p{L}\\p{M}]))", // of “U.S.”
  `(?<=\\p{L}\\p{M}*)${LINE_END}(?=[\\p{Ll}\\p{Lo}])|(?<=\\p{Lu}\\p{M}*)${LINE_END}(?=\\p{Lu})`,
].join("|")
const WORD = new RegExp(`${LETTER}(?:${LETTER}|${WITHIN})*`, "gsu")
const LONGEST = 200

const LETTERS = new Intl.Segmenter()

/**
 * The word that a place of a paragraph stands within, by where it starts and ends; where no spaces part words, the letter
 * with its marks. Nothing between words.
 *
 * @param {HTMLElement} paragraph
 * @param {number} at
 */
function wordAt({ textContent }, at) {
  const from = Math.max(0, at - LONGEST)
  for (const { 0: { length }, index } of textContent.slice(from, at + LONGEST).matchAll(WORD)) {
    const start = from + index, end = start + length
    if (start < at && at < end) return { start, end }
  }
  const letter = LETTERS.segment(textContent.slice(from, at + LONGEST)).containing(at - from)
  if (letter && from + letter.index < at) return { start: from + letter.index, end: from + letter.index + letter.segment.length }
}
