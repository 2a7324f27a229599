// Marks words of the source text that an address names, and brings them into view. Marks are `<mark data-found>`: elements
// that add no text. An address names words by its query, beside the anchor of the paragraph in which they begin:
//   ?quote=<words>#p8            these words, letter for letter, the first time from the beginning of p8 on
//   ?quote=<words>&nth=2#p8      the second time
//   ?quote=<first>&to=<last>#p8  from the first of them to the last, over several paragraphs too
// Other modules mark by `mark`. Browsers that know text fragments (`:~:text=`) mark such words by themselves;
// they do so once, and keep from scripts what was named.

import { anchor } from "../frame/anchor.js"
import { make } from "../frame/dom.js"
import { gettext } from "../frame/words.js"
import { paragraphs as elements, text } from "./paragraphs.js"

/** @typedef {{ element: HTMLElement, start: number, end: number }} Paragraph `[start, end)` of the whole text */

const BETWEEN = "\n\n"

/** The paragraphs of the text as one string, each with the place where it begins in it. */
export function read() {
  /** @type {Paragraph[]} */
  const paragraphs = []
  let whole = ""
  for (const element of elements()) {
    paragraphs.push({ element, start: whole.length, end: whole.length + element.textContent.length })
    whole += element.textContent + BETWEEN
  }
  return { whole, paragraphs }
}

/**
 * Mark `[start, end)` of a paragraph's text, in as many pieces as it has elements there. Returns the marks.
 *
 * @param {Element} element
 * @param {number} start
 * @param {number} end
 */
export function mark(element, start, end) {
  /** @type {[Text, number, number][]} */
  const pieces = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let at = 0
  while (walker.nextNode() && at < end) {
    const node = /** @type {Text} */ (walker.currentNode)
    const from = Math.max(start - at, 0), to = Math.min(end - at, node.length)
    if (from < to) pieces.push([node, from, to])
    at += node.length
  }
  return pieces.map(([node, from, to]) => {
    const range = document.createRange()
    range.setStart(node, from)
    range.setEnd(node, to)
    const made = make("mark", { "data-found": "" })
    range.surroundContents(made)
    return made
  })
}

/**
 * Where the words that `query` names stand in the whole text, from the paragraph `from` on; null if nowhere.
 *
 * @param {{ whole: string, paragraphs: Paragraph[] }} text
 * @param {URLSearchParams} query
 * @param {string} from
 */
function place({ whole, paragraphs }, query, from) {
  const words = query.get("quote") ?? "", last = query.get("to")
  let start = (paragraphs.find(({ element }) => element.id === from)?.start ?? 0) - 1
  for (let times = Math.max(1, Number(query.get("nth")) || 1); times > 0; times--) {
    start = whole.indexOf(words, start + 1)
    if (start < 0) return null
  }
  if (!last) return { start, end: start + words.length }
  const end = whole.indexOf(last, start + words.length)
  return end < 0 ? null : { start, end: end + last.length }
}

function arrive() {
  const query = new URLSearchParams(location.search)
  if (!text || !query.get("quote")) return
  const all = read()
  const found = place(all, query, anchor())
  if (found) {
    const marks = all.paragraphs.flatMap(({ element, start }) => mark(element, found.start - start, found.end - start))
    marks[0]?.scrollIntoView({ block: "center" })
    return
  }
  const says = gettext("The words this link quotes are not in this text, letter for letter. It may have been corrected since.")
  text.before(make("p", { className: "found-missing", role: "status" }, says))
}
arrive()
