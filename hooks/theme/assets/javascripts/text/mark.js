// Marks words of the source text: `<mark data-found>`, elements that add no text.

import { make } from "../frame/dom.js"
import { paragraphs as elements } from "./paragraphs.js"

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
