// Marks words of the source text that an address names, and brings them into view. An address names
// words by its query, beside the anchor of the paragraph in which they begin:
//   ?quote=<words>#p8            these words, letter for letter, the first time from the beginning of p8 on
//   ?quote=<words>&nth=2#p8      the second time
//   ?quote=<first>&to=<last>#p8  from the first of them to the last, over several paragraphs too
// Browsers that know text fragments (`:~:text=`) mark such words by themselves; they do so once, and keep from scripts what
// was named.

import { anchor } from "../frame/anchor.js"
import { make } from "../frame/dom.js"
import { gettext } from "../frame/words.js"
import { mark, read } from "./mark.js"
import { text } from "./paragraphs.js"

/** @typedef {import("./mark.js").Paragraph} Paragraph */

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
