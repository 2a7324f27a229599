// What a search came to beside its results.

import { make } from "../frame/dom.js"
import { comma, either, gettext, ngettext, parts, quoted } from "../frame/words.js"

/** @import { Answer, Search } from "./types.js" */

const LONGEST_SHOWN = 200 // characters of what is said to be in no text

/** @param {string} words */
const shortened = words => (words.length > LONGEST_SHOWN ? `${words.slice(0, LONGEST_SHOWN)}…` : words)
/** @param {{ typed: string }} item */
const named = ({ typed }) => quoted(shortened(typed))

/**
 * What is said of a query in which there is nothing to look for.
 * @param {Answer["query"]} query
 */
export const unasked = ({ without }) =>
  without.length ? gettext("A minus excludes texts: type also what to look for.") : gettext("Type a word or part of a sentence: there is no letter or digit to look for.")

/**
 * Words that no text contains, and what was done about them.
 * @param {Answer} answer
 */
export function remarks({ nowhere, instead, passed, crowded, beginnings, partly, apart, query, levels }) {
  /** @type {string[]} */
  const said = []
  /** @type {(items: { typed: string }[], sentence: (quoted: string) => string) => void} */
  const together = (items, sentence) => {
    const names = [...new Set(items.map(named))]
    if (names.length) said.push(sentence(either.format(names)))
  }
  together(nowhere.filter(({ kind }) => kind === "phrase"), words => gettext("No text contains {words} word for word.", { words }))
  together(nowhere.filter(({ kind }) => kind === "near"), words => gettext("No text contains the words of {words} close together.", { words }))
  together(nowhere.filter(({ kind }) => kind === "beginning"), words => gettext("No word in these texts starts with {words}.", { words }))
  together(nowhere.filter(({ kind }) => kind === "word" || kind === "joined"), words => gettext("No text contains {words}.", { words }))
  for (const { item, forms } of instead) {
    said.push(gettext("No text contains {words}. Searched instead for {forms}.", { words: named(item), forms: either.format(forms.slice(0, 6).map(quoted)) }))
  }
  if (apart) said.push(gettext("No text has all of this."))
  if (partly) said.push(gettext("No text has all these words; these have some of them."))
  if (!levels[0]?.length) together(passed, words => gettext("Most texts contain {words}: those without are listed, too.", { words }))
  together(crowded.map(typed => ({ typed })), words => gettext("Too frequent to look for nearby: {words}.", { words }))
  together(beginnings.map(typed => ({ typed })), words => gettext("Too many words start with {words}: only some were looked for.", { words }))
  if (levels.length) together(query.without, words => gettext("Texts containing {words} are excluded.", { words }))
  if (query.cut) said.push(gettext("Only the first 32 words were looked for."))
  return said
}

/**
 * All that is said, as elements.
 * @param {Answer} answer
 * @param {[q: string, search: Search, addressOf: (q: string) => string]} offered as `offers` is given it
 */
export const shown = (answer, ...offered) => [...remarks(answer).map(said => make("p", {}, said)), ...offers(answer, ...offered)]

/**
 * What may be meant, as elements: words that are nearly written so, each a search of its own, and names.
 * @param {Pick<Answer, "similar" | "names">} answer
 * @param {string} q
 * @param {Search} search
 * @param {(q: string) => string} addressOf the address of a search
 */
function offers({ similar, names }, q, search, addressOf) {
  const words = similar.map(({ item, forms }) => {
    const links = forms.map(form => make("a", { href: addressOf(q.replace(item.typed, () => form)) }, form))
    return make("p", { "data-search-similar": "" }, ...parts("Instead of {words}: {links}?", { words: named(item), links: links.flatMap((link, at) => (at ? [comma, link] : [link])) }))
  })
  const people = names.slice(0, 3).map(({ id, label, texts }) => {
    const link = make("a", { href: search.page(`names/${encodeURIComponent(id)}/`), dir: "auto" }, label)
    const inTexts = ngettext("{n} text", "{n} texts", texts)
    return make("p", { "data-search-name": id }, ...parts("Name: {link}", { link }), " · ", inTexts)
  })
  return [...words, ...people]
}
