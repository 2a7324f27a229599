// What stands in a text as it is shown: the words from one to another, and what is between two of them.

/** @typedef {import("../search/types.js").Text} Text */
/** @typedef {import("./types.js").Apart} Apart */

/** @type {(text: Text, paragraph: number, start: number, end?: number) => string} */
export const gap = (text, paragraph, start, end) => text.paragraphs[paragraph].shown.slice(start, end)

/**
 * The text from one word of a document to before another, paragraphs apart by a space.
 *
 * @param {Apart} text
 * @param {number} from
 * @param {number} to
 */
export function slice(text, from, to) {
  const { shown } = text.paragraphs[text.apart[from].paragraph]
  const last = text.apart[to - 1]
  if (text.apart[from].paragraph === last.paragraph) return shown.slice(text.apart[from].start, last.end)
  const whole = text.paragraphs.slice(text.apart[from].paragraph + 1, last.paragraph).map(({ shown }) => shown)
  return [shown.slice(text.apart[from].start), ...whole, text.paragraphs[last.paragraph].shown.slice(0, last.end)].join(" ")
}

/**
 * The same with the marks that are attached to its first and last word.
 *
 * @param {Apart} text
 * @param {number} from
 * @param {number} to
 */
export function withMarks(text, from, to) {
  const [first, last, before, after] = [text.apart[from], text.apart[to - 1], text.apart[from - 1], text.apart[to]]
  const opening = before?.paragraph === first.paragraph ? gap(text, first.paragraph, before.end, first.start) : ` ${gap(text, first.paragraph, 0, first.start)}`
  const closing = gap(text, last.paragraph, last.end, after?.paragraph === last.paragraph ? after.start : undefined)
  const [, opens] = opening.match(/\s(\S*)$/) ?? ["", ""]
  const [closes] = closing.match(/^\S*/) ?? [""]
  return `${opens}${slice(text, from, to)}${closes}`
}
