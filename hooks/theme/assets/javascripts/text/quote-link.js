// Links that lead to words of the source text: for the browser as a text fragment, and in the query as found.js reads it.

import { read } from "./mark.js"

/** @typedef {import("./selection.js").Cited} Cited */

const WHOLE = 250
const ENDS = 60
const CONTEXT = 4

function address() {
  /** @type {HTMLLinkElement | null} */
  const link = document.querySelector("link[rel=canonical]")
  return link?.href ?? location.href.split(/[?#]/)[0]
}

/**
 * The link to what is cited: for the browser as a text fragment, and in the query for our own script.
 *
 * @param {Cited} cited
 */
export function linkTo(cited) {
  const anchor = cited.pieces[0].paragraph.id
  if (!cited.words) return `${address()}#${anchor}`
  const { whole, paragraphs } = read()
  const starts = new Map(paragraphs.map(({ element, start }) => [element.id, start]))
  const from = starts.get(anchor) ?? 0
  const start = from + cited.pieces[0].start
  const last = cited.pieces.at(-1) ?? cited.pieces[0]
  const end = (starts.get(last.paragraph.id) ?? 0) + last.start + last.words.length
  const named = cited.pieces.length > 1 || cited.words.length > WHOLE ? ends(whole, start, end, cited) : [cited.words]
  const query = new URLSearchParams({ quote: named[0], ...(named.length > 1 && { to: named[1] }) })
  let nth = 0
  for (let at = from - 1; at < start; nth++) at = whole.indexOf(named[0], at + 1)
  if (nth > 1) query.set("nth", `${nth}`)
  const before = pageBefore(cited.pieces[0])
  /** @param {string} words */
  const standsAbove = words => folded(before).includes(folded(words))
  const context = standsAbove(named[0]) ? lastWords(before) : ""
  const place = `${address()}?${query}#${anchor}`
  if (standsAbove(context + named[0])) return place // in the title: a browser would stop there
  return `${place}:~:text=${[...(context ? [`${encoded(context)}-`] : []), ...named.map(encoded)].join(",")}`
}

/**
 * The first and the last words of a passage, about sixty letters of each: as many of the last as it takes for them not
 * to stand earlier in it. All of its words where that would take them all.
 *
 * @param {string} whole
 * @param {number} start
 * @param {number} end
 * @param {Cited} cited
 */
function ends(whole, start, end, { pieces, words }) {
  const cut = pieces[0].words.indexOf(" ", ENDS)
  const first = cut < 0 ? pieces[0].words : pieces[0].words.slice(0, cut)
  const from = (pieces.at(-1) ?? pieces[0]).words
  for (let length = ENDS; ; length += ENDS) {
    const gap = length < from.length ? from.lastIndexOf(" ", from.length - length) : -1
    const last = from.slice(gap + 1)
    if (pieces.length === 1 && first.length + last.length >= words.length) return [words]
    if (gap < 0 || whole.indexOf(last, start + first.length) + last.length >= end) return [first, last]
  }
}

/**
 * What stands on the page before a place in the text: a browser looks for words from the top, and minds no capitals.
 *
 * @param {import("./selection.js").Piece} place
 */
function pageBefore({ paragraph, start }) {
  const above = document.createRange()
  above.setStart(document.body, 0)
  above.setEndBefore(paragraph)
  return `${above}\n${paragraph.textContent.slice(0, start)}`
}

/** @param {string} words */
const folded = words => words.toLowerCase().replace(/\s+/g, "")

/**
 * The last words of a text, by which a browser tells what follows from others that read the same.
 *
 * @param {string} text
 */
const lastWords = text => text.trimEnd().replace(/^[^]*\n/, "").trim().split(/\s+/).slice(-CONTEXT).join(" ")

/** @param {string} words */
const encoded = words => encodeURIComponent(words).replaceAll("-", "%2D")
