// How results look: what the search page and the search box have in common. Whatever comes from a text is put in as text.

import { make } from "../frame/dom.js"
import { gettext, ngettext } from "../frame/words.js"

/** @import { Answer, Offered, Result, Search, Text } from "./types.js" */

/**
 * Pieces of a text, every other one found: that is marked. Signs that end a page or a line would be seen as boxes.
 * @param {string[]} pieces
 */
export const marked = pieces => pieces.map(piece => piece.replace(/[\f\v\u0085\u2028\u2029]/g, " ")).map((shown, at) => (at % 2 ? make("mark", {}, shown) : shown))

/**
 * What is said of a document under its title.
 * @param {Pick<Text, "facts">} document
 */
export const facts = ({ facts: [kind, author, publisher, date] }) => [kind, author || publisher, date].filter(Boolean).join(" · ")

/**
 * How many texts were found; or that there is nothing to look for.
 * @param {Pick<Answer, "query">} answer
 * @param {number} total
 * @param {Awaited<ReturnType<typeof teller>>} telling
 */
export function told({ query }, total, telling, isNarrowed = false) {
  if (telling && !query.needs.length) return telling.unasked(query)
  if (isNarrowed) return total ? ngettext("{n} text found in this selection.", "{n} texts found in this selection.", total) : gettext("No text found in this selection.")
  return total ? ngettext("{n} text found.", "{n} texts found.", total) : gettext("No text found.")
}

/**
 * What tells of words that no text contains, what was done about them and what may be meant, and of a query without any;
 * null where there is nothing to tell.
 * @param {Answer} answer
 */
export const teller = async ({ query, levels, wanted, phrase, having, ...rest }) =>
  !query.needs.length || query.cut || query.without.length || Object.values(rest).flat().some(Boolean) ? import("./remarks.js") : null

/**
 * A document that was found; `elsewhere` is where one sees who else has the words.
 * @param {Result} one
 * @param {string | null} elsewhere
 * @param {Search} search
 */
export function entry(one, elsewhere, search) {
  const { document: text } = one
  const title = make("a", { href: search.documentAddress(text) }, ...marked(search.titlePieces(one)))
  const said = facts(text)
  const exact = one.isPhrase ? make("span", { className: "verdict" }, gettext("exact words")) : null
  const about = said || exact ? make("p", {}, said ? make("span", {}, said) : null, exact) : null
  const also = one.also ? make("p", {}, make("a", { href: elsewhere }, ngettext("Also in {n} other", "Also in {n} others", one.also))) : null
  return make("li", { "data-document": text.id }, make("h2", { dir: "auto" }, title), about, also, ...one.offered.map(paragraph => passage(one, paragraph, search)))
}

/**
 * @param {Result} one
 * @param {Offered} paragraph
 * @param {Search} search
 */
function passage(one, paragraph, search) {
  const { anchor, pieces, isCut } = search.excerpt(one.document, paragraph)
  const label = make("span", {}, make("span", { className: "hidden" }, `${gettext("Paragraph")} `), anchor.slice(1))
  const words = make("q", { dir: "auto", lang: one.document.language || null }, ...marked(pieces), isCut ? " …" : null)
  return make("a", { href: search.address(one, paragraph), "data-paragraph": anchor }, label, words)
}
